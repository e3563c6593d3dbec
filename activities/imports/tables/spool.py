"""Rows of all tables in a file of their own: memory holds those of one record."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

MAIN_TABLE = 0


@dataclass(frozen=True)
class Kept:
    """A row: of which table, its number in the sheet, the key as it stands, cells."""

    table: int
    number: int
    key: str
    cells: list[str]


class Spool:
    """A database of rows, gone when `until` is over. Tables are numbers, 0 the main."""

    def __init__(self, until: ExitStack) -> None:
        folder = until.enter_context(TemporaryDirectory(prefix="tables-"))
        self._db = sqlite3.connect(Path(folder) / "rows.sqlite3")
        until.callback(self._db.close)
        self._db.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE rows (
                main INTEGER, number INTEGER, key TEXT, raw TEXT, cells TEXT
            );
            """
        )

    def add(self, rows: Iterable[Kept]) -> None:
        """Keep rows, in the order of their table and numbers."""
        told = (
            (one.table, one.number, key_of(one.key), one.key, json.dumps(one.cells))
            for one in rows
        )
        self._db.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", told)

    def close(self) -> None:
        """After this rows are found by their key."""
        self._db.execute("CREATE INDEX by_key ON rows (key, main)")
        self._db.commit()

    def main_rows(self) -> Iterator[Kept]:
        return self._rows("main = 0 ORDER BY rowid")

    def part_rows(self, key: str) -> Iterator[Kept]:
        return self._rows("key = ? AND main > 0 ORDER BY rowid", key)

    def first_with(self, key: str) -> int:
        """The number of the first main row with this key."""
        found = self._db.execute(
            "SELECT min(number) FROM rows WHERE key = ? AND main = 0", (key,)
        )
        return int(found.fetchone()[0])

    def lost_keys(self) -> Iterator[str]:
        """Keys of part rows that no main row has, in the order of the file."""
        found = self._db.execute(
            "SELECT key FROM rows AS part WHERE main > 0 AND (key = '' OR NOT EXISTS"
            " (SELECT 1 FROM rows WHERE rows.key = part.key AND rows.main = 0))"
            " GROUP BY key ORDER BY min(rowid)"
        )
        return (key for (key,) in found)

    def _rows(self, where: str, *values: str) -> Iterator[Kept]:
        # `where` is one of the texts above.
        query = f"SELECT main, number, raw, cells FROM rows WHERE {where}"  # noqa: S608
        for table, number, raw, cells in self._db.execute(query, values):
            yield Kept(table, number, raw, json.loads(cells))


def key_of(text: str) -> str:
    """The identifier in a cell."""
    return " ".join(text.split())
