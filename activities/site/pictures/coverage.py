"""/coverage/: a table of themes by region, by year or by kind of partner."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.catalogue.tallies import axes
from activities.catalogue.tallies.tally import Cell, Row, Tally
from activities.site.pictures import frame
from activities.site.pictures.frame import Asked, Choice
from activities.site.pictures.shading import Scale


@dataclass(frozen=True)
class Shaded:
    """A number and how dark it stands in the table: 0 for nothing, to 5.

    None where it is told without a shade, being no part of the scale.
    """

    cell: Cell
    step: int | None


@dataclass(frozen=True)
class Line:
    """A theme, or what stands under none: its number and its shaded cells."""

    row: Row
    number: int | None
    cells: list[Shaded]


def coverage(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return frame.page(request, catalogue, "coverage", _drawn, _heading)


def _heading(shown: Asked) -> str:
    return {
        "region": _("Coverage: themes by region"),
        "sub-region": _("Coverage: themes by sub-region"),
        "year": _("Coverage: themes by year"),
        "partner-kind": _("Coverage: partners under each theme, by kind"),
    }[shown.by]


def _drawn(shown: Asked) -> dict[str, Any]:
    told = shown.tally()
    # What stands under no theme is often the most, and would leave all else pale.
    scale = Scale.of(_most_under_themes(told))
    return {
        "told": told,
        "unit": shown.record,
        "list_kind": shown.selection.kind,
        "lines": [line_of(row, scale) for row in told.rows],
        "gaps": _gaps(told),
        "dialogues": dialogue_choices(shown),
        "dialogue": _dialogue(shown),
    }


def _most_under_themes(told: Tally) -> int:
    themed = [row for row in told.rows if row.head.about] or list(told.rows)
    return max((cell.count for row in themed for cell in row.cells), default=0)


def line_of(row: Row, scale: Scale) -> Line:
    apart = row.head.code == axes.NO_THEME
    cells = [
        Shaded(cell, None if apart and cell.count else scale.step(cell.count))
        for cell in row.cells
    ]
    return Line(row, row.head.about.get("number"), cells)


def _gaps(told: Tally) -> int:
    """How many themes and columns meet with nothing."""
    themed = [row for row in told.rows if row.head.about]
    return sum(not cell.count for row in themed for cell in row.cells)


def dialogue_choices(shown: Asked) -> list[Choice]:
    """The dialogues whose themes could stand in the rows."""
    present = axes.dialogue(shown.selection)
    return [
        Choice(head.label, shown.address(dialogue=[head.code]), head.code == present)
        for head in axes.dialogues(shown.selection)
    ]


def _dialogue(shown: Asked) -> dict[str, Any]:
    code = axes.dialogue(shown.selection)
    vocabulary = shown.selection.catalogue.vocabulary
    known = vocabulary.keys(EntryKind.DIALOGUE).get(code, {})
    return known | vocabulary.named(EntryKind.DIALOGUE, code)
