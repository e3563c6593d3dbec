"""The table of a CSV file: UTF-8, parted by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from activities.imports.tables.guard import LARGEST_UNPACKED, too_large
from activities.imports.tables.package_part import (
    LONGEST_TEXT,
    MOST_ROWS,
    too_many_rows,
)
from activities.imports.tables.refusals import refusal
from activities.imports.tables.rows import Found, Row, is_empty

_DELIMITERS = (",", ";", "\t")
_LONGEST_LINE = 2**22
# Our own files have an apostrophe before a text that a spreadsheet program would run.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(path: Path) -> Found:
    """Raises UnreadableFile for a file that is too large."""
    if path.stat().st_size > LARGEST_UNPACKED:
        raise too_large(path.name, LARGEST_UNPACKED)
    return Found(path.stem, lambda: _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    number = 0
    lines = _lines(path)
    first = next(lines, "")
    if not first:
        message = _("The file is empty.")
        raise refusal(path.name, message, _("Save or fetch it again."))
    # The count goes on in the last row that was read where the next is broken.
    try:
        for number, cells in enumerate(_reader(first, lines), 1):
            if number > MOST_ROWS:
                raise too_many_rows(path.name)
            if not is_empty(cells):
                yield number, [_plain(path, number, cell) for cell in cells]
    except csv.Error as error:
        message = _("The row cannot be read: %s.") % error
        remedy = _("See whether a quotation mark in or before it is not closed.")
        raise refusal(path.name, message, remedy, line=number + 1) from error


def _reader(first: str, lines: Iterator[str]) -> Iterator[list[str]]:
    """The rows, by the sign that parts the first line into most cells."""

    def columns(sign: str) -> int:
        return max(len(row) for row in csv.reader([first], delimiter=sign))

    delimiter = max(_DELIMITERS, key=columns)

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    return csv.reader(all_lines(), delimiter=delimiter, strict=True)


def _lines(path: Path) -> Iterator[str]:
    """The lines as texts; the line that is not UTF-8 is told."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                message = _("The line is longer than %d MiB.") % (
                    _LONGEST_LINE // 2**20
                )
                remedy = _("See whether it is a table: CSV has one row on each line.")
                raise refusal(path.name, message, remedy, line=number)
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise _of_encoding(path, number, line, error) from error
            yield text


def _of_encoding(
    path: Path, number: int, line: bytes, error: UnicodeDecodeError
) -> Exception:
    message = _("From line %d the file is not in UTF-8.") % number
    remedy = _("Save it as “CSV UTF-8”, or as a workbook (.xlsx).")
    around = line[max(error.start - 20, 0) : error.start + 20]
    value = around.decode("utf-8", "replace").strip()
    return refusal(path.name, message, remedy, line=number, value=value)


def _plain(path: Path, number: int, cell: str) -> str:
    if len(cell) > LONGEST_TEXT:
        message = _("A cell holds more than %d letters.") % LONGEST_TEXT
        remedy = _("Shorten it, or put the text into a document and link to it.")
        raise refusal(path.name, message, remedy, line=number)
    is_inert = cell.startswith("'") and cell.lstrip("'").startswith(_ACTIVE)
    return cell[1:] if is_inert else cell
