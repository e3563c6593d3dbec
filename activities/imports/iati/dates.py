"""The four dates of an activity, as the spans that happened and were planned."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati.days import day_of
from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import Element, attribute


@dataclass(frozen=True)
class Stated:
    """A day and the element that states it."""

    day: date
    kind: str
    element: Element


Four = dict[str, Stated]


def stated(record: Record) -> Four:
    """The dates by their type; of several of one type the first."""
    found: Four = {}
    for element in record.element.iterchildren("activity-date"):
        kind = attribute(element, "type")
        if kind not in codes.DATE_TYPES:
            message = _("“%(value)s” is no type of date: the date was left out.")
            told = {"value": kind}
            record.warn(element, message % told, attribute="type", remedy=kept())
            continue
        day = day_of(record, element)
        if day is None:
            continue
        first = found.setdefault(kind, Stated(day, kind, element))
        if first.day != day:
            message = _("There are two dates of one type: the first was taken.")
            record.warn(element, message, attribute="iso-date", remedy=kept())
    return found


def spans(record: Record, four: Four) -> dict[str, str]:
    """`dates`, actual before planned, and `planned`: spans in EDTF, or empty."""
    start = four.get(codes.ACTUAL_START) or four.get(codes.PLANNED_START)
    end = four.get(codes.ACTUAL_END) or four.get(codes.PLANNED_END)
    planned = four.get(codes.PLANNED_START), four.get(codes.PLANNED_END)
    is_same = (start, end) == planned
    dates = _span(record, start, end)
    return {
        "dates": dates,
        "planned": dates if is_same else _span(record, *planned),
    }


def _span(record: Record, start: Stated | None, end: Stated | None) -> str:
    if start and end and end.day < start.day:
        start, end = _without_contradiction(record, start, end)
    if start and end and start.day == end.day:
        return start.day.isoformat()
    if not start and not end:
        return ""
    return f"{_text(start)}/{_text(end)}"


def _text(stated: Stated | None) -> str:
    return stated.day.isoformat() if stated else ".."


def _without_contradiction(
    record: Record, start: Stated, end: Stated
) -> tuple[Stated | None, Stated | None]:
    """What happened stands against what was planned; else the start stands."""
    told = {"start": start.day, "end": end.day}
    if start.kind == codes.PLANNED_START and end.kind == codes.ACTUAL_END:
        message = _("The planned start, %(start)s, is after the end and was left out.")
        left: tuple[Stated | None, Stated | None] = (None, end)
    else:
        message = _("The end, %(end)s, is before the start and was left out.")
        left = (start, None)
    out = end if left[0] else start
    record.warn(out.element, message % told, attribute="iso-date", remedy=kept())
    return left
