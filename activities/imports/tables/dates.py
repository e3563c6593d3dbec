"""The dates of an activity, as what happened and what was planned: as of IATI files."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.tables.cells import Cells
from partners.dates import read_edtf

_FIELDS = {
    "planned_start": codes.PLANNED_START,
    "actual_start": codes.ACTUAL_START,
    "planned_end": codes.PLANNED_END,
    "actual_end": codes.ACTUAL_END,
}


@dataclass(frozen=True)
class _Stated:
    """A date as written, and the field that states it."""

    date: str
    field: str


def read(cells: Cells) -> dict[str, str]:
    """`dates` and `planned` as EDTF, those of which the row speaks."""
    if cells.raw("dates").strip():
        return {"dates": cells.edtf("dates")}
    four = _stated(cells)
    if not four:
        is_told = any(_is_of_dates(name) for name in cells.names())
        return {"dates": "", "planned": ""} if is_told and cells.table.complete else {}
    start = four.get(codes.ACTUAL_START) or four.get(codes.PLANNED_START)
    end = four.get(codes.ACTUAL_END) or four.get(codes.PLANNED_END)
    planned = four.get(codes.PLANNED_START), four.get(codes.PLANNED_END)
    dates = _span(cells, start, end)
    return {
        "dates": dates,
        "planned": dates if (start, end) == planned else _span(cells, *planned),
    }


def _is_of_dates(name: str) -> bool:
    return name in (*_FIELDS, "dates") or name.startswith("date:")


def _stated(cells: Cells) -> dict[str, _Stated]:
    """The four dates by their type in IATI; of several of one type the first."""
    found = {}
    for name, kind in _FIELDS.items():
        if date := cells.edtf(name):
            found[kind] = _Stated(date, name)
    for name in cells.names():
        if not name.startswith("date:") or not (date := cells.edtf(name)):
            continue
        kind_field = name.replace("date:", "date_type:")
        kind = cells.text(kind_field)
        if kind not in codes.DATE_TYPES:
            message = _("“%s” is no type of date.") % kind
            remedy = _("1 planned start, 2 actual start, 3 planned end, 4 actual end.")
            cells.refuse(kind_field, message, remedy)
        elif found.setdefault(kind, _Stated(date, name)).date != date:
            message = _("There are two dates of one type: the first was taken.")
            cells.warn(name, message)
    return found


def _span(cells: Cells, start: _Stated | None, end: _Stated | None) -> str:
    if not start and not end:
        return ""
    first = start.date if start else ".."
    last = end.date if end else ".."
    if first == last:
        return first
    if "/" in first or "/" in last:
        stated = start if start and "/" in first else end
        if stated:
            message = _("A start or an end is one date, not two.")
            remedy = _("Use a column for the dates as a whole.")
            cells.refuse(stated.field, message, remedy)
        return ""
    if start and end and _is_before(last, first):
        message = _("The end, %(end)s, is before the start, %(start)s.")
        told = {"end": last, "start": first}
        cells.refuse(end.field, message % told, _("Correct the one that is wrong."))
        return ""
    return f"{first}/{last}"


def _is_before(end: str, start: str) -> bool:
    latest, earliest = read_edtf(end).latest, read_edtf(start).earliest
    return bool(latest and earliest and latest < earliest)
