"""The status of an activity, and whether its dates say the same.

Of a status only a halt is kept: the rest is told by the dates.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati.dates import Four
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element, attribute

_PIPELINE, _IMPLEMENTATION, _CLOSED = "1", "2", "4"


def halted(record: Record, four: Four) -> str:
    """The code of Halt, or empty."""
    element = record.element.find("activity-status")
    code = "" if element is None else attribute(element, "code")
    if code not in codes.STATUSES:
        _warn_unknown(record, element, code)
        return ""
    today = timezone.now().date()
    message = _contradiction(code, four, today)
    if message:
        remedy = _("The record’s status follows its dates: correct what is wrong.")
        record.warn(element, message, attribute="code", remedy=remedy)
    _warn_of_actual_dates_to_come(record, four, today)
    return str(codes.HALTED.get(code, ""))


def _warn_unknown(record: Record, element: Element | None, code: str) -> None:
    message = _("The activity states no status.")
    if code:
        message = _("“%(value)s” is no status of an activity.") % {"value": code}
    record.warn(
        record.element if element is None else element,
        message,
        attribute="code" if element is not None else "",
        remedy=_("Give activity-status a code from 1 to 6."),
    )


def _contradiction(code: str, four: Four, today: date) -> str:
    """What of the dates is against the status; empty where nothing is."""
    end = four.get(codes.ACTUAL_END) or four.get(codes.PLANNED_END)
    if code == _CLOSED and not end:
        return _("The status is closed, and there is no end date.")
    if code == _CLOSED and end and end.day > today:
        message = _("The status is closed, and the end is to come: %(day)s.")
        return message % {"day": end.day}
    start = four.get(codes.ACTUAL_START)
    if code == _PIPELINE and start and start.day <= today:
        message = _("The status is pipeline, and it began on %(day)s.")
        return message % {"day": start.day}
    ended = four.get(codes.ACTUAL_END)
    if code in (_PIPELINE, _IMPLEMENTATION) and ended and ended.day < today:
        message = _("The status says that it goes on, and it ended on %(day)s.")
        return message % {"day": ended.day}
    return ""


def _warn_of_actual_dates_to_come(record: Record, four: Four, today: date) -> None:
    for kind in (codes.ACTUAL_START, codes.ACTUAL_END):
        actual = four.get(kind)
        if actual and actual.day > today:
            message = _("An actual date is to come: %(day)s.") % {"day": actual.day}
            remedy = _("State it as planned until it has come.")
            record.warn(actual.element, message, attribute="iso-date", remedy=remedy)
