"""The map of the world: a shape or a dot for each place, shaded by its number."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import QueryDict
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue, Selection, read
from activities.catalogue.tallies.axes import countries
from activities.catalogue.tallies.heads import Head
from activities.catalogue.tallies.tally import Axis, Cell, along
from activities.site import listing, words
from activities.site.pictures.shading import Scale

Dot = tuple[int, int]


@dataclass(frozen=True)
class Atlas:
    """Shapes and dots by M49 code, on a sheet of a size."""

    width: int
    height: int
    shapes: dict[str, str]
    dots: dict[str, Dot]


@dataclass(frozen=True)
class Mark:
    """A place on the map: what is drawn of it, its step, and where it leads."""

    label: str
    url: str
    step: int
    shape: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class World:
    """The map as it is drawn. `land` has no record; so have the places of `specks`."""

    width: int
    height: int
    land: str
    specks: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    scale: Scale


@cache
def atlas() -> Atlas:
    """The shapes as they came from fixtures/generate_world.py."""
    told = json.loads((Path(__file__).parent / "world.json").read_text())
    dots = {code: (x, y) for code, (x, y) in told["dots"].items()}
    return Atlas(told["width"], told["height"], told["shapes"], dots)


def world(selection: Selection, cells: Sequence[Cell], kind: EntryKind | None) -> World:
    """The map of some numbers by place; regions are drawn by the countries in them."""
    sheet, scale = atlas(), Scale.of(max((cell.count for cell in cells), default=0))
    marks, drawn = [], set()
    for cell in cells:
        codes = _codes(selection.catalogue, cell.column)
        if cell.count and cell.column and not drawn >= codes:
            drawn |= codes
            marks.append(_mark(sheet, scale, cell, codes, kind))
    rest = [code for code in sheet.shapes if code not in drawn]
    specks = [dot for code, dot in sheet.dots.items() if code not in drawn]
    land = "".join(sheet.shapes[code] for code in rest)
    return World(sheet.width, sheet.height, land, tuple(specks), tuple(marks), scale)


def of_everything(catalogue: Catalogue) -> World:
    """The map of all records by country: for the first page."""
    selection = read(None, QueryDict(), catalogue)
    heads = tuple(countries(selection))
    cells = along(selection, None, Axis(str(EntryKind.PLACE), heads))
    return world(selection, cells, None)


def _mark(
    sheet: Atlas, scale: Scale, cell: Cell, codes: set[str], kind: EntryKind | None
) -> Mark:
    ordered = sorted(codes)
    told = {"place": _name(cell.column), "amount": words.amount(kind, cell.count)}
    return Mark(
        _("%(place)s: %(amount)s") % told,
        listing.address(None, cell.query),
        scale.step(cell.count),
        "".join(sheet.shapes.get(code, "") for code in ordered),
        tuple(sheet.dots[code] for code in ordered if code in sheet.dots),
    )


def _name(head: Head | None) -> str:
    return head.label if head else ""


def _codes(catalogue: Catalogue, head: Head | None) -> set[str]:
    """The codes on the map of a place: its own, or those of all that lies in it."""
    if head is None:
        return set()
    known = catalogue.vocabulary.keys(EntryKind.PLACE)
    inner = (one for one in known.values() if head.code in one["within"])
    return _drawn([head.about, *inner])


def _drawn(places: Iterable[dict[str, str]]) -> set[str]:
    sheet = atlas()
    codes = {one.get("m49") or one.get("code", "") for one in places}
    return {code for code in codes if code in sheet.shapes or code in sheet.dots}
