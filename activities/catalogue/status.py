"""Where a published record stands today. Derived when read: documents do not age."""

from typing import Any

from activities.catalogue.days import today
from activities.catalogue.index.schema import days
from activities.choices import Status


def of(document: dict[str, Any], day: int | None = None) -> Status:
    """The status of a document on a day (YYYYMMDD), today unless asked."""
    if document.get("halted"):
        return Status(document["halted"])
    starts, ends = days(document)
    if starts is None or ends is None:
        return Status.UNDATED
    on = day or today()
    if starts > on:
        return Status.FORTHCOMING
    return Status.COMPLETED if ends < on else Status.UNDER_WAY
