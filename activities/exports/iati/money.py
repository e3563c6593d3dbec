"""Budgets and transactions, each amount in its own currency."""

from collections.abc import Iterator
from typing import Any

from activities.exports.iati.subject import Document, Subject
from activities.exports.iati.xml import Element, made, within
from activities.iati import codes

_KINDS = {kind: code for code, kind in codes.BUDGET_KINDS.items()}
_STATUSES = {status: code for code, status in codes.BUDGET_STATUSES.items()}
_TRANSACTIONS = {kind: code for code, kind in codes.TRANSACTION_KINDS.items()}


def budgets(subject: Subject) -> Iterator[Element]:
    """Each budget, with the day whose rate applies or else the first of its period."""
    for row in subject.document.get("budgets", []):
        kind, status = row["kind"]["code"], row["status"]["code"]
        element = made("budget", {"type": _KINDS[kind], "status": _STATUSES[status]})
        within(element, "period-start", {"iso-date": row["start"]})
        within(element, "period-end", {"iso-date": row["end"]})
        _value(element, row, row["value_date"] or row["start"])
        yield element


def transactions(subject: Subject) -> Iterator[Element]:
    """The sum of each kind as one transaction, on the day of the last of them."""
    for row in subject.document.get("transactions", []):
        day = row["last"] or row["first"]
        if day is None:
            continue
        element = made("transaction")
        code = _TRANSACTIONS[row["kind"]["code"]]
        within(element, "transaction-type", {"code": code})
        within(element, "transaction-date", {"iso-date": day})
        _value(element, row, day)
        if row["count"] > 1:
            text = f"The sum of {row['count']} transactions"
            subject.narrate(within(element, "description"), text)
        yield element


def only_currency(document: Document) -> str:
    """The currency of all amounts; empty where there are several, or none."""
    rows = [*document.get("budgets", []), *document.get("transactions", [])]
    found = {row["currency"] for row in rows}
    return found.pop() if len(found) == 1 else ""


def _value(element: Element, row: dict[str, Any], day: str) -> None:
    told = {"currency": row["currency"], "value-date": day}
    within(element, "value", told).text = row["value"]
