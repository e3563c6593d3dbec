"""Every step of a record on its way to the public and back.

One `publish()` and one `withdraw()` serve the admin, imports and commands alike. Each
step runs in one transaction with the catalogue and leaves a Decision.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import audit, roles
from activities.catalogue import snapshots, store
from activities.catalogue.documents import mentions
from activities.catalogue.kinds import RECORDS, EntryKind
from activities.catalogue.models import Change, Entry, Mention, Operation
from activities.models import Decision
from activities.models.audit import Deed
from activities.models.content import Content
from partners.records import NotAllowed as NotAllowed
from partners.records import Record, StaleRecord, State

# Where each step ends; where it may begin is the table's of `roles` to say.
ENDS: dict[str, State] = {
    "submit": State.SUBMITTED,
    "return": State.RETURNED,
    "approve": State.APPROVED,
    "publish": State.PUBLISHED,
    "withdraw": State.WITHDRAWN,
    "discard": State.PUBLISHED,
}

REFERENCE_KINDS = (
    EntryKind.DIALOGUE,
    EntryKind.SOURCE,
    EntryKind.THEME,
    EntryKind.PLACE,
)


def submit(record: Record, *, by: Any = None, reason: str = "") -> None:
    """Ask for review. Raises NotAllowed for what is in review or public already."""
    _move(record, "submit", by, reason)


def send_back(record: Record, *, by: Any = None, reason: str = "") -> None:
    """Return a record in review to its author, who is to know why.

    Raises NotAllowed elsewhere, ValidationError without a reason.
    """
    _move(record, "return", by, reason)


def approve(record: Record, *, by: Any = None, reason: str = "") -> None:
    """Say that a record in review may become public. Raises NotAllowed elsewhere."""
    _move(record, "approve", by, reason)


def edited(record: Record, *, by: Any = None) -> None:
    """Tell that `by` has just saved changes to the record.

    Where it was public as it stood and `by` may not publish, it is a working version
    from now on, a draft to be reviewed, and the public goes on reading what it did.
    """
    if record.state != State.PUBLISHED or not record.has_unpublished_changes:
        return
    if by is None or roles.may(by, "publish", record):
        return
    with transaction.atomic():
        locked = _locked(record)
        rows = type(locked)._base_manager.filter(pk=locked.pk)
        rows.update(state=State.DRAFT)
        _log(locked, "edit", locked.state, State.DRAFT, by, "")
    record.refresh_from_db(fields=["state"])


def discarded(record: Record, *, by: Any = None, reason: str = "") -> None:
    """Tell that the working version is again what the public reads.

    `discarding` has made it so, in the same transaction. Raises NotAllowed where it is
    not: nothing would tell then that the public reads something else.
    """
    with transaction.atomic():
        locked = _locked(record)
        kind = snapshots.kind_of(locked)
        entry = Entry.objects.filter(kind=kind, key=locked.slug).first()
        if entry is None or entry.snapshot != snapshots.take(locked):
            message = _("“%s” is not what the public reads.")
            raise NotAllowed(message % locked)
        _step(locked, "discard", by, reason)
    record.refresh_from_db()


def publish(record: Record, *, by: Any = None, reason: str = "") -> None:
    """Make the record, as it is saved now, the one that the public reads.

    Raises ValidationError where it breaks a rule of its model, and StaleRecord where
    someone saved it since `record` was read; nothing is published then.
    """
    publish_all([record], by=by, reason=reason)
    record.refresh_from_db()


def publish_all(records: Iterable[Record], *, by: Any = None, reason: str = "") -> int:
    """Publish many in one transaction: all or none. Returns how many changed."""
    with store.writing() as catalogue:
        taken = [_published(record, by, reason) for record in records]
        return catalogue.put(_snapshots(taken))


def _move(record: Record, step: str, by: Any, reason: str) -> None:
    """A step that the public does not notice."""
    with transaction.atomic():
        _step(_locked(record), step, by, reason)
    record.refresh_from_db()


@contextmanager
def one_after_the_other() -> Iterator[None]:
    """A transaction in which staff's records are saved and then taken a step.

    It takes the lock of the sequence first, as every step does: two that took their
    locks in opposite orders would wait for each other for ever.
    """
    with transaction.atomic():
        store.locked_sequence()
        yield


def _published(record: Record, by: Any, reason: str) -> tuple[EntryKind, int]:
    """Take the step of a record; its kind and key."""
    locked = _locked(record)
    kind = snapshots.kind_of(locked)
    if locked.first_published_at is None:
        _refuse_used_address(kind, locked)
    _step(locked, "publish", by, reason)
    return kind, locked.pk


def _snapshots(
    taken: list[tuple[EntryKind, int]],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The snapshots of records, fetched together, in their order."""
    for kind, some in groupby(taken, key=itemgetter(0)):
        for pks in store.batches(pk for _kind, pk in some):
            found = snapshots.queryset(kind).in_bulk(pks)
            yield from ((kind, snapshots.take(found[pk])) for pk in pks)


