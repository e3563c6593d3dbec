"""A row of the main table as a reading."""

import re
from typing import Any

from django.utils.translation import gettext as _

from activities.choices import ActivityKind, Halt, Status
from activities.iati import codes
from activities.imports.readings import Level, Named, Problem, Reading
from activities.imports.tables import dates, places, texts
from activities.imports.tables.cells import Cells
from activities.imports.tables.header import Header
from activities.imports.tables.refusals import shown
from activities.imports.tables.spool import Kept, key_of
from partners.choices import OrganizationKind

LONGEST_IDENTIFIER = 250
LONGEST_REF = 100
LONGEST_NAME = 250
_STATUSES = {code: codes.HALTED.get(code, "") for code in codes.STATUSES}


def read(header: Header, row: Kept, first: int) -> Reading:
    """What the row itself says. `first` is the first row with its identifier."""
    problems = _problems_of_key(header, row, first)
    cells = Cells(header, row, problems)
    reading = Reading("activity", key_of(row.key), row.number, problems=problems)
    reading.values = {**texts.read(cells), **dates.read(cells), **_kind(cells)}
    reading.values |= _halted(cells)
    found = places.of_main(cells)
    if found is not None:
        reading.values["places"] = places.once(found, cells)
    reading.parent = _parent(cells, reading.identifier)
    reading.themes = _themes(cells)
    reading.reporter = _reporter(cells)
    return reading


def _problems_of_key(header: Header, row: Kept, first: int) -> list[Problem]:
    identifier = key_of(row.key)
    level, message, remedy = Level.ERROR, "", ""
    if not identifier:
        message = _("The row has no identifier.")
        remedy = _("Give each activity one that stays the same.")
    elif len(identifier) > LONGEST_IDENTIFIER:
        message = _("The identifier has more than %d letters.") % LONGEST_IDENTIFIER
        remedy = _("Shorten it, here and in the other tables.")
    elif first < row.number:
        message = _("Row %d has the same identifier.") % first
        remedy = _("Take one of them out, or give it its own identifier.")
    elif identifier != row.key:
        level = Level.WARNING
        message = _("There are blanks around the identifier: “%s” was taken.")
        message %= identifier
    where = header.path()
    problem = Problem(level, row.number, where, shown(row.key), message, remedy)
    return [problem] if message else []


def _kind(cells: Cells) -> dict[str, Any]:
    kind = cells.code("kind", {}, ActivityKind) if cells.has("kind") else ""
    return {"kind": kind} if kind else {}


def _halted(cells: Cells) -> dict[str, Any]:
    """Of a status only a halt is kept: the rest is told by the dates."""
    told = cells.text("status")
    if not told:
        is_told = cells.has("status") and cells.table.complete
        return {"halted": ""} if is_told else {}
    if told in _STATUSES:
        cells.warn_of_blanks("status")
        return {"halted": str(_STATUSES[told])}
    status = cells.code("status", {}, Status)
    return {"halted": status if status in Halt.values else ""}


def _parent(cells: Cells, own: str) -> str | None:
    if not cells.has("parent"):
        return None
    parent = cells.line("parent", LONGEST_IDENTIFIER)
    if parent and parent == own:
        message = _("The activity is said to be part of itself.")
        cells.refuse("parent", message, _("Name another activity, or none."))
    return parent if parent or cells.table.complete else None


def _themes(cells: Cells) -> list[str] | None:
    if not cells.has("themes"):
        return None
    told = [one.strip() for one in re.split("[;,\n]", cells.text("themes"))]
    themes = list(dict.fromkeys(filter(None, told)))
    return themes if themes or cells.table.complete else None


def _reporter(cells: Cells) -> Named:
    return Named(
        ref=cells.line("reporter_ref", LONGEST_REF),
        name=cells.line("reporter_name", LONGEST_NAME),
        kind=cells.code("reporter_type", codes.ORGANIZATION_KINDS, OrganizationKind),
    )
