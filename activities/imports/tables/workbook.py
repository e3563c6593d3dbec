"""The tables of a workbook: its sheets, once it was looked at from outside."""

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl  # type: ignore[import-untyped]  # it brings none

from activities.imports.tables.guard import BAD_PACKAGE, check_workbook
from activities.imports.tables.refusals import broken
from activities.imports.tables.rows import Found, Row, is_empty, text_of

_AT_ONCE = 100  # rows
# What the library raises for a workbook of which a part is missing or wrong.
_BAD_WORKBOOK = (
    *BAD_PACKAGE,
    ParseError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)


def tables(path: Path, until: ExitStack) -> list[Found]:
    """The sheets that are not hidden; open as long as `until` is.

    Raises UnreadableFile.
    """
    check_workbook(path)
    book = _opened(path)
    until.callback(book.close)
    sheets = [
        sheet
        for sheet in book.worksheets
        if sheet.sheet_state == "visible" and hasattr(sheet, "reset_dimensions")
    ]
    return [Found(one.title, partial(_rows, one, path.name)) for one in sheets]


def _opened(path: Path) -> Any:
    """The workbook: formulas by the values they had, macros and links not at all."""
    try:
        with _without_warnings():
            return openpyxl.load_workbook(
                path, read_only=True, data_only=True, keep_links=False
            )
    except _BAD_WORKBOOK as error:
        raise broken(path.name) from error


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    # What a sheet says of its own size may be wrong, and rows then missing.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    number = 0
    while some := _some(rows, f"{name}: {sheet.title}"):
        for values in some:
            number += 1
            cells = [text_of(value) for value in values]
            if not is_empty(cells):
                yield number, cells


def _some(rows: Iterator[Any], name: str) -> list[Any]:
    """The next rows; none at the end."""
    try:
        with _without_warnings():
            return list(islice(rows, _AT_ONCE))
    except _BAD_WORKBOOK as error:
        raise broken(name) from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """The library warns of what it leaves out, as it should here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield
