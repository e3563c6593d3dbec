"""Takes an import back, record by record, as far as nobody has gone on from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import PROTECT, Model, OuterRef, ProtectedError, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import publishing, roles
from activities.catalogue import snapshots
from activities.catalogue.kinds import EntryKind
from activities.imports import originals
from activities.imports.records import KEYS, SHAPES, Keys, Parts, write
from activities.models import ImportBatch, ImportItem, Source
from activities.models.importing import BatchState
from partners.records import Record, StaleRecord, State

TOLD_EVERY = 25
REFUSALS = (
    *(ValidationError, ProtectedError, publishing.NotAllowed),
    *(LookupError, DatabaseError, StaleRecord),
)


def comes_first(batch: ImportBatch) -> ImportBatch | None:
    """A later import of some of the same records: that one is to be undone first."""
    mine = batch.items.exclude(applied_at=None).filter(undone="")
    same = ImportItem.objects.filter(
        batch__pk__gt=batch.pk,
        undone="",
        record_kind=OuterRef("record_kind"),
        slug=OuterRef("slug"),
    ).exclude(applied_at=None)
    later = mine.annotate(later=Subquery(same.order_by("-batch").values("batch")[:1]))
    found = later.exclude(later=None).order_by("-later").first()
    return ImportBatch.objects.get(pk=found.later) if found else None


def undo(batch: ImportBatch, by: Any = None) -> dict[str, int]:
    """Take back what a batch did, the last first. What staff changed since is left.

    A new record that is public is withdrawn, so that its address tells so; one that
    never was is deleted. Returns how many records were taken back and how many left.
    Raises roles.Refused where `by` may not.
    """
    roles.require(by, "import")
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=BatchState.UNDOING, beat_at=timezone.now()
    )
    counts = {"undone": 0, "left": 0}
    items = batch.items.filter(undone="").exclude(applied_at=None)
    ahead = list(items.order_by("-position").values_list("pk", flat=True))
    is_last = False
    while ahead:
        again = []
        for number, pk in enumerate(ahead):
            _tell(batch, number)
            item = ImportItem.objects.select_related("batch").get(pk=pk)
            with publishing.one_after_the_other():
                why_left, is_named = _undo_item(item, by)
                if is_named and not is_last:
                    again.append(pk)  # what names it may go in its own turn
                    continue
                item.undone = why_left or _("undone")
                item.save(update_fields=["undone"])
            counts["left" if why_left else "undone"] += 1
        is_last = len(again) == len(ahead)
        ahead = again
    _remove_what_came_along(batch, by)
    ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.UNDONE)
    batch.refresh_from_db()
    return counts


def _tell(batch: ImportBatch, number: int) -> None:
    """Now and then a sign of life."""
    if number % TOLD_EVERY == 0:
        ImportBatch.objects.filter(pk=batch.pk).update(
            done=number, beat_at=timezone.now()
        )


def _undo_item(item: ImportItem, by: Any) -> tuple[str, bool]:
    """Take one record back. Returns why it was left, and whether others name it."""
    kind = EntryKind(item.record_kind)
    model: Any = SHAPES[kind].model
    record = model.objects.filter(slug=item.slug).first()
    if record is None:
        return str(_("It is not there any more.")), False
    if record.version != item.applied_version:
        return str(_("It was changed since.")), False
    try:
        with transaction.atomic():
            _remove_made(item.made, (EntryKind.PUBLICATION,), by)
            if item.before is None:
                _remove(record, by, _reason(item))
            else:
                _restore(kind, record, item, by)
    except REFUSALS as error:
        return str(error)[:200], isinstance(error, ProtectedError)
    return "", False


def _restore(kind: EntryKind, record: Any, item: ImportItem, by: Any) -> None:
    """Make a record what it was before the import, for the public too."""
    was: Any = item.before
    before, state = was["snapshot"], was["state"]
    record = snapshots.queryset(kind).get(pk=record.pk)
    now = snapshots.take(record)
    parts = Parts()
    record = write(kind, before, record=record, before=now, keys=Keys(), parts=parts)
    parts.save()
    originals.restore(kind, record, before.get("original"), was.get("contacts", ""))
    record.refresh_from_db()
    # It is again what an earlier import left, which may be undone in its turn.
    ImportItem.objects.filter(
        record_kind=item.record_kind,
        slug=item.slug,
        undone="",
        applied_version=was.get("version"),
    ).exclude(pk=item.pk).update(applied_version=record.version)
    if not record.is_public:
        return
    if not was.get("is_clean", True) and not item.batch.publish:
        return  # what staff had not made public was not touched by it
    if state == State.PUBLISHED or was.get("is_public"):
        publishing.publish(record, by=by, reason=_reason(item))
    else:
        publishing.withdraw(record, by=by, reason=_reason(item))


def _remove(record: Record, by: Any, reason: str) -> None:
    if record.is_public:
        publishing.withdraw(record, by=by, reason=reason)
    elif record.first_published_at is None:
        publishing.delete(record, by=by, reason=reason)


def _remove_what_came_along(batch: ImportBatch, by: Any) -> None:
    """Partners, works and sources that the import made and nothing names now."""
    lists = batch.items.exclude(made=[]).order_by("-position")
    for made in lists.values_list("made", flat=True):
        _remove_made(made, (EntryKind.PARTNER, EntryKind.SOURCE), by)


def _remove_made(made: list[Any], kinds: tuple[EntryKind, ...], by: Any) -> None:
    for kind, key in reversed(made):
        if kind in kinds:
            model: Any = Source if kind == EntryKind.SOURCE else SHAPES[kind].model
            _remove_if_unnamed(model, key, by)


def _remove_if_unnamed(model: Any, key: str, by: Any) -> None:
    record = model.objects.filter(**{KEYS[model]: key}).first()
    if record is None or _is_named(record):
        return
    if isinstance(record, Record) and record.version != 1:
        return  # staff have gone on from it
    try:
        with publishing.one_after_the_other():
            if isinstance(record, Record):
                _remove(record, by, _("What it came with was undone."))
            else:
                publishing.delete(record, by=by)
    except (ProtectedError, publishing.NotAllowed):
        return


def _is_named(record: Model) -> bool:
    """Whether a record that is not itself withdrawn names this one."""
    relations: Any = record._meta.related_objects
    # What goes with the record when it is deleted is a part of it.
    others = [one for one in relations if one.on_delete is PROTECT]
    return any(_standing(one, record) for one in others)


def _standing(relation: Any, record: Model) -> bool:
    rows = relation.related_model.objects.filter(**{relation.field.name: record})
    for owner in ("activity", "event", "publication"):
        if any(one.name == owner for one in relation.related_model._meta.fields):
            rows = rows.exclude(**{f"{owner}__state": State.WITHDRAWN})
    return bool(rows.exists())


def _reason(item: ImportItem) -> str:
    return _("Import %s was undone.") % item.batch
