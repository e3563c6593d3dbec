"""Writing the catalogue: entries, tombstones and the one sequence.

Everything here runs in the caller's transaction, under the lock of the counter row,
so that sequence numbers become visible in the order of commits.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from activities.catalogue import documents
from activities.catalogue.documents import Document, References
from activities.catalogue.index import follower
from activities.catalogue.models import Change, Entry, Mention, Operation, Sequence
from activities.catalogue.snapshots import Snapshot

BATCH = 500

Key = tuple[str, str]


class Writer:
    """Takes sequence numbers and writes what they stand for. Made by `writing()`."""

    def __init__(self, counter: Sequence) -> None:
        self._counter = counter
        self._now = timezone.now().replace(microsecond=0)
        self._log: list[Change] = []

    def put(
        self,
        snapshots: Iterable[tuple[str, Snapshot]],
        since: Mapping[Key, datetime] | None = None,
    ) -> int:
        """Make the snapshots public, and tell every document that mentions them.

        What is public already in just this form is left as it is. `since` says of an
        entry that comes back when it was first published. Returns how many entries are
        new or changed.
        """
        incoming = {(kind, documents.key_of(one)): one for kind, one in snapshots}
        existing = _entries(incoming)
        changed = {
            key: snapshot
            for key, snapshot in incoming.items()
            if key not in existing or existing[key].snapshot != snapshot
        }
        renamed: dict[Key, Document] = {}
        written = []
        for key, snapshot in changed.items():
            about = documents.reference(key[0], snapshot)
            entry = existing.get(key)
            if entry is None or entry.reference != about:
                renamed[key] = about
            written.append(self._written(key, snapshot, about, entry, since or {}))
        self._save(written, known=renamed)
        _replace_mentions(written)
        self._relabel(renamed, apart_from=changed)
        return len(changed)

    def remove(
        self, keys: Iterable[Key], operation: Operation, replaced_by: str = ""
    ) -> int:
        """Leave a tombstone for each; whatever mentions them no longer does."""
        entries = _entries(keys)
        for key in entries:
            self._log_change(key, operation, replaced_by)
        Entry.objects.filter(pk__in=[entry.pk for entry in entries.values()]).delete()
        self._relabel(entries, apart_from=())
        return len(entries)

    def finish(self) -> None:
        Change.objects.bulk_create(self._log, batch_size=BATCH)
        self._counter.save(update_fields=["value"])

    def _written(
        self,
        key: Key,
        snapshot: Snapshot,
        about: Document,
        entry: Entry | None,
        since: Mapping[Key, datetime],
    ) -> Entry:
        operation = Operation.UPDATED
        if entry is None:
            operation = Operation.PUBLISHED
            entry = Entry(
                kind=key[0], key=key[1], published_at=since.get(key, self._now)
            )
        entry.snapshot, entry.reference = snapshot, about
        entry.updated_at = self._now
        entry.sequence = self._log_change(key, operation)
        return entry

    def _relabel(self, renamed: Iterable[Key], apart_from: Iterable[Key]) -> None:
        """Make anew the documents of entries that mention what was renamed."""
        skip = set(apart_from)
        for entries in batches(_mentioning(list(renamed))):
            known = _references(entries)
            stale = []
            for entry in entries:
                before = entry.document
                if (entry.kind, entry.key) in skip:
                    continue
                render(entry, known)
                if entry.document != before:
                    stale.append(entry)
            for entry in stale:
                key = (entry.kind, entry.key)
                entry.sequence = self._log_change(key, Operation.RELABELLED)
                entry.updated_at = self._now
                render(entry, known)
            fields = ["updated_at", "sequence", *_SHOWN]
            Entry.objects.bulk_update(stale, fields, batch_size=BATCH)

    def _save(self, entries: list[Entry], known: dict[Key, Document]) -> None:
        for batch in batches(entries):
            references = {**_references(batch), **known}
            for entry in batch:
                render(entry, references)
            known_before = [entry for entry in batch if entry.pk]
            Entry.objects.bulk_create([entry for entry in batch if not entry.pk])
            Entry.objects.bulk_update(known_before, _RENDERED, batch_size=BATCH)

    def _log_change(self, key: Key, operation: Operation, replaced_by: str = "") -> int:
        self._counter.value += 1
        self._log.append(
            Change(
                sequence=self._counter.value,
                kind=key[0],
                key=key[1],
                operation=operation,
                replaced_by=replaced_by,
                at=self._now,
            )
        )
        return self._counter.value


_SHOWN = ["summary", "document", "original"]
_RENDERED = ["snapshot", "reference", "updated_at", "sequence", *_SHOWN]


@contextmanager
def writing() -> Iterator[Writer]:
    """The catalogue's writer, for one transaction: `with writing() as catalogue:`.

    Once the transaction is committed the index is told; were the process to die in
    between, the next reader of the index finds it behind and brings it up to date.
    """
    # Names of codes in documents are English, whoever publishes.
    with transaction.atomic(), translation.override("en"):
        writer = Writer(locked_sequence())
        yield writer
        writer.finish()
        # Whatever ails the index, the record is public: whoever reads next will see.
        transaction.on_commit(follower.catch_up, robust=True)


def locked_sequence() -> Sequence:
    """The counter row, locked until the end of the transaction."""
    Sequence.objects.get_or_create(pk=1, defaults={"epoch": uuid.uuid4().hex})
    return Sequence.objects.select_for_update().get(pk=1)


def rebuild() -> int:
    """Make every document anew from its snapshot, and start a new epoch.

    For a new version of `documents`; from the same version come the same bytes.
    Returns the number of entries.
    """
    with transaction.atomic(), translation.override("en"):
        counter = locked_sequence()
        for entries in all_entries():
            for entry in entries:
                entry.reference = documents.reference(entry.kind, entry.snapshot)
            Entry.objects.bulk_update(entries, ["reference"], batch_size=BATCH)
        for entries in all_entries():
            known = _references(entries)
            for entry in entries:
                render(entry, known)
            Entry.objects.bulk_update(entries, _SHOWN, batch_size=BATCH)
            _replace_mentions(entries)
        counter.epoch = uuid.uuid4().hex
        counter.save(update_fields=["epoch"])
        return Entry.objects.count()


def render(entry: Entry, references: References) -> None:
    """Set from the entry's snapshot what is shown of it."""
    whole = documents.document(entry.kind, entry.snapshot, references)
    original = documents.original(entry.kind, entry.snapshot, whole)
    entry.original = orjson.dumps(original).decode() if original else ""
    whole["published"] = _stamp(entry.published_at)
    whole["updated"] = _stamp(entry.updated_at)
    entry.document = orjson.dumps(whole).decode()
    entry.summary = orjson.dumps(documents.summary(entry.kind, whole)).decode()


