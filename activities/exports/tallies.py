"""The numbers of a picture as CSV: a line for each row and column, and for the sums."""

import csv
from collections.abc import Iterator
from io import StringIO

from activities.catalogue.kinds import EntryKind
from activities.catalogue.tallies.heads import Head
from activities.catalogue.tallies.tally import Cell, Tally
from activities.exports.about import About
from activities.exports.spreadsheets import inert

MEDIA_TYPE = "text/csv; charset=utf-8"
HEADER = (
    *("row_code", "row", "column_code", "column", "count", "url"),
    *("data_as_of", "selection", "licence"),
)


def csv_text(tally: Tally, about: About, kind: EntryKind | None) -> str:
    """RFC 4180. Where a code is empty, the line is the sum of all of them.

    Sums are counts of their own: a record in two rows is one record.
    """
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADER)
    for cell in _cells(tally):
        told = [*_named(cell.row), *_named(cell.column), str(cell.count)]
        told += [_list(cell, about, kind), about.stamp, about.title, about.terms]
        writer.writerow([inert(text) for text in told])
    return written.getvalue()


def _cells(tally: Tally) -> Iterator[Cell]:
    yield tally.total
    yield from tally.columns
    for row in tally.rows:
        yield row.total
        yield from row.cells


def _named(head: Head | None) -> tuple[str, str]:
    return (head.code, head.label) if head else ("", "")


def _list(cell: Cell, about: About, kind: EntryKind | None) -> str:
    """The address of the list that has as many rows."""
    path = f"/{kind.plural if kind else 'search'}/"
    return about.absolute(f"{path}?{cell.query}" if cell.query else path)
