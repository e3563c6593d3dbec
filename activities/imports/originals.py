"""Keeps the element that a record was read from, and digests of what was read."""

from typing import Any

from activities.catalogue import snapshots
from activities.catalogue.kinds import EntryKind
from activities.iati import groups
from activities.models import Original

Row = dict[str, Any]

OWNERS = {EntryKind.ACTIVITY: "activity", EntryKind.PARTNER: "organization"}


def keep(kind: EntryKind, kept: dict[int, tuple[str, str, dict[str, str]]]) -> None:
    """Keep the element and the contacts of records of a kind, given by their keys.

    The digests are of the records as they are now: they have just been read from it.
    """
    if not kept:
        return
    owner = OWNERS[kind]
    records = {
        one.pk: snapshots.take(one)
        for one in snapshots.queryset(kind).filter(pk__in=kept)
    }
    Original.objects.filter(**{f"{owner}__in": list(kept)}).delete()
    Original.objects.bulk_create(
        Original(
            **{f"{owner}_id": pk},
            element=kept[pk][0],
            contacts=kept[pk][1],
            groups=_digests(kind, snapshot) | kept[pk][2],
        )
        for pk, snapshot in records.items()
    )


def read_again(record: Any, group: str) -> None:
    """Take the digest of a group anew, whose fields were read later than others."""
    original = Original.objects.filter(activity=record).first()
    if original is not None:
        snapshot = snapshots.take(record)
        original.groups = original.groups | {group: groups.digests(snapshot)[group]}
        original.save()


def restore(kind: EntryKind, record: Any, before: Row | None, contacts: str) -> None:
    """Put back the original that a snapshot tells of, or take away what is there."""
    owner = OWNERS.get(kind)
    if owner is None:
        return
    Original.objects.filter(**{owner: record}).delete()
    if before:
        Original.objects.create(
            **{owner: record},
            element=before["element"],
            groups=before["groups"],
            contacts=contacts,
        )


def _digests(kind: EntryKind, snapshot: Row) -> dict[str, str]:
    """Of an activity all groups but `name`, of an organization that alone."""
    named = kind == EntryKind.PARTNER
    found = groups.digests(snapshot)
    return {group: one for group, one in found.items() if (group == "name") == named}
