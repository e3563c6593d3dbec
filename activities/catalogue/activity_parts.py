"""What only activities have: codes of others' lists, money, locations.

As snapshots hold it, and as documents show it. Amounts are decimal texts, each in the
currency it was stated in; sums are of one currency.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from activities.choices import (
    BudgetKind,
    BudgetStatus,
    ClassificationScheme,
    TransactionKind,
)

Row = dict[str, Any]

# The relations of an activity that hold its parts, for fetching them at once.
RELATED = (
    "activityidentifier_set",
    "classification_set",
    "budget_set",
    "transactionsum_set",
    "location_set",
)


def plain(number: Decimal | None) -> str:
    """A number as text, without exponent and without zeros at its end."""
    return "" if number is None else f"{number.normalize():f}"


def take(record: Any) -> dict[str, list[Row]]:
    """The parts of an activity, as its snapshot holds them."""
    return {
        "identifiers": [
            {"scheme": one.scheme, "value": one.value}
            for one in record.activityidentifier_set.all()
        ],
        "classifications": [
            _filled(
                scheme=one.scheme,
                vocabulary=one.vocabulary,
                vocabulary_uri=one.vocabulary_uri,
                code=one.code,
                name=one.name,
                percentage=plain(one.percentage),
            )
            for one in record.classification_set.all()
        ],
        "budgets": [
            _filled(
                kind=one.kind,
                status=one.status,
                start=one.start.isoformat(),
                end=one.end.isoformat(),
                value=plain(one.value),
                currency=one.currency,
                value_date=one.value_date and one.value_date.isoformat(),
            )
            for one in record.budget_set.all()
        ],
        "transactions": [
            _filled(
                kind=one.kind,
                currency=one.currency,
                value=plain(one.value),
                count=one.count,
                first=one.first and one.first.isoformat(),
                last=one.last and one.last.isoformat(),
            )
            for one in record.transactionsum_set.all()
        ],
        "locations": [
            _filled(
                name=one.name,
                description=one.description,
                latitude=plain(one.latitude),
                longitude=plain(one.longitude),
            )
            for one in record.location_set.all()
        ],
    }


def original(record: Any) -> Row | None:
    """The element that the record was read from; never what names people in it."""
    found = getattr(record, "original", None)
    return found and {"element": found.element, "groups": found.groups}


def document(snapshot: Row) -> Row:
    """The parts as the public reads them."""
    budgets = snapshot.get("budgets", [])
    return {
        "identifiers": snapshot.get("identifiers", []),
        "classifications": [
            {
                "scheme": _coded(ClassificationScheme, row["scheme"]),
                **_texts(row, "vocabulary", "vocabulary_uri", "code", "name"),
                "percentage": row.get("percentage"),
            }
            for row in snapshot.get("classifications", [])
        ],
        "budgets": [
            {
                "kind": _coded(BudgetKind, row["kind"]),
                "status": _coded(BudgetStatus, row["status"]),
                **_texts(row, "start", "end", "value", "currency"),
                "value_date": row.get("value_date"),
            }
            for row in budgets
        ],
        "budget_totals": totals(budgets),
        "transactions": [
            {
                "kind": _coded(TransactionKind, row["kind"]),
                **_texts(row, "currency", "value"),
                "count": row.get("count", 1),
                "first": row.get("first"),
                "last": row.get("last"),
            }
            for row in snapshot.get("transactions", [])
        ],
        "locations": [
            {
                **_texts(row, "name", "description"),
                "latitude": row.get("latitude"),
                "longitude": row.get("longitude"),
            }
            for row in snapshot.get("locations", [])
        ],
    }


def totals(budgets: Iterable[Row]) -> list[Row]:
    """The budget in each currency, in the order of their codes.

    A revised budget takes the place of the originals whose periods it overlaps.
    """
    rows = list(budgets)
    revised = [row for row in rows if row["kind"] == BudgetKind.REVISED]
    counted = [row for row in rows if row in revised or not _replaced(row, revised)]
    sums: dict[str, Decimal] = {}
    for row in counted:
        currency = row["currency"]
        sums[currency] = sums.get(currency, Decimal()) + Decimal(row["value"])
    return [{"currency": one, "value": plain(sums[one])} for one in sorted(sums)]


def _replaced(row: Row, revised: list[Row]) -> bool:
    return any(
        one["currency"] == row["currency"]
        and one["start"] <= row["end"]
        and row["start"] <= one["end"]
        for one in revised
    )


def _filled(**values: Any) -> Row:
    return {name: value for name, value in values.items() if value not in ("", None)}


def _texts(row: Row, *names: str) -> Row:
    return {name: row.get(name, "") for name in names}


def _coded(choices: Any, code: str) -> Row:
    return {"code": code, "name": str(choices(code).label)}
