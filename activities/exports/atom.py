"""Atom (RFC 4287), in pages (RFC 5005): a feed of what is new or changed."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import orjson
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.exports.about import About

# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class PagedFeed(Atom1Feed):
    """Django's feed, with a link to the page after it and the moment of its data."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["as_of"]
        return moment

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "iomtracker")
        if self.feed["next_url"]:
            link = {"rel": "next", "href": self.feed["next_url"]}
            handler.addQuickElement("link", "", link)


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """A page of the feed; an entry keeps its id for ever, and its own moment."""
    feed = PagedFeed(
        title=clean(about.title),
        link=about.page_url,
        description="",
        subtitle=clean(about.title),
        feed_url=about.self_url,
        feed_guid=about.self_url,
        author_name=about.publisher,
        feed_copyright=about.terms,
        as_of=about.as_of,
        next_url=about.next_url,
        language="en",
    )
    for row in rows:
        document = orjson.loads(row)
        url = about.absolute(document["url"])
        feed.add_item(
            title=clean(document.get("title") or document["name"]),
            link=url,
            unique_id=url,
            description=escape(clean(_text(document))),  # it is read as HTML
            pubdate=datetime.fromisoformat(document["published"]),
            updateddate=datetime.fromisoformat(document["updated"]),
            categories=[clean(one["title"]) for one in document.get("themes", [])],
        )
    written = BytesIO()
    feed.write(written, "utf-8")
    yield written.getvalue()


def clean(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _text(document: dict[str, Any]) -> str:
    """The dates, then the summary: what a reader needs to see what it is."""
    dates = (document.get("dates") or {}).get("display", "")
    return ". ".join(filter(None, [dates, document.get("summary", "")]))
