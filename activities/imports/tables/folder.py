"""Finds in the files of a folder the tables that a mapping speaks of."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from activities.imports.readings import Level, Problem
from activities.imports.tables import delimited, workbook
from activities.imports.tables.fields import MAIN
from activities.imports.tables.mapping import IGNORED, Mapping, Table
from activities.imports.tables.refusals import critical, refusal, together
from activities.imports.tables.rows import Found

HELP_SHEET = "How to fill this in"
_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".txt")
_ENDINGS = (*_WORKBOOKS, *_TEXTS)


@dataclass(frozen=True)
class Sheets:
    """The tables that are there, the main one first, and what nobody asked for."""

    tables: list[tuple[Table, Found]]
    notes: list[Problem]


def find(folder: Path, mapping: Mapping, until: ExitStack) -> Sheets:
    """Raises UnreadableFile where the main table is missing, or a name is not clear."""
    wanted = {_key(one.table): one for one in mapping.tables}
    found: dict[str, list[Found]] = {}
    notes = []
    for path in sorted(one for one in folder.iterdir() if _is_file(one)):
        for table in _tables(path, wanted, until):
            if _key(table.name) in wanted:
                found.setdefault(_key(table.name), []).append(table)
            elif table.name != HELP_SHEET:
                notes.append(_of_unasked(path, table))
    _check(mapping, found)
    asked = sorted(mapping.tables, key=lambda one: one.part != MAIN)
    tables = [
        (one, found[_key(one.table)][0])
        for one in asked
        if one.part != IGNORED and _key(one.table) in found
    ]
    return Sheets(tables, notes)


def _is_file(path: Path) -> bool:
    """Files that a user gave; not those that an operating system puts beside them."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def _key(name: str) -> str:
    """A table is named with or without its ending, in any case."""
    key = name.strip().casefold()
    ending = next((one for one in _ENDINGS if key.endswith(one)), "")
    return key.removesuffix(ending)


def _tables(path: Path, wanted: dict[str, Table], until: ExitStack) -> list[Found]:
    """The tables of a file; a workbook named as one is that with its first sheet."""
    ending = path.suffix.lower()
    if ending in _TEXTS:
        return [delimited.table(path)]
    if ending not in _WORKBOOKS:
        message = _("“%s” is neither a workbook (.xlsx) nor a CSV file.") % path.name
        raise refusal(path.name, message, _("Save its table as .xlsx or .csv."))
    sheets = workbook.tables(path, until)
    is_named = any(_key(one.name) in wanted for one in sheets)
    if sheets and not is_named and _key(path.name) in wanted:
        sheets[0] = Found(path.stem, sheets[0].rows)
    return sheets


def _of_unasked(path: Path, table: Found) -> Problem:
    name = path.name if path.stem == table.name else f"{path.name}: {table.name}"
    message = _("The mapping does not speak of this table: it was left aside.")
    remedy = _("Add it to the mapping, or ignore it there.")
    return Problem(Level.WARNING, 0, name, table.name, message, remedy)


def _check(mapping: Mapping, found: dict[str, list[Found]]) -> None:
    problems = []
    if _key(mapping.main.table) not in found:
        message = _("There is no table “%s” with the activities.") % mapping.main.table
        remedy = _("Name the file or the sheet so, or choose another mapping.")
        problems.append(critical(mapping.main.table, message, remedy))
    for tables in found.values():
        if len(tables) > 1:
            message = _("There are %d tables of this name.") % len(tables)
            remedy = _("Leave one of them.")
            problems.append(critical(tables[0].name, message, remedy))
    if problems:
        raise together(problems)