def is_named(record: Record) -> bool:
    """Whether something public names the record, by its address as it is saved."""
    return _mentions(snapshots.kind_of(record), record.slug).exists()


def _mentions(kind: str, slug: str) -> QuerySet[Mention]:
    return Mention.objects.filter(kind=kind, key=slug)


def _refuse_used_address(kind: str, record: Record) -> None:
    """What is public may name by this address another record, deleted or renamed."""
    slug = record.slug
    made = record.created_at.replace(microsecond=0)  # as entries have it
    before = _mentions(kind, slug).filter(entry__updated_at__lt=made)
    if Change.objects.filter(kind=kind, key=slug).exists() or before.exists():
        raise ValidationError(
            {
                "slug": _("“%s” was the address of another record: choose a new one.")
                % slug
            }
        )


def publish_reference_data() -> int:
    """Make themes, places, dialogues and sources public as they are saved now.

    They have no drafts: a list that everyone shares is right or is mended at once.
    What is public already in just this form is left alone. Returns how many changed.
    """
    with store.writing() as catalogue:
        return catalogue.put(
            (kind, snapshots.take(record))
            for kind in REFERENCE_KINDS
            for record in snapshots.queryset(kind)
        )


def publish_sources(codes: Iterable[str]) -> int:
    """Make these sources public as they are saved now. Returns how many changed."""
    found = snapshots.queryset(EntryKind.SOURCE).filter(code__in=set(codes))
    with store.writing() as catalogue:
        return catalogue.put((EntryKind.SOURCE, snapshots.take(one)) for one in found)


def withdraw(
    record: Record,
    *,
    by: Any = None,
    reason: str = "",
    replaced_by: Record | None = None,
) -> None:
    """Take the record from the public; a tombstone stays. Raises NotAllowed.

    With `replaced_by` its address leads to that record from now on, and whoever
    follows the changes is told so. Raises ValidationError where that one is not public.
    """
    with store.writing() as catalogue:
        locked = _locked(record)
        kind = snapshots.kind_of(locked)
        instead = _stand_in(kind, locked, replaced_by) if replaced_by else ""
        operation = Operation.REPLACED if instead else Operation.WITHDRAWN
        _step(locked, "withdraw", by, reason)
        catalogue.remove([(kind, locked.slug)], operation, instead)
    record.refresh_from_db()


def bring_back(
    record: Record,
    *,
    snapshot: dict[str, Any],
    published_at: datetime,
    published_version: int,
    state: State,
    by: Any = None,
    reason: str = "",
) -> None:
    """Make a withdrawn record public again just as it was, not as it is saved now.

    `snapshot` is what the public read, since `published_at`; `state` that of its
    working version then. Raises NotAllowed where the record is not withdrawn,
    StaleRecord where someone saved it meanwhile.
    """
    with store.writing() as catalogue:
        locked = _locked(record)
        if locked.state != State.WITHDRAWN:
            raise NotAllowed(_("“%s” is not withdrawn.") % locked)
        rows = type(locked)._base_manager.filter(pk=locked.pk)
        rows.update(state=state, published_version=published_version)
        kind = snapshots.kind_of(locked)
        catalogue.put([(kind, snapshot)], since={(kind, locked.slug): published_at})
        _log(locked, "bring-back", State.WITHDRAWN, state, by, reason)
    record.refresh_from_db()


def _stand_in(kind: str, record: Record, other: Record) -> str:
    """The address of the record that takes another's place."""
    if snapshots.kind_of(other) != kind or other.pk == record.pk:
        message = _("Another record of the same kind can take its place, not this one.")
        raise ValidationError({"replaced_by": message})
    if not _locked(other).is_public:
        message = _("“%s” is not public: publish it first.") % other
        raise ValidationError({"replaced_by": message})
    return other.slug


