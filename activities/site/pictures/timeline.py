"""/timeline/: how many records fall into each year, by kind or by theme."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery
from activities.catalogue.selection import Catalogue
from activities.catalogue.tallies.heads import wanted
from activities.catalogue.tallies.tally import Cell, Row, Tally, beside
from activities.site.pictures import frame
from activities.site.pictures.coverage import dialogue_choices
from activities.site.pictures.frame import Asked

HEIGHT = 100  # of a strip of bars, in its own units


@dataclass(frozen=True)
class Bar:
    """A year in a strip: where its bar stands, and how tall it is."""

    cell: Cell
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Strip:
    """The years of one kind or theme, from zero to the year with the most."""

    total: Cell
    theme: int | None
    most: Cell | None
    bars: list[Bar]
    kind: EntryKind | None

    @property
    def unit(self) -> str:
        """The kind as a template names it."""
        return str(self.kind or "")


def timeline(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return frame.page(request, catalogue, "timeline", _drawn, _heading)


def _heading(shown: Asked) -> str:
    return {
        "record": _("When: records in each year, by kind"),
        "theme": _("When: records in each year, by theme"),
    }[shown.by]


def _drawn(shown: Asked) -> dict[str, Any]:
    told = shown.tally()
    strips = [_strip(row, shown) for row in told.rows]
    return {
        "told": told,
        "strips": [strip for strip in strips if strip.most],
        "empty": [strip.total for strip in strips if not strip.most],
        "years": [column.column for column in told.columns],
        "table": _table(told),
        "beside": list(_beside(shown, told)),
        "dialogues": dialogue_choices(shown) if shown.by == "theme" else [],
        "unit": shown.record,
    }


def _strip(row: Row, shown: Asked) -> Strip:
    # Of years with as many, the latest is told.
    most = max(reversed(row.cells), key=lambda cell: cell.count, default=None)
    if most is None or not most.count:
        return Strip(row.total, None, None, [], shown.record)
    bars = []
    for x, cell in enumerate(row.cells):
        height = round(cell.count / most.count * HEIGHT, 1)
        bars.append(Bar(cell, x, round(HEIGHT - height, 1), height))
    kind = EntryKind(row.head.code) if shown.by == "record" else shown.record
    return Strip(row.total, row.head.about.get("number"), most, bars, kind)


def _table(told: Tally) -> list[tuple[Cell, list[Cell]]]:
    """The latest year first: its number of all records, and of each strip."""
    lines = [
        (cell, [row.cells[at] for row in told.rows])
        for at, cell in enumerate(told.columns)
    ]
    return lines[::-1]


def _beside(shown: Asked, told: Tally) -> Iterator[Cell]:
    """What no bar shows: records without a date, and those before the first year."""
    selection = shown.selection
    if not wanted(selection, "status"):
        cell = beside(selection, _("Without a date"), status=["undated"])
        if cell.count:
            yield cell
    if wanted(selection, "year") or not told.columns:
        return
    first = int(told.columns[0].column.code) if told.columns[0].column else 0
    try:
        earlier = _("In years before %(year)s") % {"year": first}
        cell = beside(selection, earlier, to=[str(first - 1)])
    except InvalidQuery:
        return
    if cell.count:
        yield cell
