"""/map/: where the work is, by country or by region."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from activities.catalogue.problems import InvalidQuery
from activities.catalogue.selection import Catalogue
from activities.catalogue.tallies import axes
from activities.catalogue.tallies.heads import wanted
from activities.catalogue.tallies.tally import Axis, Cell, Tally, along, beside
from activities.site.pictures import frame
from activities.site.pictures.frame import Asked
from activities.site.pictures.world import world

WIDE = 12  # larger areas told beside the map, the most named first


@dataclass(frozen=True)
class Place:
    """A row of the table: a place, its number of all records and of each kind."""

    cell: Cell
    parts: list[Cell]


def by_place(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return frame.page(request, catalogue, "map", _drawn, _heading)


def _heading(shown: Asked) -> str:
    return {
        "country": _("Where: countries by number of records"),
        "sub-region": _("Where: sub-regions by number of records"),
        "region": _("Where: regions by number of records"),
    }[shown.by]


def _drawn(shown: Asked) -> dict[str, Any]:
    told = shown.tally()
    places = list(_places(told))
    return {
        "world": world(shown.selection, told.columns, shown.record),
        "rows": told.rows if len(told.rows) > 1 else (),
        "places": [one for one in places if one.cell.count],
        "without": [one.cell for one in places if not one.cell.count],
        "wide": _wide(shown),
        "nowhere": _nowhere(shown),
    }


def _places(told: Tally) -> list[Place]:
    """The places of the columns, those with the most records first."""
    rows = [row.cells for row in told.rows] if len(told.rows) > 1 else []
    places = [
        Place(cell, [cells[at] for cells in rows])
        for at, cell in enumerate(told.columns)
    ]
    return sorted(places, key=lambda one: -one.cell.count)


def _wide(shown: Asked) -> list[Cell]:
    """The larger areas that records name themselves, with no country or besides."""
    selection = shown.selection
    if wanted(selection, "place") or "place_exact" in selection.filter_pairs():
        return []
    heads = tuple(axes.larger_areas(selection))
    cells = along(selection, None, Axis("place_exact", heads))
    found = sorted((one for one in cells if one.count), key=lambda one: -one.count)
    return found[:WIDE]


def _nowhere(shown: Asked) -> Cell | None:
    """The records that name no place in the tree of countries and regions."""
    if shown.selection.filter_pairs().keys() & {"place", "place_exact"}:
        return None
    try:
        cell = beside(shown.selection, _("No country or region"), place=["-001"])
    except InvalidQuery:
        return None
    return cell if cell.count else None
