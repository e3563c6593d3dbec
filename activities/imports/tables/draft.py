"""A mapping made from a user's own files: their tables, columns, and a first guess."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from activities.imports.tables import delimited, workbook
from activities.imports.tables.fields import FIELDS, MAIN, Field, find
from activities.imports.tables.folder import HELP_SHEET
from activities.imports.tables.mapping import IGNORED

MOST_TABLES = 60
_KEYS = ("iati_identifier", "identifier", "activity_identifier", "project_id", "id")
_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Columns:
    """A table of a file by its name, and the names in its first row."""

    table: str
    names: tuple[str, ...]


def columns_of(folder: Path) -> list[Columns]:
    """The tables of all files in a folder. Raises UnreadableFile."""
    with ExitStack() as until:
        return list(islice(_tables(folder, until), MOST_TABLES))


def _tables(folder: Path, until: ExitStack) -> Iterator[Columns]:
    for path in sorted(folder.iterdir()):
        is_text = path.suffix.lower() not in (".xlsx", ".xlsm")
        tables = [delimited.table(path)] if is_text else workbook.tables(path, until)
        for table in tables:
            first = next(table.rows(), None)
            names = [" ".join(one.split()) for one in first[1]] if first else []
            if table.name != HELP_SHEET and any(names):
                yield Columns(table.name, tuple(dict.fromkeys(filter(None, names))))


def guess(tables: list[Columns]) -> list[dict[str, Any]]:
    """A mapping of these tables, by names that are equal; all else is left aside."""
    told = [_guessed(one, _part(one)) for one in tables]
    mains = [one for one in told if one["part"] == MAIN]
    if not mains and told:
        first = tables[told.index(max(told, key=lambda one: len(one["columns"])))]
        told[tables.index(first)] = _guessed(first, MAIN)
    for one in mains[1:]:
        one["part"] = IGNORED
    return told


def _part(table: Columns) -> str:
    """The part that the table's name speaks of, or whose fields its columns fit."""
    name = _plain(table.table)
    for part in FIELDS:
        if part and part.rstrip("s") in name:
            return part
    fits = {part: len(_fields(part, table.names)) for part in FIELDS}
    best = max(FIELDS, key=lambda part: (fits[part], part == MAIN))
    return best if fits[best] else IGNORED


def guessed_for(table: Columns, part: str) -> dict[str, str]:
    """The columns of a table and the fields of a part that they may be."""
    found = _fields(part, table.names) if part in FIELDS else {}
    key = key_of(table)
    return {one: found.get(one, IGNORED) for one in table.names if one != key}


def key_of(table: Columns) -> str:
    """The column that is likely to bear the activity's identifier."""
    plain = {_plain(one): one for one in reversed(table.names)}
    return next((plain[one] for one in _KEYS if one in plain), table.names[0])


def _guessed(table: Columns, part: str) -> dict[str, Any]:
    if part == IGNORED:
        return {"table": table.table, "part": part}
    columns = guessed_for(table, part)
    return {
        "table": table.table,
        "part": part,
        "key": key_of(table),
        "columns": columns,
    }


def _fields(part: str, names: tuple[str, ...]) -> dict[str, str]:
    """Fields by columns; no field twice."""
    found: dict[str, str] = {}
    for name in names:
        meant = _field(part, name)
        if meant and meant not in found.values():
            found[name] = meant
    return found


def _field(part: str, name: str) -> str:
    """The field of a column named as it, or as it with a language or a number."""
    if find(part, name.strip().lower()):
        return name.strip().lower()
    plain = _plain(name)
    base, _sep, suffix = plain.rpartition("_")
    for meant in (plain, f"{base}:{suffix}" if base else ""):
        if meant and find(part, meant):
            return meant
    # iati_budget's “budget_value” is the “value” of a budget.
    bare = plain.removeprefix(f"{part.rstrip('s')}_") if part else plain
    return bare if find(part, bare) else ""


def _plain(name: str) -> str:
    return _WORDS.sub("_", name.strip().casefold()).strip("_")


def choices(part: str) -> list[tuple[str, str]]:
    """What a column of a part can be: the field's name in a mapping, and its help."""
    return [(_name(one), f"{_name(one)} – {one.help}") for one in FIELDS.get(part, ())]


def _name(one: Field) -> str:
    return f"{one.name}:" if one.by else one.name


def parted(meant: str) -> tuple[str, str]:
    """`title:fr` as the choice `title:` and its suffix `fr`."""
    base, colon, suffix = meant.partition(":")
    return base + colon, suffix
