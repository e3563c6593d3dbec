"""/network/: who works with whom, on what; and the company of one partner."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue, read
from activities.catalogue.tallies.heads import Head
from activities.catalogue.tallies.network import Network, Tie, company, network
from activities.catalogue.tallies.tally import Cell
from activities.site import listing
from activities.site.pictures import frame
from activities.site.pictures.arcs import Arcs
from activities.site.pictures.coverage import Line, line_of
from activities.site.pictures.frame import Asked
from activities.site.pictures.shading import Scale

MOST_SHOWN = 10


@dataclass(frozen=True)
class Bond:
    """Two partners, how wide the bar of their records is, and their themes."""

    tie: Tie
    width: float
    themes: list[Cell]


@dataclass(frozen=True)
class Companion:
    """A partner that another works with, and the list of what they share."""

    name: str
    short: str
    url: str
    count: int
    list_url: str
    width: float


def works_with(catalogue: Catalogue, slug: str) -> list[Companion]:
    """The partners that share the most records with one of them, the most first.

    For `pictures/_works_with.html`, as `works_with`.
    """
    everything = read(None, QueryDict(), catalogue)
    cells = company(everything, slug, MOST_SHOWN)
    most = max((cell.count for cell in cells), default=1)
    return [_companion(cell, most) for cell in cells if cell.count]


def _companion(cell: Cell, most: int) -> Companion:
    head = cell.column or Head("", "", ())
    url = listing.address(EntryKind.PARTNER).rstrip("/") + f"/{head.code}/"
    return Companion(
        head.label,
        head.about.get("acronym") or head.label,
        url,
        cell.count,
        listing.address(None, cell.query),
        _width(cell.count, most),
    )


def partners(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return frame.page(request, catalogue, "network", _drawn, _heading)


def _heading(shown: Asked) -> str:
    return _("Who works with whom")


def _heading_of(told: Network, shown: Asked) -> str:
    if len(told.of) == 1:
        return _("Who works with %(partner)s") % {"partner": told.of[0].label}
    return _heading(shown)


def _drawn(shown: Asked) -> dict[str, Any]:
    told = network(shown.selection)
    most = max((tie.shared.count for tie in told.ties), default=1)
    return {
        "heading": _heading_of(told, shown),
        "told": told,
        "arcs": Arcs.of(told) if told.mutual and told.ties else None,
        "bonds": [_bond(tie, most) for tie in told.ties],
        "lines": _matrix(told),
        "partners": [_Ego.of(shown, row.total) for row in told.tally.rows],
        "unit": shown.record,
    }


@dataclass(frozen=True)
class _Ego:
    """A partner of the picture: its number, and the picture of its own company."""

    total: Cell
    url: str

    @classmethod
    def of(cls, shown: Asked, total: Cell) -> "_Ego":
        slug = total.row.code if total.row else ""
        return cls(total, shown.address(partner=[slug]))


def _bond(tie: Tie, most: int) -> Bond:
    themes = [cell for cell in tie.themes if cell.count]
    return Bond(tie, _width(tie.shared.count, most), themes)


def _width(count: int, most: int) -> float:
    return round(count / most * 100, 1)


def _matrix(told: Network) -> list[Line]:
    """The rows of the table; where two are the same partner there is no number."""
    if not told.mutual:
        return []
    shared = [
        cell.count
        for cell in told.tally.cells
        if cell.row and cell.column and cell.row.code != cell.column.code
    ]
    scale = Scale.of(max(shared, default=0))
    return [line_of(row, scale) for row in told.tally.rows]
