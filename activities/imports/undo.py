"""Takes an import back, record by record, as far as nobody has gone on from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import PROTECT, Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import publishing
from activities.catalogue import snapshots
from activities.catalogue.kinds import EntryKind
from activities.imports import originals
from activities.imports.records import KEYS, SHAPES, Keys, Parts, write
from activities.models import ImportBatch, ImportItem, Source
from activities.models.importing import BatchState
from partners.records import Record, State

TOLD_EVERY = 25


def undo(batch: ImportBatch, by: Any = None) -> dict[str, int]:
    """Take back what a batch did, the last first. What staff changed since is left.

    A new record that is public is withdrawn, so that its address tells so; one that
    never was is deleted. Returns how many records were taken back and how many left.
    """
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=BatchState.UNDOING, beat_at=timezone.now()
    )
    counts = {"undone": 0, "left": 0}
    items = batch.items.filter(undone="").exclude(applied_at=None)
    for number, item in enumerate(items.order_by("-position")):
        _tell(batch, number)
        with publishing.one_after_the_other():
            why_left = _undo_item(item, by)
            item.undone = why_left or _("undone")
            item.save(update_fields=["undone"])
        counts["left" if why_left else "undone"] += 1
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


def _undo_item(item: ImportItem, by: Any) -> str:
    """Take one record back. Returns why it was left, or nothing."""
    kind = EntryKind(item.record_kind)
    model: Any = SHAPES[kind].model
    record = model.objects.filter(slug=item.slug).first()
    if record is None:
        return str(_("It is not there any more."))
    if record.version != item.applied_version:
        return str(_("It was changed since."))
    try:
        with transaction.atomic():
            if item.before is None:
                _remove(record, by, _reason(item))
            else:
                _restore(kind, record, item, by)
    except (ValidationError, ProtectedError, publishing.NotAllowed) as error:
        return str(error)[:200]
    return ""


def _restore(kind: EntryKind, record: Any, item: ImportItem, by: Any) -> None:
    """Make a record what it was before the import, for the public too."""
    was: Any = item.before
    before, state = was["snapshot"], was["state"]
    record = snapshots.queryset(kind).get(pk=record.pk)
    now = snapshots.take(record)
    parts = Parts()
    record = write(kind, before, record=record, before=now, keys=Keys(), parts=parts)
    parts.save()
    originals.restore(kind, record, before.get("original"))
    record.refresh_from_db()
    if record.state != State.PUBLISHED:
        return
    if state == State.PUBLISHED:
        publishing.publish(record, by=by, reason=_reason(item))
    else:
        publishing.withdraw(record, by=by, reason=_reason(item))


def _remove(record: Record, by: Any, reason: str) -> None:
    if record.state == State.PUBLISHED:
        publishing.withdraw(record, by=by, reason=reason)
    elif record.first_published_at is None:
        publishing.delete(record, by=by, reason=reason)


def _remove_what_came_along(batch: ImportBatch, by: Any) -> None:
    """Partners, works and sources that the import made and nothing names now."""
    lists = batch.items.exclude(made=[]).order_by("-position")
    for made in lists.values_list("made", flat=True):
        for kind, key in reversed(made):
            model: Any = Source if kind == EntryKind.SOURCE else SHAPES[kind].model
            _remove_if_unnamed(model, key, by)


def _remove_if_unnamed(model: Any, key: str, by: Any) -> None:
    record = model.objects.filter(**{KEYS[model]: key}).first()
    if record is None or _is_named(record):
        return
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
