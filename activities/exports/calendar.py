"""iCalendar (RFC 5545): what has whole days. Nothing is made more exact than it is."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.utils.translation import ngettext
from icalendar import Calendar, Event
from icalendar.prop import vText

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.choices import Halt, PlaceRelation
from activities.exports import days
from activities.exports.about import About

Document = dict[str, Any]
# What RFC 5545 has in no text; ends of lines are escaped.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """A calendar of whole days. What has none is left out, and their number told."""
    entries, left_out = [], 0
    for row in rows:
        document = orjson.loads(row)
        span = days.whole_days(document)
        if span is None:
            left_out += 1
        else:
            entries.append(_entry(document, span, about).to_ical())
    head = Calendar()
    head.add("prodid", "-//iomtracker//EN")
    head.add("version", "2.0")
    head.add("method", "PUBLISH")
    title, told = _text(about.title), _text(_told(left_out))
    head.add("name", title)
    head.add("x-wr-calname", title)
    head.add("description", told)
    head.add("x-wr-caldesc", told)
    head.add("x-left-out", str(left_out))
    head.add("last-modified", about.as_of)
    head.add("url", about.page_url)
    head.add("refresh-interval", timedelta(hours=12), {"value": "DURATION"})
    opened, closed = head.to_ical().split(b"END:VCALENDAR")
    yield opened
    yield from entries
    yield b"END:VCALENDAR" + closed


def _text(text: str) -> vText:
    """A text to be escaped, also where the library takes a name for no text."""
    return vText(_CONTROLS.sub("", text))


def _told(left_out: int) -> str:
    if not left_out:
        return ""
    return ngettext(
        "%d record is left out: its dates are not known to the day.",
        "%d records are left out: their dates are not known to the day.",
        left_out,
    ) % (left_out,)


def _entry(document: Document, span: tuple[date, date], about: About) -> Event:
    first, last = span
    updated = datetime.fromisoformat(document["updated"])
    entry = Event()
    entry.add("uid", _uid(document, about))
    entry.add("dtstamp", updated)
    entry.add("last-modified", updated)
    entry.add("created", datetime.fromisoformat(document["published"]))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))  # the end is the day after
    entry.add("summary", _text(document["title"]))
    entry.add("url", about.absolute(document["url"]))
    entry.add("transp", "TRANSPARENT")
    if document["summary"]:
        entry.add("description", _text(document["summary"]))
    if document["themes"]:
        entry.add("categories", [one["short_title"] for one in document["themes"]])
    if where := _where(document):
        entry.add("location", _text(where))
    if document["halted"] == Halt.CANCELLED:
        entry.add("status", "CANCELLED")
    for before in document["follows"]:
        entry.add("related-to", _uid(before, about))
    return entry


def _uid(document: Document, about: About) -> str:
    host = urlsplit(about.base_url).hostname
    return f"{document['record']}-{document['slug']}@{host}"


def _where(document: Document) -> str:
    held = [
        one
        for one in document["places"]
        if one["relation"]["code"] == PlaceRelation.HELD_IN
    ]
    return "; ".join(
        ", ".join(filter(None, [one["city"], one["name"]])) for one in held
    )
