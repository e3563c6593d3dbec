"""Takes a merge back: every row, every link and all that the public reads.

Exact or not at all: where something has changed since in a way that would be lost, it
is refused, and says what. What has changed beside it stays as it is.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import publishing, roles
from activities.catalogue import snapshots, store
from activities.catalogue.kinds import CONTENT, RECORDS, EntryKind
from activities.catalogue.models import Entry
from activities.iati import groups
from activities.merging.checks import ORGANIZATION, changed_since
from activities.merging.journal import Row, read
from activities.merging.journal import changes as _changes
from activities.merging.one import GROUP, is_clean, save
from activities.models import Merge, Participation, Source
from partners.models import Organization
from partners.records import State

PARTICIPATION = "activities.participation"
SOURCE = "activities.source"


class NotExact(Exception):
    """The merge cannot be undone exactly. `reasons` says why not, each a sentence."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def what_hinders(merge: Merge) -> list[str]:
    """Why a merge cannot be undone now; empty where it can."""
    return changed_since(merge)


def undo(merge: Merge, *, by: Any = None, reason: str = "") -> None:
    """Make two organizations of one again, as they were. Raises NotExact.

    The old address has its page again, and whoever follows the changes is told so.
    """
    roles.require(by, "merge")
    reason = reason or _("“%(gone)s” is another one than “%(stays)s”.") % {
        "gone": merge.gone_name,
        "stays": merge.stays_name,
    }
    try:
        with publishing.one_after_the_other():
            merge = Merge.objects.select_for_update().get(pk=merge.pk)
            if reasons := changed_since(merge):
                raise NotExact(reasons)
            _undo(merge, by, reason)
            Merge.objects.filter(pk=merge.pk).update(
                undone_at=timezone.now(), undone_by=by
            )
    except IntegrityError as error:
        said = _("Something entered since stands where a row has to come back.")
        raise NotExact([said]) from error


def _undo(merge: Merge, by: Any, reason: str) -> None:
    moved = merge.moved
    records = list(_records(moved))
    clean = [one for one in records if is_clean(one)]
    before = {one: snapshots.take(one) for one in records if is_waiting(one)}
    _put_rows_back(moved)
    for one in records:
        again = type(one)._default_manager.get(pk=one.pk)
        save(again)
        one.version = again.version
    _bring_back(moved, by, reason)
    publishing.publish_all(clean, by=by, reason=reason)
    _patch(moved, records, before)
    sources = moved["changed"].get(SOURCE, {})
    codes = Source.objects.filter(pk__in=[int(pk) for pk in sources])
    publishing.publish_sources(codes.values_list("code", flat=True))


def _records(moved: Row) -> Iterator[Any]:
    """What gets a new version: those whose rows, or whose parts, come back."""
    pks = {int(pk) for pk in moved["changed"].get(ORGANIZATION, {})} | {moved["stays"]}
    pks -= {moved["gone"]}
    yield from snapshots.queryset(EntryKind.PARTNER).filter(pk__in=pks).order_by("pk")
    parts = [int(pk) for pk in moved["changed"].get(PARTICIPATION, {})]
    lost = moved["lost"].get(PARTICIPATION, {}).values()
    for kind in CONTENT:
        owners: set[int] = set()
        for some in store.batches(parts):
            found = Participation.objects.filter(pk__in=some).exclude(**{kind: None})
            owners |= set(found.values_list(kind, flat=True))
        owners |= {row[f"{kind}_id"] for row in lost if row[f"{kind}_id"]}
        for some in store.batches(sorted(owners)):
            yield from snapshots.queryset(kind).filter(pk__in=some)


def _put_rows_back(moved: Row) -> None:
    """First what was added goes, then what was there is as it was, or there again."""
    with transaction.atomic():
        for label, made in moved["made"].items():
            pks = [int(pk) for pk in made]
            apps.get_model(label)._default_manager.filter(pk__in=pks).delete()
        _insert({ORGANIZATION: moved["lost"].get(ORGANIZATION, {})})
        for label, rows in moved["changed"].items():
            model = apps.get_model(label)
            for pk, changes in rows.items():
                row = {name: before for name, (before, _after) in changes.items()}
                model._default_manager.filter(pk=int(pk)).update(**read(model, row))
        others = dict(moved["lost"])
        others.pop(ORGANIZATION, None)
        _insert(others)


