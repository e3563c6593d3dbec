"""What a merge changed, row by row, as plain data: enough to undo it exactly.

{"gone": pk, "stays": pk, "was": {field: value},        of the one that went
 "changed": {model: {pk: {field: [before, after]}}},
 "made": {model: {pk: row}}, "lost": {model: {pk: row}},
 "withdrawn": {"snapshot", "published_at"},             what the public read of it
 "public": {"kind/key": {field: [before, after]}}}      of snapshots that named it
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from activities.catalogue import snapshots, store
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import Entry, Mention
from activities.models import (
    Citation,
    DifferentOrganizations,
    Original,
    Participation,
    PartnerQuestion,
    Source,
)
from partners.models import Organization, OrganizationIdentifier, OrganizationName
from partners.records import Record

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]

# They grow or follow from what else is done; undoing makes a new version as well.
NEVER_BACK = {
    *("version", "state", "published_version", "first_published_at"),
    *("updated_at", "read_at"),
}
# Long texts that no merge changes.
LEFT_OUT = {"activities.original": ("element", "contacts")}
STANDING = ("state", "published_version", "version")


class Journal:
    """Made before a merge; `kept` compares with what is there after it."""

    def __init__(self, gone: Organization, stays: Organization) -> None:
        self.gone, self.stays = gone.pk, stays.pk
        self._slugs = (gone.slug, stays.slug)
        rows = Organization.objects.filter(pk=gone.pk)
        self._was = rows.values(*STANDING).get()
        entry = Entry.objects.filter(kind=EntryKind.PARTNER, key=gone.slug).first()
        self._withdrawn = entry and {
            "snapshot": entry.snapshot,
            "published_at": entry.published_at.isoformat(),
        }
        self._entries = self._public()
        self._before = _read(_about(gone.pk, stays.pk))

    def kept(self, records: Iterable[Record]) -> Row:
        """All that was changed since; `records` are those that were saved."""
        after = _read(_same_again(self._before, self.stays))
        told: Row = {"gone": self.gone, "stays": self.stays, "was": self._was}
        told |= {"changed": {}, "made": {}, "lost": {}, "withdrawn": self._withdrawn}
        for model in {**self._before, **after}:
            before, now = self._before.get(model, {}), after.get(model, {})
            told["changed"][model] = {
                pk: differing
                for pk in before
                if pk in now and (differing := changes(before[pk], now[pk]))
            }
            told["made"][model] = {pk: now[pk] for pk in now if pk not in before}
            told["lost"][model] = {pk: before[pk] for pk in before if pk not in now}
        told["public"] = self._public_changes()
        told["published"] = published_versions(records)
        return told

    def _public(self) -> dict[str, Row]:
        """The snapshots that name it, or that a merge may publish again."""
        named = Mention.objects.filter(kind=EntryKind.PARTNER, key=self._slugs[0])
        pks = set(named.values_list("entry_id", flat=True))
        own = Entry.objects.filter(kind=EntryKind.PARTNER, key=self._slugs[1])
        pks |= set(own.values_list("pk", flat=True))
        return {
            f"{one.kind}/{one.key}": one.snapshot
            for some in store.batches(sorted(pks))
            for one in Entry.objects.filter(pk__in=some)
        }

    def _public_changes(self) -> Row:
        found = {}
        for name, before in self._entries.items():
            kind, key = name.split("/", 1)
            entry = Entry.objects.filter(kind=kind, key=key).first()
            differing = changes(before, entry.snapshot) if entry else {}
            if kind in CONTENT:
                differing.pop("original", None)  # its digests tell, see undo.py
            if differing:
                found[name] = differing
        return found


def published_versions(records: Iterable[Record]) -> dict[str, int | None]:
    """Which version of each the public reads, by kind and address."""
    pks: dict[EntryKind, list[int]] = {}
    for one in records:
        pks.setdefault(snapshots.kind_of(one), []).append(one.pk)
    return {
        f"{kind}/{slug}": version
        for kind, every in pks.items()
        for some in store.batches(every)
        for slug, version in snapshots.queryset(kind)
        .filter(pk__in=some)
        .values_list("slug", "published_version")
    }


def changes(before: Row, after: Row) -> Row:
    """The fields that differ, each as it was and as it is."""
    return {
        name: [before.get(name), after.get(name)]
        for name in {**before, **after}
        if before.get(name) != after.get(name) and name not in NEVER_BACK
    }


def _about(gone: int, stays: int) -> Iterable[QuerySet[Any]]:
    """The rows that a merge may change."""
    both = (gone, stays)
    named = Q(pk__in=both) | Q(parent=gone) | Q(succeeded_by=gone)
    yield Organization.objects.filter(named)
    yield OrganizationName.objects.filter(organization__in=both)
    yield OrganizationIdentifier.objects.filter(organization__in=both)
    yield from _participations(gone, stays)
    yield Citation.objects.filter(organization__in=both)
    yield Original.objects.filter(organization__in=both)
    owners = Participation.objects.filter(organization=gone).values("activity")
    yield Original.objects.filter(activity__in=owners)
    yield PartnerQuestion.objects.filter(
        Q(organization__in=both) | Q(candidate__in=both)
    )
    yield DifferentOrganizations.objects.filter(Q(first__in=both) | Q(second__in=both))
    yield Source.objects.filter(publisher=gone)


def _participations(gone: int, stays: int) -> Iterable[QuerySet[Any]]:
    """All of the one that goes, and those of the other in the same records."""
    own = Participation.objects.filter(organization=gone)
    yield own
    for kind in CONTENT:
        owners = own.exclude(**{kind: None}).values(kind)
        yield Participation.objects.filter(
            organization=stays, **{f"{kind}__in": owners}
        )


def _same_again(before: Rows, stays: int) -> Iterable[QuerySet[Any]]:
    """The same rows after a merge, and those that it may have made."""
    for label, rows in before.items():
        for some in store.batches(rows):
            yield apps.get_model(label)._default_manager.filter(pk__in=some)
    yield OrganizationName.objects.filter(organization=stays)
    yield OrganizationIdentifier.objects.filter(organization=stays)


def _read(querysets: Iterable[QuerySet[Any]]) -> Rows:
    found: Rows = {}
    for rows in querysets:
        for one in rows.order_by():
            found.setdefault(one._meta.label_lower, {})[str(one.pk)] = told(one)
    return found


def told(row: Model) -> Row:
    """A row as plain data, by column."""
    left_out = LEFT_OUT.get(row._meta.label_lower, ())
    if isinstance(row, Original) and row.organization_id:
        left_out = ()
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in left_out
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read(model: type[Model], row: Row) -> Row:
    """The values of a row, from plain data."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}
