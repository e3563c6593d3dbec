"""How often an organization is named, by kind of record."""

from collections.abc import Iterable

from django.db.models import Count

from activities.catalogue.kinds import CONTENT, EntryKind
from activities.models import Participation, Source
from partners.models import Organization


def named_by(organization: Organization) -> dict[EntryKind, int]:
    """How many records of each kind name an organization; kinds with none left out."""
    return named_by_all([organization])[organization.pk]


def named_by_all(
    organizations: Iterable[Organization],
) -> dict[int, dict[EntryKind, int]]:
    """The same of many, by key, in five questions to the database."""
    found: dict[int, dict[EntryKind, int]] = {one.pk: {} for one in organizations}
    parts = Participation.objects.filter(organization__in=found).order_by()
    told = {kind.value: Count(kind.value, distinct=True) for kind in CONTENT}
    for row in parts.values("organization").annotate(**told):
        for kind in CONTENT:
            _add(found, row["organization"], kind, row[kind.value])
    for field in ("parent", "succeeded_by"):
        rows = Organization.objects.filter(**{f"{field}__in": found}).order_by()
        for key, count in rows.values_list(field).annotate(Count("pk")):
            _add(found, key, EntryKind.PARTNER, count)
    sources = Source.objects.filter(publisher__in=found).order_by()
    for key, count in sources.values_list("publisher").annotate(Count("pk")):
        _add(found, key, EntryKind.SOURCE, count)
    return found


def _add(
    found: dict[int, dict[EntryKind, int]], key: int, kind: EntryKind, count: int
) -> None:
    if count:
        found[key][kind] = found[key].get(kind, 0) + count
