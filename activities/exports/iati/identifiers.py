"""By which identifiers records and partners are known in IATI files."""

from typing import Any

from django.conf import settings

from activities.catalogue.kinds import EntryKind

Document = dict[str, Any]

IATI = "iati"
# A slug that begins so could make one identifier of an activity and an event.
_TAKEN = ("EVENT-", "ACTIVITY-")


def of_record(document: Document) -> str:
    """The identifier of an activity or event: its own, or made of its address."""
    return next(iter(stated(document)), "") or _made(document)


def of_partner(document: Document) -> str:
    """The first IATI identifier of an organization; empty where it has none."""
    return next(iter(stated(document)), "")


def stated(document: Document) -> list[str]:
    """Every IATI identifier that a document states."""
    rows = document.get("identifiers", [])
    return [one["value"] for one in rows if one["scheme"] == IATI]


def _made(document: Document) -> str:
    name = document["slug"].upper()
    if document["record"] == EntryKind.EVENT:
        name = f"EVENT-{name}"
    elif name.startswith(_TAKEN):
        name = f"ACTIVITY-{name}"
    return f"{settings.IATI_PUBLISHER}-{name}"