def delete(record: Any, *, by: Any = None, reason: str = "") -> None:
    """Delete a record or a piece of reference data, from the public as well.

    Raises ProtectedError where other records name it, roles.Refused where `by` may
    not; nothing is deleted then.
    """
    with store.writing() as catalogue:
        kind = snapshots.kind_of(record)
        if kind not in RECORDS:
            roles.require(by, "sources" if kind == EntryKind.SOURCE else "reference")
        key = getattr(record, "slug", None) or record.code
        catalogue.remove([(kind, key)], Operation.DELETED)
        if kind in RECORDS:
            roles.require(by, "delete", record)
            _log(record, "delete", record.state, "", by, reason)
        record.delete()


def gaps(record: Record) -> list[str]:
    """What a reader of a record will miss: a source, a theme, a partner."""
    if not isinstance(record, Content):
        return []
    parts: Any = record
    there = {
        _("a source"): parts.citation_set.exists(),
        _("a theme"): parts.cross_cutting_id or parts.themelink_set.exists(),
        _("a partner"): parts.participation_set.exists(),
    }
    return [name for name, is_there in there.items() if not is_there]


def withheld(record: Record) -> list[str]:
    """What the published record names that is not public, and so is not shown."""
    kind = snapshots.kind_of(record)
    entry = Entry.objects.filter(kind=kind, key=record.slug).first()
    if entry is None:
        return []
    named = {
        (str(target), key) for _relation, target, key in mentions(kind, entry.snapshot)
    }
    public = set(
        Entry.objects.filter(key__in=[key for _kind, key in named]).values_list(
            "kind", "key"
        )
    )
    return sorted(f"{target}/{key}" for target, key in named - public)


def _locked(record: Record) -> Any:
    """The record's row, locked and fresh. Raises StaleRecord where it has moved on."""
    locked = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if locked.version != record.version:
        raise StaleRecord(str(record))
    return locked


def _step(locked: Record, step: str, by: Any, reason: str) -> None:
    _refuse(locked, step, by, reason)
    ends = ENDS[step]
    changes: dict[str, Any] = {"state": ends}
    if step == "publish":
        _check(locked)
        changes["first_published_at"] = locked.first_published_at or timezone.now()
    if ends == State.PUBLISHED:
        changes["published_version"] = locked.version
    if ends == State.WITHDRAWN:
        changes["published_version"] = None
    before = locked.state
    type(locked)._base_manager.filter(pk=locked.pk).update(**changes)
    _log(locked, step, before, ends, by, reason)


def _refuse(locked: Record, step: str, by: Any, reason: str) -> None:
    """Raises NotAllowed where the record stands elsewhere, or `by` may not."""
    is_elsewhere = locked.state not in roles.ON_RECORDS[roles.Action(step)]
    if is_elsewhere or (step in roles.OF_PUBLIC and not locked.is_public):
        told = {
            "record": locked,
            "state": State(locked.state).label.lower(),
            "target": ENDS[step].label.lower(),
        }
        message = _("%(record)s is %(state)s: it cannot be moved to %(target)s.")
        raise NotAllowed(message % told)
    roles.require(by, step, locked)
    if step == "return" and not reason.strip():
        message = _("Give a reason: the author is to know what to change.")
        raise ValidationError({"reason": message})


def _check(record: Record) -> None:
    """Raises ValidationError where a record, or a part of it, breaks its rules.

    What the database holds by itself, constraints and keys, is not asked again: the
    record has just been read from it.
    """
    keys = [one.name for one in record._meta.fields if one.is_relation]
    record.clean_fields(exclude=keys)
    record.clean()
    if not isinstance(record, Content) or not record.cross_cutting_id:
        return
    if record.themelink_set.exists():  # type: ignore[attr-defined]  # of its kinds
        raise ValidationError(
            {"cross_cutting": _("A cross-cutting record stands under no single theme.")}
        )


def _log(
    record: Record, action: str, before: str, after: str, by: Any, reason: str
) -> None:
    Decision.objects.create(
        record_kind=snapshots.kind_of(record),
        slug=record.slug,
        action=action,
        from_state=before,
        to_state=after,
        record_version=record.version,
        by=by,
        reason=reason,
    )
    told = ": ".join(filter(None, [action, reason]))
    audit.write(Deed.DECIDED, by=by, about=record, told=told)
