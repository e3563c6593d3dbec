"""Who works with whom: partners by the records they share, whatever their roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from activities.catalogue.index.counting import company_of_each
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Selection, read
from activities.catalogue.tallies import axes
from activities.catalogue.tallies.heads import (
    Head,
    excluded,
    narrowed,
    query_of,
    wanted,
)
from activities.catalogue.tallies.tally import Axis, Cell, Tally, along, by_value, tally

MOST_PARTNERS = 20  # that a picture can show without becoming a tangle
MOST_COMPANY = 40
MOST_TIES = 40
EVERYWHERE = 0.9  # of all records: who is in so many is tied to everyone


@dataclass(frozen=True)
class Tie:
    """Two partners, the records they share, and how many of them by theme."""

    shared: Cell
    themes: tuple[Cell, ...]


@dataclass(frozen=True)
class Network:
    """Partners and what they share.

    `of` holds the partners asked for, whose company it is; empty where it is that of
    all. `everywhere` are in nearly every record, and left out; so are `left_out` more
    that share the fewest. `mutual`: it matters not which of two is named first.
    """

    tally: Tally
    ties: tuple[Tie, ...]
    themes: tuple[Head, ...]
    of: tuple[Head, ...]
    everywhere: tuple[Cell, ...]
    left_out: int
    ties_left_out: int
    mutual: bool


def network(selection: Selection) -> Network:
    """The partners of a selection, or the company of those it asks for."""
    of = tuple(axes.partner(selection, one) for one in wanted(selection, "partner"))
    everywhere = [one for one in _everywhere(selection) if one not in _codes(of)]
    ranked = _ranked_company(selection, of, everywhere)
    shown = ranked[: MOST_COMPANY if of else MOST_PARTNERS]
    only = wanted(selection, "with")
    rows = of or tuple(axes.partner(selection, slug) for slug in shown)
    columns = tuple(axes.partner(selection, slug, "with") for slug in only or shown)
    counted = tally(selection, rows, Axis("with", columns))
    themes = tuple(axes.themes(selection, axes.dialogue(selection)))
    mutual = not (of or only or wanted(selection, "role"))
    strongest = _strongest(counted, mutual=mutual)
    return Network(
        counted,
        tuple(_tie(selection, cell, themes) for cell in strongest[:MOST_TIES]),
        themes,
        of,
        tuple(_alone(selection, slug) for slug in everywhere),
        len(ranked) - len(shown),
        max(0, len(strongest) - MOST_TIES),
        mutual,
    )


def company(selection: Selection, slug: str, most: int) -> list[Cell]:
    """The partners that share the most records of a selection with one of them."""
    with_it = narrowed(selection, axes.partner(selection, slug))
    counts = by_value(with_it, "with")
    left = {slug, *_everywhere(selection)}
    others = [one for one in _ranked(counts) if one not in left]
    heads = tuple(axes.partner(selection, one, "with") for one in others[:most])
    return list(along(selection, axes.partner(selection, slug), Axis("with", heads)))


def _everywhere(selection: Selection) -> list[str]:
    """Partners in nearly all records there are: a line to each would tell nothing."""
    everything = read(None, QueryDict(), selection.catalogue)
    least = max(2, everything.count() * EVERYWHERE)
    counts = by_value(everything, "partner")
    return [slug for slug in _ranked(counts) if counts[slug] >= least]


def _ranked_company(
    selection: Selection, of: tuple[Head, ...], everywhere: list[str]
) -> list[str]:
    """Partners that share records: those first that share the most with another."""
    left = {*everywhere, *excluded(selection, "partner"), *excluded(selection, "with")}
    left |= _codes(of)
    if of:
        ranked = _ranked(by_value(selection, "with"))
    else:
        searcher = selection.catalogue.searcher
        company = company_of_each(searcher, selection.query(), "partner")
        ranked = _by_ties(company, left)
    return [one for one in ranked if one not in left]


def _by_ties(company: Mapping[str, Mapping[str, int]], left: set[str]) -> list[str]:
    """Partners by their strongest ties, and among equals by all of them together."""
    ties: dict[str, list[int]] = {}
    for slug, others in company.items():
        shared = [n for other, n in others.items() if other not in {slug, *left}]
        if shared and slug not in left:
            ties[slug] = shared
    return sorted(ties, key=lambda slug: (-max(ties[slug]), -sum(ties[slug]), slug))


def _codes(heads: Iterable[Head]) -> set[str]:
    return {head.code for head in heads}


def _ranked(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda slug: (-counts[slug], slug))


def _alone(selection: Selection, slug: str) -> Cell:
    head = axes.partner(selection, slug)
    count = narrowed(selection, head).count()
    return Cell(head, None, count, query_of(selection, head))


def _strongest(counted: Tally, *, mutual: bool) -> list[Cell]:
    """The cells of two that share something, the most first; each pair once."""
    pairs: dict[frozenset[str] | tuple[str, str], Cell] = {}
    for cell in counted.cells:
        if cell.row is None or cell.column is None or cell.row.code == cell.column.code:
            continue
        pair = (cell.row.code, cell.column.code)
        if cell.count:
            pairs.setdefault(frozenset(pair) if mutual else pair, cell)
    return sorted(pairs.values(), key=lambda cell: -cell.count)


def _tie(selection: Selection, cell: Cell, themes: tuple[Head, ...]) -> Tie:
    heads = [head for head in (cell.row, cell.column) if head]
    shared = narrowed(selection, *heads)
    by_theme = along(shared, None, Axis(str(EntryKind.THEME), themes))
    queries = [query_of(selection, *heads, head) for head in themes]
    told = zip(by_theme, queries, strict=True)
    return Tie(cell, tuple(replace(one, query=query) for one, query in told))
