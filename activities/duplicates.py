"""Organizations that may be one: asked while a name is typed, and of all at once.

Each process keeps a register of them, and reads anew those that have changed. All of it
costs a fraction of a second for 5,000, so nothing is kept in the database.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Change, Operation
from activities.models import DifferentOrganizations, Merge, PartnerQuestion
from partners.known import Known, Name
from partners.models import Organization, OrganizationIdentifier, OrganizationName
from partners.records import State
from partners.suspects import Pair, Suspect, Suspects

SHOWN = 6  # of whom one may be meant; who has more has typed too little yet
LONGEST = 250  # letters of a name
A_FEW = 50  # organizations that are read anew by themselves


@dataclass(frozen=True)
class Typed:
    """What somebody has entered of an organization so far. `pk`: None for a new one."""

    names: tuple[str, ...]
    acronym: str = ""
    identifiers: frozenset[str] = frozenset()
    country: str = ""
    pk: int | None = None


@dataclass
class _Kept:
    """What a process remembers: who there is, of which state, and who may be one."""

    suspects: Suspects = field(default_factory=Suspects)
    stamps: dict[int, Any] = field(default_factory=dict)
    counts: tuple[int, int] = (0, 0)
    pairs: list[Pair] | None = None


_kept = _Kept()


def suspects_of(typed: Typed) -> list[tuple[Organization, Suspect]]:
    """The organizations that may be meant, most likely first, at most SHOWN.

    Those that are known to be different are left out.
    """
    row = Organization.objects.filter(pk=typed.pk).first() if typed.pk else None
    slug = row.slug if row else ""
    names = [Name(one[:LONGEST]) for one in typed.names if one.strip()]
    if not names:
        return []
    sought = Known(
        slug,
        names,
        set(typed.identifiers),
        typed.acronym[:LONGEST],
        country=typed.country,
        related=_related_to(row),
    )
    found = _register().suspects.of(sought)
    different = _different_from(typed.pk)
    rows = Organization.objects.exclude(pk__in=different)
    by_slug = {one.slug: one for one in rows.filter(slug__in=[s.slug for s in found])}
    told = [(by_slug[one.slug], one) for one in found if one.slug in by_slug]
    return told[:SHOWN]


def refuse_likely(typed: Typed, confirmed: Iterable[int] = ()) -> list[Organization]:
    """Those whom somebody has confirmed to be others, to be kept as such.

    Raises ValidationError where an organization is likely to be there already, and has
    not been confirmed to be another one.
    """
    likely = [one for one, _suspect in suspects_of(typed)]
    if {one.pk for one in likely} <= set(confirmed):
        return likely
    raise ValidationError(
        _("This organization may be there already: see below."), code="likely"
    )


def pairs() -> list[tuple[Organization, Organization, Suspect]]:
    """All that may be one, most likely first; those known to be different left out."""
    kept = _register()
    if kept.pairs is None:
        kept.pairs = kept.suspects.pairs()
    slugs = {slug for one, other in kept.pairs for slug in (one, other.slug)}
    rows = Organization.objects.in_bulk(list(slugs), field_name="slug")
    different = set(DifferentOrganizations.objects.values_list("first", "second"))
    return [
        (rows[slug], rows[suspect.slug], suspect)
        for slug, suspect in kept.pairs
        if slug in rows
        and suspect.slug in rows
        and tuple(sorted((rows[slug].pk, rows[suspect.slug].pk))) not in different
    ]


def known_organizations(pks: Collection[int] | None = None) -> Iterator[Known]:
    """Those that stand, or of these keys those that do. One withdrawn for another is
    known by that one's names."""
    replaced = Change.objects.filter(
        kind=EntryKind.PARTNER, operation=Operation.REPLACED
    ).values("key")
    merged = Merge.objects.filter(undone_at=None).values("gone_slug")
    # One withdrawn and replaced by none is still who is meant by its name.
    gone = Q(slug__in=replaced) | Q(slug__in=merged)
    rows = Organization.objects.exclude(gone, state=State.WITHDRAWN)
    named, identified = OrganizationName.objects, OrganizationIdentifier.objects
    of_them = {} if pks is None else {"organization__in": pks}
    names = _by_owner(named.filter(**of_them).values_list(*_NAME))
    identifiers = _by_owner(identified.filter(**of_them).values_list(*_VALUE))
    asked = set(PartnerQuestion.objects.values_list("organization", flat=True))
    rows = rows if pks is None else rows.filter(pk__in=pks)
    for pk, slug, name, acronym, country, *links in rows.values_list(*_TOLD):
        yield Known(
            slug,
            [Name(name), *(Name(*told) for told in names.get(pk, []))],
            {value for (value,) in identifiers.get(pk, [])},
            acronym,
            pk in asked,
            country,
            frozenset(link for link in links if link),
        )


_LINKS = ("parent__slug", "succeeded_by__slug")
_TOLD = ("pk", "slug", "name", "acronym", "country", *_LINKS)
_STAMP = ("version", "state", "name")
_NAME = ("organization", "name", "valid")
_VALUE = ("organization", "value")


def _by_owner(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for owner, *told in rows:
        found.setdefault(owner, []).append(tuple(told))
    return found


def _register() -> _Kept:
    """Brought up to date where an organization was entered, saved or deleted since.

    A few are read anew by themselves. Whatever does not add up then, or is of more of
    them, makes all of it anew.
    """
    global _kept  # one for each process
    rows = Organization.objects.order_by().values_list("pk", "slug", *_STAMP)
    stamps = {pk: tuple(stamp) for pk, *stamp in rows}
    counts = _counts()
    if _kept.stamps == stamps and _kept.counts == counts:
        return _kept
    changed = {
        pk
        for pk in {**stamps, **_kept.stamps}
        if stamps.get(pk) != _kept.stamps.get(pk)
    }
    few = bool(_kept.stamps) and 0 < len(changed) <= A_FEW
    if not (few and _read_anew(changed, stamps, counts)):
        _kept = _Kept(Suspects(known_organizations()))
    _kept.stamps, _kept.counts = stamps, counts
    return _kept


def _read_anew(
    changed: set[int], stamps: dict[int, Any], counts: tuple[int, int]
) -> bool:
    """Whether all that differs is of these organizations: then it is read."""
    before = _kept.suspects.held()
    slugs = {of[pk][0] for pk in changed for of in (_kept.stamps, stamps) if pk in of}
    for slug in slugs:
        if slug in _kept.suspects:
            _kept.suspects.drop(slug)
    for one in known_organizations(changed):
        _kept.suspects.add(one)
    if _kept.pairs is not None:
        _kept.pairs = _kept.suspects.pairs(slugs, _kept.pairs)
    after = _kept.suspects.held()
    return all(
        after[n] - before[n] == counts[n] - _kept.counts[n] for n in range(len(counts))
    )


def _counts() -> tuple[int, int]:
    """How many other names and identifiers there are."""
    names = OrganizationName.objects.count()
    return names, OrganizationIdentifier.objects.count()


def _related_to(row: Organization | None) -> frozenset[str]:
    if row is None:
        return frozenset()
    above = [row.parent, row.succeeded_by]
    return frozenset(one.slug for one in above if one is not None)


def _different_from(pk: int | None) -> set[int]:
    rows = DifferentOrganizations.objects.filter(Q(first=pk) | Q(second=pk))
    both = {one for pair in rows.values_list("first", "second") for one in pair}
    return both - {pk} if pk else set()
