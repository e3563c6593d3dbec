"""The transactions of an activity, added up by kind and currency."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.iati import codes
from activities.imports.iati import currencies
from activities.imports.iati.days import read_day
from activities.imports.iati.numbers import (
    is_too_large,
    plain,
    read_number,
    rounded,
    total,
)
from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import Element, attribute, text_of

# What of a transaction could not be read, in the order in which it is looked for.
_REASONS = {
    "kind": gettext_lazy(
        "Transactions of no known type, left out of the sums: %(count)d."
    ),
    "currency": gettext_lazy(
        "Transactions in no known currency, left out of the sums: %(count)d."
    ),
    "value": gettext_lazy(
        "Transactions without a readable amount, left out of the sums: %(count)d."
    ),
    "day": gettext_lazy(
        "Transactions without a readable date, in the sums all the same: %(count)d."
    ),
}


@dataclass
class Transaction:
    """What is read of one; None or empty where it cannot be."""

    kind: str
    currency: str
    value: Decimal | None
    day: date | None

    @property
    def unread(self) -> str:
        """The name of the first part that could not be read, or empty."""
        for name in _REASONS:
            if getattr(self, name) in ("", None):
                return name
        return ""


@dataclass
class Sum:
    """The transactions of one kind and currency."""

    values: list[Decimal] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


def read(record: Record) -> list[dict[str, Any]]:
    """Sums in the words of a snapshot, by kind and currency."""
    sums: dict[tuple[str, str], Sum] = {}
    unread: dict[str, list[Element]] = {}
    for element in record.element.iterchildren("transaction"):
        one = _transaction(record, element)
        if one.unread:
            unread.setdefault(one.unread, []).append(element)
        if one.value is not None and one.unread in ("", "day"):
            summed = sums.setdefault((one.kind, one.currency), Sum())
            summed.values.append(one.value)
            summed.days += [one.day] if one.day else []
    _warn_of_unread(record, unread)
    rows = (_row(record, *key, sums[key]) for key in sorted(sums))
    return [row for row in rows if row]


def _transaction(record: Record, element: Element) -> Transaction:
    kind, value, day = (
        element.find(name) for name in ("transaction-type", "value", "transaction-date")
    )
    code = "" if kind is None else attribute(kind, "code")
    return Transaction(
        kind=str(codes.TRANSACTION_KINDS.get(code, "")),
        currency="" if value is None else currencies.known(record, value),
        value=None if value is None else read_number(text_of(value)),
        day=None if day is None else read_day(attribute(day, "iso-date")),
    )


def _warn_of_unread(record: Record, unread: dict[str, list[Element]]) -> None:
    """One warning a reason, where the first of them stands."""
    for name, elements in unread.items():
        message = str(_REASONS[name])
        told = {"count": len(elements)}
        record.warn(
            elements[0], message % told, value=str(len(elements)), remedy=kept()
        )


def _row(
    record: Record, kind: str, currency: str, summed: Sum
) -> dict[str, Any] | None:
    value = total(summed.values)
    if is_too_large(value):
        message = _("The transactions of one kind are too large a sum: left out.")
        record.warn(record.element, message, value=plain(value), remedy=kept())
        return None
    if rounded(value) != value:
        message = _("A sum of transactions was rounded to ten decimal places.")
        record.warn(record.element, message, value=str(value), remedy=kept())
    row = {
        "kind": kind,
        "currency": currency,
        "value": plain(value),
        "count": len(summed.values),
    }
    if summed.days:
        row |= {
            "first": min(summed.days).isoformat(),
            "last": max(summed.days).isoformat(),
        }
    return row
