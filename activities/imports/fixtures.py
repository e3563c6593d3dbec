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

from activities.catalogue.kinds import EntryKind
from activities.imports.records import KEYS, SHAPES, Part, Row
from activities.models import (
    Dialogue,
    GcmObjective,
    ImportMapping,
    Place,
    Theme,
    ThemeCorrespondence,
    ThemeRule,
)


class FixtureError(Exception):
    """A fixture that cannot be loaded: names the file, the record and the reason."""


@dataclass(frozen=True, eq=False)
class Subject:
    """One file: its model, and how its rows name others."""

    name: str
    model: type[Model]
    links: dict[str, type[Model]] = field(default_factory=dict)
    many: dict[str, type[Model]] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)


def _of_shape(name: str, kind: EntryKind) -> Subject:
    shape = SHAPES[kind]
    return Subject(name, shape.model, links=shape.links, parts=shape.parts)


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
            "corresponds_to": Part(
                ThemeCorrespondence,
                "theme",
                {"corresponds_to": Theme},
                {"theme": "corresponds_to"},
            ),
        },
    ),
    Subject("theme_rules", ThemeRule, links={"theme": Theme}),
    Subject(
        "places",
        Place,
        links={"parent": Place},
        many={"members": Place, "succeeded_by": Place},
    ),
    _of_shape("organizations", EntryKind.PARTNER),
    _of_shape("sources", EntryKind.SOURCE),
    _of_shape("activities", EntryKind.ACTIVITY),
    _of_shape("events", EntryKind.EVENT),
    _of_shape("publications", EntryKind.PUBLICATION),
    Subject("import_mappings", ImportMapping),
)


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
    if subject.model not in KEYS:
        return tuple(str(value) for value in row.values())
    return row[KEYS[subject.model]]


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
    inside = {*subject.many, *subject.parts}
    record = _made(subject.model, _without(row, inside), subject.links)
    record.full_clean(validate_constraints=False)  # the database holds to them
    record.save()


def _save_parts(subject: Subject, row: Row) -> None:
    if not subject.many and not subject.parts:
        return
    record = _found(subject.model, _key(subject, row))
    for name, model in subject.many.items():
        getattr(record, name).set([_found(model, key) for key in row.get(name, [])])
    for name, part in subject.parts.items():
        for inner in row.get(name, []):
            _save_part(part, record, inner)


def _save_part(part: Part, record: Any, row: Row) -> None:
    named = {part.names.get(name, name): value for name, value in row.items()}
    made = _made(part.model, named, part.links)
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
        return model._default_manager.get(**{KEYS[model]: key})
    except model.DoesNotExist:  # type: ignore[attr-defined]  # every model has one
        raise LookupError(f"there is no {model.__name__} “{key}”") from None


def _without(row: Row, names: Iterable[str]) -> Row:
    return {name: value for name, value in row.items() if name not in names}
