"""A mapping: which column of which table is which field.

As JSON it is a list of tables:

    {"table": "iati_budget",            the file's or sheet's name, without its ending
     "part": "budgets",                 "" for the main table, "-" for one left aside
     "key": "iati_identifier",          the column with the activity's identifier
     "complete": true,                  what it does not say is empty, not as it was
     "columns": {"budget_type": "kind", "budget_note": "-"},
     "fixed": {"currency": "USD"}}      for what no column says, or an empty cell
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activities.imports.tables.fields import FIELDS, MAIN, find

IGNORED = "-"
_KEYS = {"table", "part", "key", "complete", "columns", "fixed"}


@dataclass(frozen=True)
class Table:
    """A table of the file, and what it and its columns are."""

    table: str
    part: str
    key: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    complete: bool = False

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"table": self.table, "part": self.part}
        told |= {"key": self.key} if self.key else {}
        told |= {"complete": True} if self.complete else {}
        told |= {"columns": self.columns} if self.columns else {}
        return told | ({"fixed": self.fixed} if self.fixed else {})


@dataclass(frozen=True)
class Mapping:
    """The tables of a file: one of activities, and any number of their parts."""

    tables: tuple[Table, ...]

    @property
    def main(self) -> Table:
        return next(one for one in self.tables if one.part == MAIN)

    def to_json(self) -> list[dict[str, Any]]:
        return [one.to_json() for one in self.tables]

    @classmethod
    def from_json(cls, told: Any) -> "Mapping":
        """Raises ValidationError with all that is wrong, by table and column."""
        wrong: list[str] = []
        if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
            raise ValidationError([_("A mapping is a list of tables.")])
        for number, one in enumerate(told, 1):
            wrong += [f"{_name(one, number)}: {told}" for told in _faults(one)]
        wrong += _faults_together(told)
        if wrong:
            raise ValidationError(wrong)
        return cls(tuple(Table(**one) for one in told))


def _name(told: dict[str, Any], number: int) -> str:
    name = told.get("table")
    return name if isinstance(name, str) and name else _("Table %d") % number


def _faults(told: dict[str, Any]) -> list[str]:
    """What is wrong with one table."""
    wrong = [_("“%s” is unknown.") % name for name in sorted(set(told) - _KEYS)]
    part = told.get("part", MAIN)
    if not _is_text(told.get("table")):
        wrong.append(_("It has no name (“table”)."))
    if part not in (*FIELDS, IGNORED):
        known = ", ".join(name for name in FIELDS if name)
        message = _("“%(part)s” is no part of an activity: use one of %(known)s.")
        return [*wrong, message % {"part": part, "known": known}]
    if part == IGNORED:
        return wrong
    if not _is_text(told.get("key")):
        wrong.append(_("It does not say which column has the identifier (“key”)."))
    if not isinstance(told.get("complete", False), bool):
        wrong.append(_("“complete” is true or false."))
    columns, fixed = told.get("columns", {}), told.get("fixed", {})
    if not _are_texts(columns) or not _are_texts(fixed):
        return [*wrong, _("“columns” and “fixed” hold texts by name.")]
    if told.get("key") in columns:
        wrong.append(_("The column “%s” is the key: it cannot be more.") % told["key"])
    return [*wrong, *_faults_of_fields(part, columns, fixed)]


def _faults_of_fields(
    part: str, columns: dict[str, str], fixed: dict[str, str]
) -> list[str]:
    wrong = []
    meant: dict[str, str] = {}
    for column, name in columns.items():
        told = {"column": column, "field": name}
        if name == IGNORED:
            continue
        if find(part, name) is None:
            message = _("Column “%(column)s”: there is no field “%(field)s”.")
            wrong.append(message % told)
        elif name in meant:
            message = _("Column “%(column)s”: “%(other)s” is “%(field)s” already.")
            wrong.append(message % {**told, "other": meant[name]})
        meant.setdefault(name, column)
    message = _("There is no field “%s” to have a fixed value.")
    return wrong + [message % name for name in fixed if find(part, name) is None]


def _faults_together(told: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the tables together."""
    wrong = []
    if sum(one.get("part", MAIN) == MAIN for one in told) != 1:
        wrong.append(_("One table, and only one, is that of activities (part “”)."))
    names = [str(one.get("table", "")).casefold() for one in told]
    twice = sorted({name for name in names if names.count(name) > 1})
    return wrong + [_("The table “%s” is named twice.") % name for name in twice]


def _is_text(told: Any) -> bool:
    return isinstance(told, str) and bool(told.strip())


def _are_texts(told: Any) -> bool:
    return isinstance(told, dict) and all(
        isinstance(name, str) and isinstance(value, str) for name, value in told.items()
    )
