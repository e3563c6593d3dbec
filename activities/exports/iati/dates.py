"""When it was, is or is to be: status and dates, no more exact than they are known."""

import re
from collections.abc import Iterator
from typing import Any

from activities.catalogue import status
from activities.choices import Status
from activities.exports.iati.subject import Document, Subject
from activities.exports.iati.xml import Element, made
from activities.iati import codes

# The standard's codes that say what a status of ours says; the first is written.
STATUS_CODES = {
    Status.FORTHCOMING: (codes.PIPELINE,),
    Status.UNDER_WAY: (codes.IMPLEMENTATION,),
    Status.COMPLETED: (codes.CLOSED, codes.FINALISATION),
    Status.CANCELLED: ("5",),
    Status.SUSPENDED: ("6",),
    Status.UNDATED: (codes.PIPELINE,),  # it has a planned date: else it is left out
}
_BOUNDS = (
    ("earliest", codes.ACTUAL_START, codes.PLANNED_START),
    ("latest", codes.ACTUAL_END, codes.PLANNED_END),
)
Span = Any  # of a document: EDTF, first and last day, words
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def has_any(document: Document) -> bool:
    """Whether a first or last day is known: the standard wants one of an activity."""
    spans = (document["dates"], document.get("planned"))
    return any(one and (one.get("earliest") or one.get("latest")) for one in spans)


def statuses(subject: Subject) -> Iterator[Element]:
    """The status on the day of the file."""
    yield made("activity-status", {"code": codes_of_status(subject)[0]})


def codes_of_status(subject: Subject) -> tuple[str, ...]:
    """The codes that say what the status is with us."""
    return STATUS_CODES[status.of(subject.document, subject.about.day)]


def activity_dates(subject: Subject) -> Iterator[Element]:
    """First and last day: what has come is actual, what is to come is planned."""
    dates, plan = subject.document["dates"], subject.document.get("planned")
    found: dict[str, Span] = {}
    for bound, actual, planned in _BOUNDS:
        day = (dates or {}).get(bound)
        if day:
            found[actual if day <= subject.today else planned] = dates
    for bound, _actual, planned in _BOUNDS:
        # What is to come as it is expected now, else as it was planned.
        if (plan or {}).get(bound) and planned not in found:
            found[planned] = plan
    start, end = found.get(codes.PLANNED_START), found.get(codes.PLANNED_END)
    if start and end and start["earliest"] > end["latest"]:
        found = {kind: one for kind, one in found.items() if one is not plan}
    for kind in sorted(found):
        yield _date(subject, kind, found[kind])


def _date(subject: Subject, kind: str, span: Span) -> Element:
    """A date of a type; in words as well where it is not known to the day."""
    start, _slash, end = span["edtf"].partition("/")
    is_start = kind in (codes.PLANNED_START, codes.ACTUAL_START)
    day = span["earliest"] if is_start else span["latest"]
    element = made("activity-date", {"type": kind, "iso-date": day})
    if not _DAY.fullmatch(start if is_start else end or start):
        subject.narrate(element, span["display"])
    return element
