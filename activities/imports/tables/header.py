"""The first row of a table: which of its columns is which field."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from activities.imports.readings import Level, Problem
from activities.imports.tables.mapping import IGNORED, Table
from activities.imports.tables.package_part import MOST_COLUMNS
from activities.imports.tables.refusals import critical, together
from activities.imports.tables.rows import Row


def letters(position: int) -> str:
    """The name of a column, counted from 0: A, B … Z, AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True)
class Header:
    """Where the key and the fields of a table stand, by position in a row."""

    table: Table
    line: int
    key: int
    fields: dict[str, int]
    named: frozenset[int]
    notes: list[Problem] = field(default_factory=list)

    def path(self, name: str = "") -> str:
        """The column of a field as a problem names it; of the key unless given."""
        position = self.fields.get(name) if name else self.key
        told = name if position is None else letters(position)
        return f"{self.table.table}!{told}"


def read(table: Table, rows: Iterator[Row]) -> Header:
    """The header of a table. Raises UnreadableFile with all that is wrong with it."""
    line, cells = next(rows, (0, []))
    if not cells:
        message = _("The table is empty: it has no row with the names of its columns.")
        remedy = _("Take the header from the template.")
        raise together([critical(table.table, message, remedy)])
    names = [" ".join(cell.split()) for cell in cells]
    positions: dict[str, int] = {}
    for position, name in enumerate(names):
        positions.setdefault(name.casefold(), position)
    problems = _problems(table, line, names, set(positions))
    if problems:
        raise together(problems)
    fields = {
        name: positions[_folded(column)]
        for column, name in table.columns.items()
        if name != IGNORED
    }
    return Header(
        table,
        line,
        positions[_folded(table.key)],
        fields,
        frozenset({one for one, name in enumerate(names) if name}),
        _unasked(table, line, names),
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _problems(
    table: Table, line: int, names: list[str], there: set[str]
) -> list[Problem]:
    problems = []
    wanted = [one for one, name in table.columns.items() if name != IGNORED]
    for column in [table.key, *wanted]:
        if _folded(column) not in there:
            message = _("The mapping names a column “%s”, which is not there.") % column
            remedy = _("Add the column, or take it out of the mapping.")
            path = table.table
            problems.append(critical(path, message, remedy, line=line, value=column))
    for name, count in Counter(_folded(one) for one in names if one).items():
        if count > 1:
            message = _("%(count)d columns are named “%(name)s”.")
            told = {"count": count, "name": name}
            where = letters([_folded(one) for one in names].index(name))
            path, remedy = f"{table.table}!{where}", _("Give each its own name.")
            one = critical(path, message % told, remedy, line=line, value=name)
            problems.append(one)
    if len(names) > MOST_COLUMNS:
        message = _("The table has more than %d columns.") % MOST_COLUMNS
        remedy = _("See whether it is a table at all.")
        problems.append(critical(table.table, message, remedy, line=line))
    return problems


def _unasked(table: Table, line: int, names: list[str]) -> list[Problem]:
    """A warning for each column that the mapping does not speak of."""
    known = {_folded(one) for one in [table.key, *table.columns]}
    message = _("The mapping does not speak of this column: it was left aside.")
    remedy = _("Give it a field in the mapping, or ignore it there with “-”.")
    return [
        Problem(
            Level.WARNING,
            line,
            f"{table.table}!{letters(position)}",
            name,
            message,
            remedy,
        )
        for position, name in enumerate(names)
        if name and _folded(name) not in known
    ]


def check_unnamed(header: Header, line: int, cells: list[str]) -> None:
    """Raises UnreadableFile for a value under no name, as merged cells leave it."""
    for position, cell in enumerate(cells):
        if position not in header.named and cell.strip():
            message = _("The column has values and no name.")
            remedy = _("Name it in the first row; take merged cells there apart.")
            path = f"{header.table.table}!{letters(position)}"
            one = critical(path, message, remedy, line=line, value=cell)
            raise together([one])
