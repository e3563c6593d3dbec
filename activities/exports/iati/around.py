"""What the catalogue says around some documents, which their elements need as well.

A document names its partners and its parent, but not their identifiers, nor what is
published of it. All of it is read for many documents at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Entry, Mention
from activities.exports.iati import identifiers
from activities.iati import codes

Document = dict[str, Any]
Key = tuple[str, str]  # record and slug

BATCH = 500


@dataclass(frozen=True)
class Partner:
    """An organization's identifier, or empty, and its OrganisationType."""

    ref: str
    kind: str


@dataclass(frozen=True)
class Child:
    """A part or event of an activity, and when it was last made public."""

    identifier: str
    updated: str


@dataclass
class Around:
    """Partners and identifiers of activities by slug; the rest by record and slug."""

    partners: dict[str, Partner] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    publications: dict[Key, list[Document]] = field(default_factory=dict)
    children: dict[Key, list[Child]] = field(default_factory=dict)


def look(documents: list[Document]) -> Around:
    """All that these documents need, in a few queries."""
    around = Around()
    partners = {one["slug"] for doc in documents for one in doc.get("partners", [])}
    partners |= {doc["succeeded_by"]["slug"] for doc in documents if _successor(doc)}
    for slug, partner in _documents(EntryKind.PARTNER, partners):
        kind = codes.ORGANIZATION_TYPES[partner["kind"]["code"]]
        around.partners[slug] = Partner(identifiers.of_partner(partner), kind)
    for slug, activity in _documents(EntryKind.ACTIVITY, _above(documents)):
        around.identifiers[slug] = identifiers.of_record(activity)
    for kind in (EntryKind.ACTIVITY, EntryKind.EVENT):
        keys = [doc["slug"] for doc in documents if doc["record"] == kind]
        for some in _batches(keys):
            _look_below(around, kind, some)
    return around


def _above(documents: list[Document]) -> set[str]:
    above = [doc.get("parent") or doc.get("activity") for doc in documents]
    records = [one for one in above if one and one.get("record") == EntryKind.ACTIVITY]
    return {one["slug"] for one in records}


def _successor(document: Document) -> bool:
    is_partner = document["record"] == EntryKind.PARTNER
    return is_partner and bool(document["succeeded_by"])


def _look_below(around: Around, kind: EntryKind, keys: list[str]) -> None:
    """What is published of these, and of activities their parts and events."""
    for key, publication in _naming(kind, keys, kind, EntryKind.PUBLICATION):
        around.publications.setdefault((kind, key), []).append(publication)
    if kind == EntryKind.ACTIVITY:
        parts = _naming(kind, keys, "parent", EntryKind.ACTIVITY)
        events = _naming(kind, keys, "activity", EntryKind.EVENT)
        for key, child in (*parts, *events):
            below = Child(identifiers.of_record(child), child["updated"])
            around.children.setdefault((kind, key), []).append(below)


def _naming(
    kind: EntryKind, keys: list[str], relation: str, by: EntryKind
) -> Iterator[tuple[str, Document]]:
    """The documents of a kind that name one of these by a relation, with its key."""
    found = Mention.objects.filter(
        kind=kind, key__in=keys, relation=str(relation), entry__kind=by
    ).order_by("key", "entry__key")
    rows = found.values_list("key", "entry__document")
    for key, document in rows.iterator(BATCH):
        yield key, orjson.loads(document)


def _documents(kind: EntryKind, keys: set[str]) -> Iterator[tuple[str, Document]]:
    for some in _batches(sorted(keys)):
        entries = Entry.objects.filter(kind=kind, key__in=some)
        for key, document in entries.values_list("key", "document"):
            yield key, orjson.loads(document)


def _batches(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
