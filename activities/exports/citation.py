"""How to cite a record: as a text, and as metadata that reference managers read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from activities.catalogue.dates import day_in_words
from activities.catalogue.kinds import EntryKind
from activities.exports import csl
from activities.exports.about import About

Document = dict[str, Any]
# Where a variable of CSL stands in the metadata that Google Scholar and Zotero read.
HIGHWIRE = {
    "title": "citation_title",
    "language": "citation_language",
    "DOI": "citation_doi",
    "ISBN": "citation_isbn",
    "ISSN": "citation_issn",
    "keyword": "citation_keywords",
}
DUBLIN_CORE = {
    "title": "DC.title",
    "publisher": "DC.publisher",
    "language": "DC.language",
    "genre": "DC.type",
    "abstract": "DC.description",
}


def text(document: Document, about: About) -> str:
    """A reference in words: who, what, of when, in which tracker, as of which day.

    The document may be in any language; so is the reference in the active one.
    """
    item = csl.item(document, about)
    dates = (document["dates"] or {}).get("display", "")
    told = {
        "author": "; ".join(one["literal"] for one in _authors(item, about)),
        "title": document["title"],
        "what": ", ".join(filter(None, [document["kind"]["name"], dates])),
        "tracker": _("IOM activity tracker"),
        "day": _day(document["updated"]),
        "url": about.absolute(document["url"]),
    }
    reference = _(
        "%(author)s. “%(title)s” (%(what)s). %(tracker)s, version of %(day)s. %(url)s"
    )
    return reference % told


def metadata(document: Document, about: About) -> list[tuple[str, str]]:
    """(name, content) of each `<meta>`: a publication as itself, others as a page."""
    item = csl.item(document, about)
    return [(name, value) for name, value in _metadata(item, document, about) if value]


def _metadata(
    item: csl.Item, document: Document, about: About
) -> Iterator[tuple[str, str]]:
    authors = [one["literal"] for one in _authors(item, about)]
    day, issued = document["updated"][:10], _issued(item)
    for name, meta in [*HIGHWIRE.items(), *DUBLIN_CORE.items()]:
        yield meta, csl.one_line(item.get(name, ""))
    for author in authors:
        yield "citation_author", author
        yield "DC.creator", author
    if document["record"] == EntryKind.PUBLICATION:
        yield "citation_publication_date", issued.replace("-", "/")
        yield "DC.date", issued
        # Says to reference managers that this is a report.
        yield "citation_technical_report_institution", item.get("publisher", "")
        yield "citation_technical_report_number", item.get("number", "")
        yield "citation_series_title", item.get("collection-title", "")
    else:
        # A page is of the day it was last changed; the dates of what it tells of are
        # no date of publication.
        yield "citation_publication_date", day.replace("-", "/")
        yield "DC.date", day
        yield "DC.coverage", (document["dates"] or {}).get("edtf", "")
    yield "citation_online_date", day.replace("-", "/")
    yield "citation_public_url", about.absolute(document["url"])
    yield "DC.identifier", about.absolute(document["url"])
    yield "DC.rights", about.terms


def _authors(item: csl.Item, about: About) -> list[csl.Item]:
    authors: list[csl.Item] = item.get("author", [])
    return authors or [{"literal": about.publisher}]


def _issued(item: csl.Item) -> str:
    """The first day, month or year of what is cited, as ISO 8601; or empty."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02d}" for part in parts)


def _day(stamp: str) -> str:
    return day_in_words(datetime.fromisoformat(stamp))
