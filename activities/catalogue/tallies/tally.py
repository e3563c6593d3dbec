"""Counts of a selection by rows and by columns, with a query of the index a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from activities.catalogue.index.counting import count_by
from activities.catalogue.selection import Selection, read
from activities.catalogue.tallies.heads import Head, narrowed, open_to_all, query_of


@dataclass(frozen=True)
class Axis:
    """The columns: heads that each choose one value of the same filter."""

    name: str
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Cell:
    """A number, and the query of the list that has as many records."""

    row: Head | None
    column: Head | None
    count: int
    query: str


@dataclass(frozen=True)
class Row:
    """A row's own number, and its cells in the order of the columns."""

    head: Head
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Tally:
    """The numbers of a picture. A record may stand in several rows and columns."""

    selection: Selection
    total: Cell
    rows: tuple[Row, ...]
    columns: tuple[Cell, ...]

    @property
    def most(self) -> int:
        """The largest number of a cell."""
        return max((cell.count for row in self.rows for cell in row.cells), default=0)

    @property
    def is_empty(self) -> bool:
        return not self.most

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]


def tally(selection: Selection, rows: Sequence[Head], columns: Axis) -> Tally:
    """How many records of the selection stand in each row and column."""
    return Tally(
        selection,
        Cell(None, None, selection.count(), query_of(selection)),
        tuple(_row(selection, head, columns) for head in rows),
        along(selection, None, columns),
    )


def along(selection: Selection, row: Head | None, columns: Axis) -> tuple[Cell, ...]:
    """The numbers of one row, or of the whole selection, by column."""
    heads = () if row is None else (row,)
    counts = by_value(narrowed(selection, *heads), columns.name)
    return tuple(
        Cell(row, one, counts.get(one.code, 0), query_of(selection, *heads, one))
        for one in columns.heads
    )


def beside(selection: Selection, label: str, **changes: list[str]) -> Cell:
    """The number of records of another selection, which is told beside the picture.

    Raises InvalidQuery where the changes go with nothing else that is asked.
    """
    query = selection.query_string(**changes)
    count = read(selection.kind, QueryDict(query), selection.catalogue).count()
    return Cell(Head("", label, ()), None, count, query)


def by_value(selection: Selection, name: str) -> dict[str, int]:
    """For each value of a filter, how many records there are if it alone is chosen."""
    query = open_to_all(selection, name).query()
    return count_by(selection.catalogue.searcher, query, _field(selection, name))


def _row(selection: Selection, head: Head, columns: Axis) -> Row:
    count = narrowed(selection, head).count()
    total = Cell(head, None, count, query_of(selection, head))
    return Row(head, total, along(selection, head, columns))


def _field(selection: Selection, name: str) -> str:
    if name == "place" and selection.values.get("place_exact"):
        return "place_exact"
    return "partner" if name == "with" else name
