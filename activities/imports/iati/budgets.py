"""The budgets of an activity."""

from typing import Any

from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati import currencies
from activities.imports.iati.days import day_of
from activities.imports.iati.numbers import amount_of
from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import Element, attribute

# What the standard says of a budget that does not state them.
_ORIGINAL, _INDICATIVE = "1", "1"


def read(record: Record) -> list[dict[str, Any]]:
    """Budgets in the words of a snapshot; what cannot be one stays in the original."""
    rows = (_row(record, element) for element in record.element.iterchildren("budget"))
    return [row for row in rows if row]


def _row(record: Record, budget: Element) -> dict[str, Any] | None:
    period, money = _period(record, budget), _money(record, budget)
    if not period or not money:
        return None
    kind = _coded(record, budget, "type", codes.BUDGET_KINDS, _ORIGINAL)
    status = _coded(record, budget, "status", codes.BUDGET_STATUSES, _INDICATIVE)
    return {"kind": kind, "status": status, **period, **money}


def _period(record: Record, budget: Element) -> dict[str, str] | None:
    """Start and end, or None with a warning."""
    elements = [budget.find("period-start"), budget.find("period-end")]
    if None in elements:
        message = _("The budget has no start or no end: it was left out.")
        record.warn(budget, message, remedy=kept())
        return None
    start, end = (day_of(record, element) for element in elements)
    if not start or not end:
        return None
    if end < start:
        message = _("The budget ends, %(end)s, before it starts: it was left out.")
        told = {"end": end}
        record.warn(elements[1], message % told, attribute="iso-date", remedy=kept())
        return None
    return {"start": start.isoformat(), "end": end.isoformat()}


def _money(record: Record, budget: Element) -> dict[str, str] | None:
    """Value, currency and the day of its rate, or None with a warning."""
    element = budget.find("value")
    if element is None:
        message = _("The budget has no value: it was left out.")
        record.warn(budget, message, remedy=kept())
        return None
    value, currency = amount_of(record, element), currencies.known(record, element)
    if not currency:
        code = currencies.stated(record, element)
        message = _("The budget states no currency: it was left out.")
        if code:
            message = _("“%(value)s” is no currency: the budget was left out.")
        told = {"value": code}
        record.warn(
            element, message % told, attribute="currency", value=code, remedy=kept()
        )
    if not value or not currency:
        return None
    money = {"value": value, "currency": currency}
    if attribute(element, "value-date"):
        day = day_of(record, element, "value-date")
        money |= {"value_date": day.isoformat()} if day else {}
    return money


def _coded(
    record: Record, budget: Element, name: str, kinds: dict[str, Any], default: str
) -> str:
    """The kind that a code of the budget means, or the default with a warning."""
    code = attribute(budget, name) or default
    if code not in kinds:
        message = _("“%(value)s” is not a code of this list: %(default)s was taken.")
        told = {"value": code, "default": default}
        record.warn(budget, message % told, attribute=name, remedy=kept())
        code = default
    return str(kinds[code])