def all_entries() -> Iterator[list[Entry]]:
    """Every entry, in batches; those read may be written meanwhile."""
    last = 0
    while batch := list(Entry.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _keys_by_kind(keys: Iterable[Key]) -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for kind, key in keys:
        by_kind.setdefault(kind, []).append(key)
    return by_kind


def _entries(keys: Iterable[Key]) -> dict[Key, Entry]:
    found = {}
    for kind, wanted in _keys_by_kind(keys).items():
        for some in batches(wanted):
            for entry in Entry.objects.filter(kind=kind, key__in=some):
                found[entry.kind, entry.key] = entry
    return found


def _references(entries: Iterable[Entry]) -> dict[Key, Document]:
    wanted = {
        (str(kind), key)
        for entry in entries
        for _relation, kind, key in documents.mentions(entry.kind, entry.snapshot)
    }
    found: dict[Key, Document] = {}
    for kind, keys in _keys_by_kind(wanted).items():
        for some in batches(keys):
            rows = Entry.objects.filter(kind=kind, key__in=some)
            for entry in rows.only("key", "reference"):
                found[kind, entry.key] = entry.reference
    return found


def _mentioning(keys: list[Key]) -> Iterator[Entry]:
    """Entries that mention any of these, each once, read in batches."""
    seen: set[int] = set()
    for kind, some in _keys_by_kind(keys).items():
        for part in batches(some):
            named = Q(kind=kind, key__in=part)
            pks = Mention.objects.filter(named).values_list("entry_id", flat=True)
            seen.update(pks)
    for part in batches(sorted(seen)):
        yield from Entry.objects.filter(pk__in=part).order_by("pk")


def _replace_mentions(entries: list[Entry]) -> None:
    for batch in batches(entries):
        Mention.objects.filter(entry__in=batch).delete()
        rows = {
            (entry.pk, relation, str(kind), key)
            for entry in batch
            for relation, kind, key in documents.mentions(entry.kind, entry.snapshot)
        }
        Mention.objects.bulk_create(
            [
                Mention(entry_id=pk, relation=relation, kind=kind, key=key)
                for pk, relation, kind, key in sorted(rows)
            ],
            batch_size=BATCH,
        )
