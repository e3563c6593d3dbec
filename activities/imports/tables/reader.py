"""Reads a folder of workbooks and CSV files by a mapping."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.utils.translation import gettext as _

from activities.imports.readings import Level, Problem, Reading
from activities.imports.tables import activity, folder, header, parts, places
from activities.imports.tables.cells import Cells
from activities.imports.tables.header import Header
from activities.imports.tables.mapping import Mapping, Table
from activities.imports.tables.refusals import refusal, shown
from activities.imports.tables.rows import Found, Row
from activities.imports.tables.spool import MAIN_TABLE, Kept, Spool, key_of
from activities.models.identifier import IATI

# A tag of the Humanitarian Exchange Language: #activity, #date +start.
_TAG = re.compile(r"#[A-Za-z]\w*(\s*\+\s*\w+)*", re.ASCII)


def read(path: Path, mapping: Mapping) -> Iterator[Reading]:
    """A reading for each row of the main table, with what other tables say of it.

    Then, refused, one for each identifier that only other tables have. What is to be
    said of the files as a whole stands with the first. Raises UnreadableFile where
    they cannot be read, and then before any reading.
    """
    with ExitStack() as until:
        tables = _Tables(path, mapping, until)
        for number, reading in enumerate(tables.readings()):
            if number == 0:
                reading.problems[:0] = tables.notes
            yield reading


class _Tables:
    """All tables of a folder, their rows by the activity that they belong to."""

    def __init__(self, path: Path, mapping: Mapping, until: ExitStack) -> None:
        found = folder.find(path, mapping, until)
        self.notes = found.notes
        self._spool = Spool(until)
        self._headers: list[Header] = []
        self._spoken: set[str] = set()  # parts of which these tables speak
        for number, (table, rows) in enumerate(found.tables):
            head = self._add(number, table, rows)
            self._headers.append(head)
            self.notes += head.notes
        self._spool.close()

    def _add(self, number: int, table: Table, found: Found) -> Header:
        rows = found.rows()
        head = header.read(table, rows)
        count = 0

        def kept() -> Iterator[Kept]:
            nonlocal count
            for row in _without_tags(rows):
                count += 1
                yield _kept(number, head, row)

        self._spool.add(kept())
        if count and table.complete:
            self._spoken.add(table.part)
        if number == MAIN_TABLE and not count:
            message = _("The table has a header and no rows.")
            raise refusal(table.table, message, _("Give each activity a row."))
        return head

    def readings(self) -> Iterator[Reading]:
        for row in self._spool.main_rows():
            first = self._spool.first_with(key_of(row.key))
            reading = activity.read(self._headers[MAIN_TABLE], row, first)
            # What a wrong row is the owner of nobody knows.
            if key_of(row.key) and first == row.number:
                self._add_parts(reading)
            yield reading
        for key in self._spool.lost_keys():
            yield self._lost(key)

    def _add_parts(self, reading: Reading) -> None:
        rows: dict[str, list[Cells]] = {part: [] for part in self._spoken}
        for row in self._spool.part_rows(reading.identifier):
            head = self._headers[row.table]
            cells = Cells(head, row, reading.problems)
            rows.setdefault(head.table.part, []).append(cells)
        for part, of_part in rows.items():
            self._set(reading, part, of_part)

    def _set(self, reading: Reading, part: str, rows: list[Cells]) -> None:
        if part == "participations":
            reading.participants = parts.participants(rows)
        elif part == "links":
            reading.links = parts.links(rows)
        elif part in parts.VALUES:
            told = parts.VALUES[part](rows)
            if part == "places" and rows:
                told = places.once([*reading.values.get(part, []), *told], rows[-1])
            elif part == "identifiers":
                told = [{"scheme": IATI, "value": reading.identifier}, *told]
            reading.values[part] = told

    def _lost(self, key: str) -> Reading:
        """What is refused because no activity has its identifier."""
        message = _("No activity has this identifier: the row belongs to none.")
        remedy = _("Correct it, or add a row to the table “%s”.")
        remedy %= self._headers[MAIN_TABLE].table.table
        if not key:
            message, remedy = _("The row has no identifier."), ""
        problems = [
            Problem(
                Level.ERROR,
                row.number,
                self._headers[row.table].path(),
                shown(row.key),
                message,
                remedy,
            )
            for row in self._spool.part_rows(key)
        ]
        return Reading("activity", key, problems[0].line, problems=problems)


def _kept(number: int, head: Header, row: Row) -> Kept:
    line, cells = row
    header.check_unnamed(head, line, cells)
    last = max(head.key, *head.fields.values(), 0) + 1
    cells = cells + [""] * (last - len(cells))
    told = [cells[position] for position in head.fields.values()]
    return Kept(number, line, cells[head.key], told)


def _without_tags(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows but for one of HXL tags below the header: #activity, #country…"""
    for number, row in enumerate(rows):
        told = [cell.strip() for cell in row[1] if cell.strip()]
        if number or not all(_TAG.fullmatch(cell) for cell in told):
            yield row
