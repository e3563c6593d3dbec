"""Which records are somebody's: those of the own office, and of the places it works in.

Organizations are everybody's: no office owns a partner.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from activities.models import Place, RecordPlace, StaffMember
from activities.models.content import Content


@dataclass(frozen=True)
class Reach:
    """An office by its key, and the keys of its places with all within them."""

    office: int | None = None
    places: frozenset[int] = frozenset()

    def query(self, model: type[Model]) -> Q:
        """The condition that a record of this model is within reach."""
        if not issubclass(model, Content):
            return Q()
        if self.office is None:
            return Q(pk__in=[])
        owner = f"{model._meta.model_name}_id"
        there = RecordPlace.objects.filter(place__in=self.places)
        lies_there = there.exclude(**{owner: None}).values(owner)
        return Q(office=self.office) | Q(pk__in=lies_there)

    def covers(self, record: Model) -> bool:
        """Whether a saved record is within reach."""
        if not isinstance(record, Content):
            return True
        if self.office is None:
            return False
        if record.office_id == self.office:
            return True
        owner = {str(record._meta.model_name): record.pk}
        return RecordPlace.objects.filter(place__in=self.places, **owner).exists()


def of(user: Any) -> Reach:
    """The reach of an account; asked of the database once for each time it is read."""
    known: Reach | None = user.__dict__.get("_reach")
    if known is None:
        known = user.__dict__["_reach"] = _read(user)
    return known


def _read(user: Any) -> Reach:
    member = StaffMember.objects.filter(user=user.pk).select_related("office").first()
    if member is None:
        return Reach()
    places = member.office.places.values_list("pk", flat=True)
    return Reach(member.office_id, _with_all_within(set(places)))


def _with_all_within(places: set[int]) -> frozenset[int]:
    """The places, and all that lies in them by the tree or as members of a grouping."""
    if not places:
        return frozenset()
    within: dict[int | None, set[int]] = {}
    for above, below in [
        *Place.objects.exclude(parent=None).values_list("parent", "pk"),
        *Place.members.through.objects.values_list("from_place", "to_place"),
    ]:
        within.setdefault(above, set()).add(below)
    found, ahead = set(places), list(places)
    while ahead:
        new = within.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return frozenset(found)