def _insert(lost: dict[str, dict[str, Row]]) -> None:
    """Rows that were deleted, with the keys and the times that they had."""
    for label, rows in lost.items():
        model = apps.get_model(label)
        manager = model._default_manager
        values = [read(model, row) for row in rows.values()]
        manager.bulk_create(model(**row) for row in values)
        for row in values:
            manager.filter(pk=row["id"]).update(**row)


def _bring_back(moved: Row, by: Any, reason: str) -> None:
    """The public has the one that went again, just as it was."""
    if moved["withdrawn"]:
        publishing.bring_back(
            Organization.objects.get(pk=moved["gone"]),
            snapshot=moved["withdrawn"]["snapshot"],
            published_at=datetime.fromisoformat(moved["withdrawn"]["published_at"]),
            published_version=moved["was"]["published_version"],
            state=State(moved["was"]["state"]),
            by=by,
            reason=reason,
        )


def _patch(moved: Row, records: list[Any], before: dict[Any, Row]) -> None:
    """What is public of records whose edits wait names the old partner again."""
    patched = []
    for record in [*before, *_named_in_public(moved, records)]:
        kind = snapshots.kind_of(record)
        entry = Entry.objects.get(kind=kind, key=record.slug)
        name = f"{kind}/{record.slug}"
        then = moved["public"].get(name, {})
        left = moved["published"].get(name, record.published_version)
        working = snapshots.take(snapshots.queryset(kind).get(pk=record.pk))
        edits = _changes(before.get(record, working), working)
        if kind in CONTENT:
            edits.pop("original", None)  # its digests follow, see _with
        is_later = left != record.published_version
        fields = _fields(entry.snapshot, then, edits, is_later=is_later)
        if fields is None:
            said = _("“%(record)s” was published since and has edits that wait.")
            raise NotExact([said % {"record": record}])
        patched.append((kind, _with(entry.snapshot, fields)))
    with store.writing() as catalogue:
        catalogue.put(patched)


def _fields(public: Row, then: Row, edits: Row, *, is_later: bool) -> Row | None:
    """The fields of a public version that change: to what they were before the merge,
    or, where it `is_later` than that, to what the records are again. None where that
    is not known."""
    fields = {}
    for name in {**then, **(edits if is_later else {})}:
        now = public.get(name)
        if name in then and now == then[name][1]:
            fields[name] = then[name][0]
        elif name in edits and now == edits[name][0]:
            fields[name] = edits[name][1]
        elif name in edits:
            return None
    return fields


def _named_in_public(moved: Row, records: list[Any]) -> Iterator[Any]:
    """Records that named the one that went in their public version alone."""
    known = {(snapshots.kind_of(one), one.slug) for one in records}
    for name in moved["public"]:
        kind, slug = name.split("/", 1)
        if (kind, slug) not in known and kind in RECORDS:
            rows = snapshots.queryset(EntryKind(kind)).filter(slug=slug)
            yield from (one for one in rows if is_waiting(one))


def is_waiting(record: Any) -> bool:
    """Whether the public reads an earlier version of the record."""
    return bool(record.has_unpublished_changes)


def _with(snapshot: Row, fields: Row) -> Row:
    """A snapshot with other fields; an original stays as faithful as it was."""
    told = {**snapshot, **fields}
    told = {name: value for name, value in told.items() if value is not None}
    kept = snapshot.get("original", {}).get("groups", {})
    if "original" not in fields and kept.get(GROUP) == _digest(snapshot):
        changed = {**kept, GROUP: _digest(told)}
        told["original"] = {**snapshot["original"], "groups": changed}
    return told


def _digest(snapshot: Row) -> str:
    return groups.digests(snapshot)[GROUP]
