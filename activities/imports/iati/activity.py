"""One iati-activity as a reading."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from django.utils.translation import gettext as _

from activities.imports.iati import (
    budgets,
    classifications,
    dates,
    identifiers,
    links,
    locations,
    organizations,
    places,
    status,
    texts,
    themes,
    transactions,
)
from activities.imports.iati.original import check_names, split_original
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element, attribute, line_of
from activities.imports.readings import Reading

# A time without a zone is taken for the earliest that it may mean.
_FURTHEST_ZONE = timezone(timedelta(hours=14))
_UPDATED = "last-updated-datetime"


def read(element: Element) -> Reading:
    """All that the tracker has a place for, and the element itself."""
    record = Record(element)
    record.language = texts.default_language(record)
    reporter = organizations.reporter(record)
    identifier = identifiers.own(record, "iati-identifier", reporter)
    original, contacts = split_original(element)
    check_names(record)
    check_update(record)
    reading = Reading(
        kind="activity",
        identifier=identifier,
        line=line_of(element),
        values={**_values(record, identifier), "contacts": contacts},
        participants=organizations.participants(record),
        links=links.read(record),
        parent=identifiers.parent(record, identifier),
        themes=themes.read(record),
        reporter=reporter,
        original=original,
    )
    reading.problems = record.problems()
    return reading


def _values(record: Record, identifier: str) -> dict[str, Any]:
    """The fields and parts in the words of a snapshot; all that a file can tell."""
    four = dates.stated(record)
    return {
        **texts.content(record),
        **dates.spans(record, four),
        "halted": status.halted(record, four),
        "identifiers": identifiers.read(record, identifier),
        "places": places.read(record),
        "classifications": classifications.read(record),
        "budgets": budgets.read(record),
        "transactions": transactions.read(record),
        "locations": locations.read(record),
    }


def check_update(record: Record) -> None:
    """Warn of a time of the last update that cannot be."""
    text = attribute(record.element, _UPDATED)
    if not text:
        return
    message = ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = _("“%(value)s” is not a time of the last update.")
    else:
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=_FURTHEST_ZONE)
        if zoned > datetime.now(UTC):
            message = _("The last update is said to be in the future.")
    if message:
        record.warn(record.element, message % {"value": text}, attribute=_UPDATED)
