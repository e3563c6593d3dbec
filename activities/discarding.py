"""Goes back to what the public reads: the working version of a record is given up."""

from typing import Any

from django.utils.translation import gettext as _

from activities import publishing, roles
from activities.catalogue import snapshots
from activities.catalogue.models import Entry
from activities.imports import originals
from activities.imports.records import Keys, Parts, write
from partners.records import NotAllowed, Record, StaleRecord


def discard(record: Record, *, by: Any = None, reason: str = "") -> None:
    """Make the record again what the public reads, in one transaction.

    Notes for staff and the office stay. Raises NotAllowed where it is not public or
    `by` may not, StaleRecord where someone saved it since, and LookupError where it
    would name something that is not there any more. Nothing is changed then.
    """
    kind = snapshots.kind_of(record)
    with publishing.one_after_the_other():
        working = snapshots.queryset(kind).get(pk=record.pk)
        if working.version != record.version:
            raise StaleRecord(str(record))
        roles.require(by, "discard", working)
        entry = Entry.objects.filter(kind=kind, key=record.slug).first()
        if entry is None:
            raise NotAllowed(_("“%s” is not public.") % record)
        _write(kind, working, entry.snapshot)
        publishing.discarded(
            type(record)._default_manager.get(pk=record.pk), by=by, reason=reason
        )
    record.refresh_from_db()


def _write(kind: Any, working: Any, wanted: dict[str, Any]) -> None:
    original = getattr(working, "original", None)
    contacts, now = original.contacts if original else "", snapshots.take(working)
    parts = Parts()
    made = write(kind, wanted, record=working, before=now, keys=Keys(), parts=parts)
    parts.save()
    originals.restore(kind, made, wanted.get("original"), contacts)
