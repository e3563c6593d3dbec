"""Tables as files: CSV and XLSX, of the same columns and the same rows."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from tempfile import TemporaryFile

import xlsxwriter
from django.utils.translation import gettext as _

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.exports import tables
from activities.exports.about import About

BOM = "\ufeff"
AT_ONCE = 65536  # characters, then bytes, that are handed on together
LONGEST_CELL = 32_767  # characters that a cell of a workbook can hold
# With one of these first, a spreadsheet takes a text for a formula and runs it.
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_file(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """RFC 4180, in UTF-8."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if controls.bom:
        written.write(BOM)
    writer.writerow(tables.header(kind, controls.explode))
    if controls.hxl:
        writer.writerow(tables.tags(kind, controls.explode))
    for row in tables.cells(rows, about, kind, controls.explode):
        writer.writerow([inert(cell) for cell in row])
        if written.tell() > AT_ONCE:
            yield _taken(written)
    yield _taken(written)


def inert(text: str) -> str:
    """A text that no spreadsheet runs: one that might has an apostrophe before it.

    So has one that begins with such an apostrophe, so that whoever takes one away from
    each has the texts as they were.
    """
    return f"'{text}" if text.lstrip("'").startswith(ACTIVE) else text


def _taken(written: StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode()


def xlsx_file(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """A workbook: the table, and a sheet that says what it is. Cells are all texts."""
    # The writer keeps one row in memory, and the rest in a file of its own.
    with TemporaryFile() as written:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        with xlsxwriter.Workbook(written, options) as book:
            # No time of the clock: the same version is the same bytes.
            book.set_properties(
                {"created": about.as_of.replace(tzinfo=None), "title": about.title}
            )
            _data_sheet(book, rows, about, controls, kind)
            _about_sheet(book, about)
        written.seek(0)
        while some := written.read(AT_ONCE):
            yield some


def _data_sheet(
    book: xlsxwriter.Workbook,
    rows: Iterable[bytes],
    about: About,
    controls: Controls,
    kind: EntryKind | None,
) -> None:
    sheet = book.add_worksheet("Data")
    bold = book.add_format({"bold": True})
    names = tables.header(kind, controls.explode)
    sheet.set_column(0, len(names) - 1, 24)
    sheet.freeze_panes(1 + controls.hxl, 0)
    sheet.write_row(0, 0, names, bold)
    if controls.hxl:
        sheet.write_row(1, 0, tables.tags(kind, controls.explode))
    table = tables.cells(rows, about, kind, controls.explode)
    for number, row in enumerate(table, 1 + controls.hxl):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, _fitting(text))


def _about_sheet(book: xlsxwriter.Workbook, about: About) -> None:
    told = [
        (_("Selection"), about.title),
        (_("Data as of"), about.stamp),
        (_("Publisher"), about.publisher),
        (_("Licence"), about.terms),
        (_("This selection as a page"), about.page_url),
        (_("This file"), about.self_url),
    ]
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for number, row in enumerate(told):
        sheet.write_row(number, 0, row)


def _fitting(text: str) -> str:
    """What fits into a cell; a text cut short says so at its end."""
    if len(text) <= LONGEST_CELL:
        return text
    cut = _(" … (cut: the whole text is at the address of the record)")
    return text[: LONGEST_CELL - len(cut)] + cut
