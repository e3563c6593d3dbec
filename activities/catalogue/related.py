"""What other published records say of a record: what follows it, what is part of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import orjson

from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import GONE, Change, Entry, Mention

# A record may be named by thousands: those changed last are given, a list has them all.
MOST_SHOWN = 50

_RELATIONS: dict[EntryKind, dict[str, tuple[str, EntryKind | None]]] = {
    EntryKind.ACTIVITY: {
        "parts": ("parent", EntryKind.ACTIVITY),
        "events": ("activity", EntryKind.EVENT),
        "publications": ("activity", EntryKind.PUBLICATION),
    },
    EntryKind.EVENT: {
        "followed_up_by": ("follows", None),
        "publications": ("event", EntryKind.PUBLICATION),
    },
    EntryKind.PUBLICATION: {},
    EntryKind.PARTNER: {
        "parts": ("parent", EntryKind.PARTNER),
        "predecessors": ("succeeded_by", EntryKind.PARTNER),
    },
    EntryKind.DIALOGUE: {"themes": ("dialogue", EntryKind.THEME)},
    EntryKind.PLACE: {"parts": ("parent", EntryKind.PLACE)},
    EntryKind.THEME: {},
    EntryKind.SOURCE: {},
}


@dataclass(frozen=True)
class Record:
    """A published record: its document, and what others say of it.

    `original` is JSON, or empty: for the one form of it that is made of that as well.
    """

    document: dict[str, Any]
    related: dict[str, list[dict[str, Any]]]
    original: str = ""


def find(kind: EntryKind, key: str) -> Record | None:
    """A published record with its relations; None where there is none."""
    found = Entry.objects.filter(kind=kind, key=key).values("document", "original")
    entry = found.first()
    if entry is None:
        return None
    document = orjson.loads(entry["document"])
    return Record(document, _related(kind, key), entry["original"])


@dataclass(frozen=True)
class Tombstone:
    """A record that is public no longer. `replaced_by` is another's key, or empty."""

    kind: EntryKind
    replaced_by: str
    at: datetime


def tombstone(kind: EntryKind, key: str) -> Tombstone | None:
    """What is left of a record withdrawn or deleted; None of what never was public."""
    last = Change.objects.filter(kind=kind, key=key).order_by("-sequence").first()
    if last is None or last.operation not in GONE:
        return None
    return Tombstone(kind, last.replaced_by, last.at)


def chain(record: Record) -> list[dict[str, Any]]:
    """The follow-up chain that an event stands in: before, itself, after, in order."""
    links = {_key(record.document): record.document}
    ahead = [record.document]
    while ahead and len(links) < MOST_SHOWN:
        here = ahead.pop()
        before = here.get("follows", [])
        after = _mentioning("follows", here["record"], here["slug"], None)
        for one in [*before, *after]:
            if _key(one) in links:
                continue
            found = _summary(one["record"], one["slug"])
            if found is not None:
                links[_key(one)] = found
                ahead.append(found)
    return sorted(links.values(), key=_when) if len(links) > 1 else []


def _key(document: dict[str, Any]) -> tuple[str, str]:
    return document["record"], document["slug"]


def _when(document: dict[str, Any]) -> tuple[str, str]:
    dates = document.get("dates") or {}
    return dates.get("earliest") or "9999", document["slug"]


def _summary(kind: str, key: str) -> dict[str, Any] | None:
    entry = Entry.objects.filter(kind=kind, key=key).values("document").first()
    return orjson.loads(entry["document"]) if entry else None


def _related(kind: EntryKind, key: str) -> dict[str, list[dict[str, Any]]]:
    return {
        name: _mentioning(relation, kind, key, only)
        for name, (relation, only) in _RELATIONS[kind].items()
    }


def _mentioning(
    relation: str, kind: str, key: str, only: EntryKind | None
) -> list[dict[str, Any]]:
    """References of the entries that name this one by the relation, oldest first."""
    kinds = [only] if only else CONTENT
    naming = Mention.objects.filter(relation=relation, kind=kind, key=key)
    rows = Entry.objects.filter(mentions__in=naming, kind__in=kinds)
    found = rows.order_by("-sequence").values_list("reference", flat=True)[:MOST_SHOWN]
    return sorted(cast(Any, found), key=_shown_when)


def _shown_when(about: dict[str, Any]) -> tuple[str, int, str]:
    dates = about.get("dates") or {}
    name = about.get("title") or about.get("name") or ""
    return dates.get("earliest") or "9999", about.get("number", 0), name
