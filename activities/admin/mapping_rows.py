"""The form in which staff say what each column of their tables is."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.imports.tables import draft
from activities.imports.tables.draft import Columns
from activities.imports.tables.fields import FIELDS, MAIN
from activities.imports.tables.mapping import IGNORED

PARTS = {
    MAIN: _("Activities: one row each"),
    "participations": _("Partners"),
    "places": _("Places"),
    "classifications": _("Sectors and tags"),
    "budgets": _("Budgets"),
    "transactions": _("Transactions"),
    "locations": _("Locations"),
    "links": _("Documents"),
    "identifiers": _("Identifiers"),
    IGNORED: _("Leave aside"),
}
MOST_COLUMNS = 400  # of a table, in a form that somebody may have forged


@dataclass
class ColumnRow:
    """A column: its field, and the language or number that goes with it."""

    name: str
    meant: str
    suffix: str = ""


@dataclass
class TableRow:
    """A table: what its rows are, which column is the key, and its columns."""

    table: str
    part: str
    key: str
    complete: bool = False
    shown: str = ""  # the part whose fields the form offered
    columns: list[ColumnRow] = field(default_factory=list)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return draft.choices(self.part)

    def to_json(self) -> dict[str, Any]:
        if self.part == IGNORED:
            return {"table": self.table, "part": IGNORED}
        told: dict[str, Any] = {"table": self.table, "part": self.part, "key": self.key}
        told |= {"complete": True} if self.complete else {}
        return told | {
            "columns": {
                one.name: one.meant + one.suffix
                for one in self.columns
                if one.name != self.key
            }
        }


@dataclass
class TableRows:
    """All tables of the form."""

    tables: list[TableRow]
    parts = tuple(PARTS.items())

    @classmethod
    def guessed(cls, tables: list[Columns]) -> "TableRows":
        told = draft.guess(tables)
        return cls(
            [
                TableRow(
                    one.table,
                    row["part"],
                    row.get("key", draft.key_of(one)),
                    shown=row["part"],
                    columns=_columns(one, row.get("columns", {})),
                )
                for one, row in zip(tables, told, strict=True)
            ]
        )

    @classmethod
    def posted(cls, form: Any) -> "TableRows | None":
        """What was sent; None for what this form never sends."""
        number = form.get("tables", "")
        if not number.isascii() or not number.isdecimal():
            return None
        if not 0 < int(number) <= draft.MOST_TABLES:
            return None
        return cls([_posted(form, f"t{one}") for one in range(int(number))])

    def to_json(self) -> list[dict[str, Any]]:
        return [one.to_json() for one in self.tables]


def _columns(table: Columns, meant: dict[str, str]) -> list[ColumnRow]:
    return [
        ColumnRow(one, *draft.parted(meant.get(one, IGNORED))) for one in table.names
    ]


def _posted(form: Any, prefix: str) -> TableRow:
    """A table of the form; with the guesses for another part where that was chosen."""

    def told(name: str) -> str:
        return str(form.get(f"{prefix}-{name}", ""))

    names = tuple(form.getlist(f"{prefix}-column"))[:MOST_COLUMNS]
    part = told("part") if told("part") in PARTS else IGNORED
    row = TableRow(told("table"), part, told("key"), bool(told("complete")), part)
    if told("shown") != part and names:
        columns = Columns(row.table, names)
        guessed = draft.guessed_for(columns, part) if part in FIELDS else {}
        row.columns = _columns(columns, guessed)
        return row
    row.columns = [
        ColumnRow(name, *_meant(form, f"{prefix}-{number}"))
        for number, name in enumerate(names)
    ]
    return row


def _meant(form: Any, prefix: str) -> tuple[str, str]:
    """A field, and its suffix where it takes one."""
    meant = form.get(f"{prefix}-field", IGNORED)
    suffix = form.get(f"{prefix}-suffix", "").strip().lower()
    return meant, suffix if meant.endswith(":") else ""
