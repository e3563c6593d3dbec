"""Reads the files in `fixtures/`: nested JSON, one file per subject, natural keys.

The form is that of `catalogue.snapshots`: what a record is, and its parts inside it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from activities.models import (
    Activity,
    Citation,
    Dialogue,
    Event,
    Figure,
    FollowUp,
    GcmObjective,
    Participation,
    Place,
    Publication,
    PublicationIdentifier,
    RecordPlace,
    Source,
    Theme,
    ThemeCorrespondence,
    ThemeLink,
)
from partners.models import Organization, OrganizationIdentifier, OrganizationName

Row = dict[str, Any]


class FixtureError(Exception):
    """A fixture that cannot be loaded: names the file, the record and the reason."""


@dataclass(frozen=True)
class Part:
    """Rows inside a record: their model, the key to their owner, and their links."""

    model: type[Model]
    owner: str
    links: dict[str, type[Model]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Subject:
    """One file: its model, and how its rows name others."""

    name: str
    model: type[Model]
    links: dict[str, type[Model]] = field(default_factory=dict)
    many: dict[str, type[Model]] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)


def _content_parts(owner: str) -> dict[str, Part]:
    return {
        "themes": Part(ThemeLink, owner, {"theme": Theme}),
        "places": Part(RecordPlace, owner, {"place": Place}),
        "participations": Part(Participation, owner, {"organization": Organization}),
        "figures": Part(Figure, owner),
        "citations": Part(Citation, owner, {"source": Source}),
    }


# In an order in which each names only what stands before it, or in the same file.
SUBJECTS = (
    Subject("gcm_objectives", GcmObjective),
    Subject("dialogues", Dialogue),
    Subject(
        "themes",
        Theme,
        links={"dialogue": Dialogue},
        many={"gcm_objectives": GcmObjective},
        parts={
            "corresponds_to": Part(ThemeCorrespondence, "theme", {"theme": Theme}),
        },
    ),
    Subject(
        "places",
        Place,
        links={"parent": Place},
        many={"members": Place, "succeeded_by": Place},
    ),
    Subject(
        "organizations",
        Organization,
        links={"parent": Organization, "succeeded_by": Organization},
        parts={
            "names": Part(OrganizationName, "organization"),
            "identifiers": Part(OrganizationIdentifier, "organization"),
            "citations": Part(Citation, "organization", {"source": Source}),
        },
    ),
    Subject("sources", Source, links={"publisher": Organization}),
    Subject(
        "activities",
        Activity,
        links={"parent": Activity, "cross_cutting": Dialogue},
        parts=_content_parts("activity"),
    ),
    Subject(
        "events",
        Event,
        links={"activity": Activity, "cross_cutting": Dialogue},
        parts=_content_parts("event"),
    ),
    Subject(
        "publications",
        Publication,
        links={"activity": Activity, "event": Event, "cross_cutting": Dialogue},
        parts={
            **_content_parts("publication"),
            "identifiers": Part(PublicationIdentifier, "publication"),
        },
    ),
)

_KEYS: dict[type[Model], str] = {
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


def load(folder: Path) -> dict[str, int]:
    """Save every record of a folder's files; all or none.

    Returns how many were saved per subject. Raises FixtureError.
    """
    loaded = {}
    files = {subject: _rows(folder, subject) for subject in SUBJECTS}
    with transaction.atomic():
        for subject, rows in files.items():
            for row in _parents_first(subject, rows):
                _saying_where(subject, row, _save_record)
            loaded[subject.name] = len(rows)
        # Parts may name records of any file, so they come when all are there.
        for subject, rows in files.items():
            for row in rows:
                _saying_where(subject, row, _save_parts)
    return loaded


def _rows(folder: Path, subject: Subject) -> list[Row]:
    path = folder / f"{subject.name}.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FixtureError(f"{path}: {error}") from error
    if not isinstance(rows, list):
        raise FixtureError(f"{path}: a list of records is wanted.")
    return rows


def _key(subject: Subject, row: Row) -> Any:
    if subject.model is Theme:
        return f"{row['dialogue']}-{row['number']}"
    return row[_KEYS[subject.model]]


def _parents_first(subject: Subject, rows: list[Row]) -> Iterator[Row]:
    """The rows in an order in which what a row names of its own file comes before."""
    own = [name for name, model in subject.links.items() if model is subject.model]
    waiting = {_key(subject, row): row for row in rows}
    if len(waiting) != len(rows):
        raise FixtureError(f"{subject.name}: a key stands there twice.")
    while waiting:
        ready = [
            key
            for key, row in waiting.items()
            if not any(row.get(name) in waiting for name in own)
        ]
        if not ready:
            raise FixtureError(f"{subject.name}: a circle in {sorted(waiting)}.")
        for key in ready:
            yield waiting.pop(key)


def _saying_where(
    subject: Subject, row: Row, save: Callable[[Subject, Row], None]
) -> None:
    try:
        save(subject, row)
    except (ValidationError, IntegrityError, LookupError, TypeError) as error:
        where = f"{subject.name}, {_key(subject, row)}"
        raise FixtureError(f"{where}: {error}") from error


def _save_record(subject: Subject, row: Row) -> None:
    inside = {*subject.many, *subject.parts, "follows"}
    record = _made(subject.model, _without(row, inside), subject.links)
    record.full_clean(validate_constraints=False)  # the database holds to them
    record.save()


def _save_parts(subject: Subject, row: Row) -> None:
    record = _found(subject.model, _key(subject, row))
    for name, model in subject.many.items():
        getattr(record, name).set([_found(model, key) for key in row.get(name, [])])
    for name, part in subject.parts.items():
        for inner in row.get(name, []):
            _save_part(part, record, inner)
    for inner in row.get("follows", []):
        owner = record._meta.model_name or ""
        follows = {"follows": inner["event"], "note": inner.get("note", "")}
        _save_part(Part(FollowUp, owner, {"follows": Event}), record, follows)


def _save_part(part: Part, record: Any, row: Row) -> None:
    if part.model is ThemeCorrespondence:
        row = {"corresponds_to": row["theme"], "note": row.get("note", "")}
        part = Part(part.model, part.owner, {"corresponds_to": Theme})
    made = _made(part.model, row, part.links)
    setattr(made, part.owner, record)
    made.full_clean(validate_constraints=False)
    made.save()


def _made(model: type[Model], row: Row, links: dict[str, type[Model]]) -> Any:
    """An unsaved instance of a row. Raises TypeError for a field it does not have."""
    values = {
        name: _found(links[name], value) if name in links else value
        for name, value in row.items()
    }
    return model(**values)


def _found(model: type[Model], key: Any) -> Any:
    try:
        return model._default_manager.get(**{_KEYS[model]: key})
    except model.DoesNotExist:  # type: ignore[attr-defined]  # every model has one
        raise LookupError(f"there is no {model.__name__} “{key}”") from None


def _without(row: Row, names: Iterable[str]) -> Row:
    return {name: value for name, value in row.items() if name not in names}
