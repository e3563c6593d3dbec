"""Writes records from plain data in the form of `catalogue.snapshots`.

The form is the same for the files in `fixtures/`, for what an import wants a record to
be, and for what it was before. Parts that are as they were are left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Model

from activities.catalogue.kinds import EntryKind
from activities.models import (
    Activity,
    ActivityIdentifier,
    Budget,
    Citation,
    Classification,
    Dialogue,
    Event,
    Figure,
    FollowUp,
    GcmObjective,
    Location,
    Participation,
    Place,
    Publication,
    PublicationIdentifier,
    RecordPlace,
    Source,
    Theme,
    ThemeLink,
    TransactionSum,
)
from partners.models import Organization, OrganizationIdentifier, OrganizationName

Row = dict[str, Any]

KEYS: dict[type[Model], str] = {
    GcmObjective: "number",
    Dialogue: "code",
    Theme: "code",
    Place: "code",
    Source: "code",
    Organization: "slug",
    Activity: "slug",
    Event: "slug",
    Publication: "slug",
}


@dataclass(frozen=True)
class Part:
    """Rows inside a record: their model, the key to their owner, and their links.

    `names` are the fields of the model whose name in a row is another one.
    """

    model: type[Model]
    owner: str
    links: dict[str, type[Model]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Shape:
    """A kind of record: its model, and how its rows name others."""

    model: type[Model]
    links: dict[str, type[Model]] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)


def _content(owner: str) -> dict[str, Part]:
    return {
        "themes": Part(ThemeLink, owner, {"theme": Theme}),
        "places": Part(RecordPlace, owner, {"place": Place}),
        "participations": Part(Participation, owner, {"organization": Organization}),
        "figures": Part(Figure, owner),
        "citations": Part(Citation, owner, {"source": Source}),
        "follows": Part(FollowUp, owner, {"follows": Event}, {"event": "follows"}),
    }


SHAPES: dict[EntryKind, Shape] = {
    EntryKind.PARTNER: Shape(
        Organization,
        {"parent": Organization, "succeeded_by": Organization},
        {
            "names": Part(OrganizationName, "organization"),
            "identifiers": Part(OrganizationIdentifier, "organization"),
            "citations": Part(Citation, "organization", {"source": Source}),
        },
    ),
    EntryKind.ACTIVITY: Shape(
        Activity,
        {"parent": Activity, "cross_cutting": Dialogue},
        {
            **_content("activity"),
            "identifiers": Part(ActivityIdentifier, "activity"),
            "classifications": Part(Classification, "activity"),
            "budgets": Part(Budget, "activity"),
            "transactions": Part(TransactionSum, "activity"),
            "locations": Part(Location, "activity"),
        },
    ),
    EntryKind.EVENT: Shape(
        Event,
        {"activity": Activity, "cross_cutting": Dialogue},
        _content("event"),
    ),
    EntryKind.PUBLICATION: Shape(
        Publication,
        {"activity": Activity, "event": Event, "cross_cutting": Dialogue},
        {
            **_content("publication"),
            "identifiers": Part(PublicationIdentifier, "publication"),
        },
    ),
    EntryKind.SOURCE: Shape(Source, {"publisher": Organization}),
}
# What a snapshot tells that is not the record's own to be written here.
APART = ("original",)


class Keys:
    """Primary keys by public key, each asked of the database once."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Model], Any], Any] = {}

    def pk(self, model: type[Model], key: Any) -> Any:
        """Raises LookupError, naming the key, for what is not there."""
        if (model, key) not in self._known:
            found = model._default_manager.filter(**{KEYS[model]: key})
            pk = found.values_list("pk", flat=True).first()
            if pk is None:
                raise LookupError(f"there is no {model.__name__} “{key}”")
            self._known[model, key] = pk
        return self._known[model, key]

    def forget(self) -> None:
        """After a transaction was rolled back: what it made is not there."""
        self._known.clear()


class Parts:
    """Parts of several records, gathered to be saved together."""

    def __init__(self) -> None:
        self._rows: dict[type[Model], list[Any]] = {}

    def add(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._rows.setdefault(type(row), []).append(row)

    def save(self) -> None:
        """Raises IntegrityError where the database refuses one; none is saved then."""
        for model, rows in self._rows.items():
            model._default_manager.bulk_create(rows)
        self._rows.clear()


def write(
    kind: EntryKind,
    wanted: Row,
    *,
    record: Any = None,
    before: Row,
    keys: Keys,
    parts: Parts,
) -> Any:
    """Save a record as `wanted` says, new if `record` is None; gather its parts.

    The parts are the caller's to save, with those of other records.

    Raises ValidationError for a value that its field refuses, LookupError for what it
    names and is not there, IntegrityError where the database does. The caller's
    transaction keeps it all or nothing.
    """
    shape = SHAPES[kind]
    made = record or shape.model()
    own = {name for name in {*wanted, *before} if name not in (*shape.parts, *APART)}
    changed = {name for name in own if wanted.get(name) != before.get(name)}
    if record is None or changed or _differ(shape.parts, wanted, before):
        for name in changed:
            _set(made, name, wanted.get(name), shape.links, keys)
        made.clean_fields(exclude=_links_of(shape.model))
        made.clean()
        made.save()
    for name, part in shape.parts.items():
        if wanted.get(name, []) != before.get(name, []):
            if before.get(name):
                part.model._default_manager.filter(**{part.owner: made}).delete()
            parts.add(_rows(part, made, wanted.get(name, []), keys))
    return made


@cache
def _links_of(model: type[Model]) -> frozenset[str]:
    """The foreign keys of a model: what they name has just been found by `Keys`."""
    return frozenset(one.name for one in model._meta.fields if one.is_relation)


def _differ(parts: Iterable[str], wanted: Row, before: Row) -> bool:
    return any(wanted.get(name, []) != before.get(name, []) for name in parts)


def _set(
    made: Any, name: str, value: Any, links: dict[str, type[Model]], keys: Keys
) -> None:
    """Set a field; one that a snapshot leaves out has its default."""
    if name in links:
        setattr(made, f"{name}_id", keys.pk(links[name], value) if value else None)
        return
    model_field = made._meta.get_field(name)
    setattr(made, name, model_field.get_default() if value is None else value)


def _rows(part: Part, owner: Any, rows: list[Row], keys: Keys) -> list[Any]:
    """The rows of a part as unsaved instances."""
    made = []
    for row in rows:
        one: Any = part.model(**{part.owner: owner})
        for name, value in row.items():
            _set(one, part.names.get(name, name), value, part.links, keys)
        one.clean_fields(exclude=_links_of(part.model))
        made.append(one)
    return made
