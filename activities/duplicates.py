"""Organizations that may be one: asked while a name is typed, and of all at once.

The register is kept in each process for as long as no organization changes. It costs a
fraction of a second to make for 5,000, so nothing of it is kept in the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Change, Operation
from activities.models import DifferentOrganizations, Merge, PartnerQuestion
from partners.known import Known, Name
from partners.models import Organization, OrganizationIdentifier, OrganizationName
from partners.records import State
from partners.suspects import Suspect, Suspects

SHOWN = 6  # of whom one may be meant; who has more has typed too little yet
LONGEST = 250  # letters of a name


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
    """What a process remembers: of which state, who there is, and who may be one."""

    stamp: Any = None
    suspects: Suspects = field(default_factory=Suspects)
    pairs: list[tuple[str, Suspect]] | None = None


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


def known_organizations() -> Iterator[Known]:
    """Those that stand; one withdrawn for another is known by that one's names."""
    replaced = Change.objects.filter(
        kind=EntryKind.PARTNER, operation=Operation.REPLACED
    ).values("key")
    merged = Merge.objects.filter(undone_at=None).values("gone_slug")
    # One withdrawn and replaced by none is still who is meant by its name.
    gone = Q(slug__in=replaced) | Q(slug__in=merged)
    rows = Organization.objects.exclude(gone, state=State.WITHDRAWN)
    names = _by_owner(OrganizationName.objects.values_list(*_NAME))
    identifiers = _by_owner(OrganizationIdentifier.objects.values_list(*_VALUE))
    asked = set(PartnerQuestion.objects.values_list("organization", flat=True))
    slugs = dict(Organization.objects.values_list("pk", "slug"))
    for pk, slug, name, acronym, country, *links in rows.values_list(*_TOLD):
        yield Known(
            slug,
            [Name(name), *(Name(*told) for told in names.get(pk, []))],
            {value for (value,) in identifiers.get(pk, [])},
            acronym,
            pk in asked,
            country,
            frozenset(slugs[link] for link in links if link),
        )


_TOLD = ("pk", "slug", "name", "acronym", "country", "parent", "succeeded_by")
_NAME = ("organization", "name", "valid")
_VALUE = ("organization", "value")


def _by_owner(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for owner, *told in rows:
        found.setdefault(owner, []).append(tuple(told))
    return found


def _register() -> _Kept:
    """Made anew where an organization has been entered, saved or deleted since."""
    global _kept  # one for each process
    stamp = (
        Organization.objects.aggregate(
            Count("pk"), Max("pk"), Sum("version"), Max("updated_at")
        ),
        OrganizationName.objects.aggregate(Count("pk"), Max("pk")),
        OrganizationIdentifier.objects.aggregate(Count("pk"), Max("pk")),
        Organization.objects.filter(state=State.WITHDRAWN).count(),
    )
    if _kept.stamp != stamp:
        _kept = _Kept(stamp, Suspects(known_organizations()))
    return _kept


def _related_to(row: Organization | None) -> frozenset[str]:
    if row is None:
        return frozenset()
    above = [row.parent, row.succeeded_by]
    return frozenset(one.slug for one in above if one is not None)


def _different_from(pk: int | None) -> set[int]:
    rows = DifferentOrganizations.objects.filter(Q(first=pk) | Q(second=pk))
    both = {one for pair in rows.values_list("first", "second") for one in pair}
    return both - {pk} if pk else set()  # type: ignore[arg-type]
