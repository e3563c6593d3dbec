"""The workbook that staff fill in: a sheet for each table, and one that explains."""

from collections.abc import Iterator
from typing import BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from activities.imports.tables.fields import Field, find
from activities.imports.tables.folder import HELP_SHEET
from activities.imports.tables.mapping import IGNORED, Mapping, Table

_ROWS = 10_000  # that offer their codes to choose from


def write_template(mapping: Mapping, to: BinaryIO) -> None:
    """The tables of a mapping as an empty workbook that the reader takes."""
    with xlsxwriter.Workbook(to, {"in_memory": True}) as book:
        tables = [one for one in mapping.tables if one.part != IGNORED]
        sheets = {one.table: book.add_worksheet(one.table) for one in tables[:1]}
        help_sheet = book.add_worksheet(HELP_SHEET)
        sheets |= {one.table: book.add_worksheet(one.table) for one in tables[1:]}
        for table in tables:
            _write_table(book, sheets[table.table], table)
        _write_help(book, help_sheet, tables)


def _write_table(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    table: Table,
) -> None:
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@"})
    required = book.add_format({"bold": True, "underline": 1, "num_format": "@"})
    columns = list(_columns(table))
    # As texts, so that no program takes 2018-03 for a day or 01 for 1.
    sheet.set_column(0, len(columns), 22, text)
    sheet.freeze_panes(1, 1)
    sheet.write_string(0, 0, table.key, required)
    for position, (name, field) in enumerate(columns, 1):
        sheet.write_string(0, position, name, required if field.required else bold)
        if field.codes:
            rule = {"validate": "list", "source": list(field.codes)}
            sheet.data_validation(1, position, _ROWS, position, rule)


def _columns(table: Table) -> Iterator[tuple[str, Field]]:
    """Columns and what they are, but for those that are left aside."""
    for name, field_name in table.columns.items():
        field = find(table.part, field_name)
        if field is not None:
            yield name, field


def _write_help(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    tables: list[Table],
) -> None:
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for position, width in enumerate((16, 24, 60, 12, 60, 24)):
        sheet.set_column(position, position, width, wrapped)
    for number, line in enumerate(_introduction(tables)):
        sheet.write_string(number, 0, line, book.add_format())
    top = number + 2
    head = [_("Table"), _("Column"), _("What it is")]
    head += [_("Required"), _("Codes"), _("Example")]
    for position, name in enumerate(head):
        sheet.write_string(top, position, name, bold)
    for number, row in enumerate(_help_rows(tables), top + 1):
        for position, cell in enumerate(row):
            sheet.write_string(number, position, cell)


def _introduction(tables: list[Table]) -> list[str]:
    names = ", ".join(f"“{one.table}”" for one in tables)
    return [
        _("Sheets: %s. Leave out those that you do not need.") % names,
        _("Each activity has one row on the first sheet, and any number elsewhere."),
        _("Rows belong together by the identifier in their first column."),
        _("An empty cell, or a sheet with no row for it, leaves what is there."),
        _("Rows for an activity take the place of all that it had on that sheet."),
        _("Formulas count by the value they show. Underlined columns are required."),
    ]


def _help_rows(tables: list[Table]) -> Iterator[list[str]]:
    yes = _("yes")
    for table in tables:
        key_help = _("The identifier of the activity; the same on every sheet.")
        yield [table.table, table.key, key_help, yes, "", "XM-DAC-47066-CC.0001"]
        for name, field in _columns(table):
            codes = ", ".join(field.codes)
            told = [str(field.help), yes if field.required else "", codes]
            yield [table.table, name, *told, field.example]
