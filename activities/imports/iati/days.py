"""Days as files write them: with or without a time and a zone, which are dropped."""

import re
from datetime import date

from django.utils.translation import gettext as _

from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import Element, attribute
from partners.dates import FIRST_YEAR, LAST_YEAR

_DAY = re.compile(
    r"(\d{4}-\d{2}-\d{2})([T ]\d[\d:.]*)?\s?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)


def read_day(text: str) -> date | None:
    """The day as it stands; None for what is none of the calendar or of our years."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def day_of(
    record: Record, element: Element, name: str = "iso-date", *, warn: bool = True
) -> date | None:
    """The day in an attribute, with a warning where it has none that can be read."""
    day = read_day(attribute(element, name))
    if day is None and warn:
        message = _("“%(value)s” is not a day of the years %(first)d to %(last)d.")
        told = {
            "value": attribute(element, name),
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        }
        if not told["value"]:
            message = _("There is no date.")
        record.warn(element, message % told, attribute=name, remedy=kept())
    return day
