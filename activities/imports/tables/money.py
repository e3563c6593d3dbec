"""Budgets, and transactions added up by kind and currency."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from activities.choices import BudgetKind, BudgetStatus, TransactionKind
from activities.iati import codes
from activities.imports.iati.numbers import is_too_large, plain, total
from activities.imports.tables.cells import Cells

Row = dict[str, Any]


def budgets(rows: Iterable[Cells]) -> list[Row]:
    """Budgets in the words of a snapshot; of a wrong row what is right of it."""
    return [_budget(cells) for cells in rows]


def _budget(cells: Cells) -> Row:
    for name in ("start", "end", "value", "currency"):
        cells.need(name)
    start, end, rate = (cells.day(name) for name in ("start", "end", "value_date"))
    if start and end and end < start:
        message = _("The budget ends before it starts.")
        cells.refuse("end", message, _("Correct the one that is wrong."))
    kind = cells.code("kind", codes.BUDGET_KINDS, BudgetKind)
    status = cells.code("status", codes.BUDGET_STATUSES, BudgetStatus)
    row = {
        "kind": kind or BudgetKind.ORIGINAL.value,
        "status": status or BudgetStatus.INDICATIVE.value,
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
        "value": cells.amount("value"),
        "currency": cells.currency("currency"),
    }
    return row | ({"value_date": rate.isoformat()} if rate else {})


@dataclass
class _Sum:
    """The transactions of one kind and currency, and the last row of them."""

    cells: Cells
    values: list[Decimal] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


def transactions(rows: Iterable[Cells]) -> list[Row]:
    """Sums in the words of a snapshot, by kind and currency."""
    sums: dict[tuple[str, str], _Sum] = {}
    for cells in rows:
        for name in ("kind", "date", "value", "currency"):
            cells.need(name)
        kind = cells.code("kind", codes.TRANSACTION_KINDS, TransactionKind)
        currency = cells.currency("currency")
        value, day = cells.decimal("value"), cells.day("date")
        if kind and currency and value is not None and day:
            summed = sums.setdefault((kind, currency), _Sum(cells))
            summed.values.append(value)
            summed.days.append(day)
    return [_summed(*key, sums[key]) for key in sorted(sums)]


def _summed(kind: str, currency: str, summed: _Sum) -> Row:
    value = total(summed.values)
    if is_too_large(value):
        summed.cells.refuse("value", _("The sum of the transactions is too large."))
    return {
        "kind": kind,
        "currency": currency,
        "value": plain(value),
        "count": len(summed.values),
        "first": min(summed.days).isoformat(),
        "last": max(summed.days).isoformat(),
    }
