"""One row while it is read: its cells by field, and what is wrong with them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati.days import read_day
from activities.imports.iati.numbers import is_too_large, plain, rounded
from activities.imports.readings import Level, Problem
from activities.imports.tables import values
from activities.imports.tables.header import Header
from activities.imports.tables.refusals import shown
from activities.imports.tables.spool import Kept
from partners.dates import read_edtf

_MOST_TOLD = 20  # codes that a remedy lists


class Cells:
    """The cells of a row. Each is read as what its field is; problems gather."""

    def __init__(self, header: Header, row: Kept, problems: list[Problem]) -> None:
        self.table = header.table
        self.number = row.number
        self._header = header
        self._problems = problems
        self._cells = dict(zip(header.fields, row.cells, strict=True))
        for name, cell in self._cells.items():
            if cell.strip() in values.ERRORS:
                message = _("The cell holds an error of the spreadsheet: %s.")
                remedy = _("Correct its formula, or write the value itself.")
                self.refuse(name, message % cell.strip(), remedy)
                self._cells[name] = ""

    def has(self, name: str) -> bool:
        """Whether the table speaks of a field at all."""
        return name in self._cells or name in self.table.fixed

    def names(self) -> list[str]:
        """All fields that the table speaks of."""
        return list({**self._cells, **self.table.fixed})

    def raw(self, name: str) -> str:
        """The cell as it stands; the fixed value where it is empty."""
        cell = self._cells.get(name, "")
        return cell if cell.strip() else self.table.fixed.get(name, "")

    def text(self, name: str) -> str:
        return values.text(self.raw(name))

    def line(self, name: str, longest: int) -> str:
        told = values.line(self.raw(name))
        if len(told) > longest:
            message = _("The text has %(length)d letters: at most %(longest)d may be.")
            words = message % {"length": len(told), "longest": longest}
            self.refuse(name, words, _("Shorten it."))
        return told

    def need(self, name: str) -> bool:
        """Whether a field that must not be empty has a value."""
        if not self.raw(name).strip() and not self._was_refused(name):
            self.refuse(name, _("The cell is empty: a value is needed."))
        return bool(self.raw(name).strip())

    def code(self, name: str, iati: dict[str, Any], choices: Any) -> str:
        """A code of one of our lists, by our own word, IATI's, or the label."""
        cell = self.raw(name)
        found = values.code(cell, iati, choices)
        if found:
            self.warn_of_blanks(name)
        elif cell.strip():
            told = ", ".join(choices.values[:_MOST_TOLD])
            remedy = _("Use one of: %s.") % told
            self.refuse(name, _("“%s” is no code of this list.") % cell.strip(), remedy)
        return found

    def decimal(self, name: str) -> Decimal | None:
        cell = self.raw(name)
        if not cell.strip():
            return None
        value = values.number(cell)
        if value is None or is_too_large(value):
            remedy = _("Write digits with a point and no separators: 1234567.89.")
            message = _("“%s” is not a number that can be read.") % cell.strip()
            self.refuse(name, message, remedy)
            return None
        return value

    def amount(self, name: str) -> str:
        value = self.decimal(name)
        if value is not None and rounded(value) != value:
            self.warn(name, _("The number was rounded to ten decimal places."))
        return "" if value is None else plain(value)

    def within(self, name: str, least: int, most: int) -> str:
        """A number between two bounds; a sign of percent is let be."""
        cell = self._cells.get(name, "")
        if most == 100 and cell.rstrip().endswith("%"):
            self._cells[name] = cell.rstrip()[:-1]
        value = self.decimal(name)
        if value is not None and not least <= value <= most:
            message = _("“%(value)s” is not from %(least)d to %(most)d.")
            told = {"value": cell.strip(), "least": least, "most": most}
            self.refuse(name, message % told, value=cell)
            return ""
        return "" if value is None else plain(value)

    def share(self, name: str) -> str:
        return self.within(name, 0, 100)

    def currency(self, name: str) -> str:
        cell = self.raw(name)
        told = cell.strip().upper()
        if told and told not in codes.CURRENCIES:
            message = _("“%s” is no currency.") % cell.strip()
            self.refuse(name, message, _("Use three letters of ISO 4217: USD."))
            return ""
        if told != cell:
            message = _("“%s” was taken.") % told
            self.warn(name, message, _("Write three capital letters without blanks."))
        return told

    def day(self, name: str) -> date | None:
        cell = self.raw(name)
        found = read_day(cell) if cell.strip() else None
        if cell.strip() and found is None:
            message = _("“%s” is not a day that can be read.") % cell.strip()
            remedy = _("Write it as 2018-03-13, or make the cell a date.")
            self.refuse(name, message, remedy)
        return found

    def edtf(self, name: str) -> str:
        """A date as written; of a day with a time the day."""
        cell = self.raw(name).strip()
        if not cell:
            return ""
        day = read_day(cell)
        if day:
            return day.isoformat()
        try:
            read_edtf(cell)
        except ValidationError as error:
            self.refuse(name, " ".join(error.messages))
            return ""
        return cell

    def warn_of_blanks(self, name: str) -> None:
        cell = self.raw(name)
        if cell != cell.strip():
            message = _("There are blanks around the code: “%s” was taken.")
            self.warn(name, message % cell.strip())

    def warn(self, name: str, message: str, remedy: str = "") -> None:
        self._note(Level.WARNING, name, message, remedy, self.raw(name))

    def refuse(
        self, name: str, message: str, remedy: str = "", *, value: str | None = None
    ) -> None:
        told = self.raw(name) if value is None else value
        self._note(Level.ERROR, name, message, remedy, told)

    def _was_refused(self, name: str) -> bool:
        path = self._header.path(name)
        return any(
            one.path == path and one.line == self.number for one in self._problems
        )

    def _note(
        self, level: Level, name: str, message: str, remedy: str, value: str
    ) -> None:
        path = self._header.path(name)
        problem = Problem(level, self.number, path, shown(value), message, remedy)
        if problem not in self._problems:
            self._problems.append(problem)
