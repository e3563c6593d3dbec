"""Ways out of a selection that holds nothing: what to leave out of it.

One filter, or one word of the search, if that helps; else two filters; else all but
the words; else all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from activities.catalogue.index import words
from activities.catalogue.selection import Selection

MOST_PAIRED = 6  # filters of which every two are tried
MOST_SHOWN = 6


@dataclass(frozen=True)
class WayOut:
    """Filters to leave out, or a word of the search, and how many entries that gives.

    `words` are those that are then searched for, where they are others than now.
    """

    count: int
    query: str
    without: tuple[str, ...] = ()
    word: str = ""
    words: str = ""


def of(selection: Selection) -> list[WayOut]:
    """The least that is to be left out; what gives the most first."""
    names = tuple(selection.filter_pairs())
    others = tuple(name for name in names if name != "q")
    attempts: tuple[Iterable[WayOut], ...] = (
        [*_fewer_words(selection), *_without_each(selection, names, 1)],
        _without_each(selection, names[:MOST_PAIRED], 2),
        [_way(selection, others)] if others != names else [],
        [_way(selection, names)],
    )
    for ways in attempts:
        if found := [way for way in ways if way.count]:
            return found[:MOST_SHOWN]
    return []


def meant(selection: Selection) -> WayOut | None:
    """Words that do occur, where those sought do not; without the filters if need be.

    None where nothing would be found.
    """
    text = selection.values.get("q")
    better = words.did_you_mean(selection.catalogue.searcher, text) if text else ""
    if not better:
        return None
    others = tuple(name for name in selection.filter_pairs() if name != "q")
    ways = (_way(selection, names, better) for names in ((), others))
    return next((way for way in ways if way.count), None)


def _fewer_words(selection: Selection) -> list[WayOut]:
    """One word of the search less, of several."""
    parts = words.as_written(selection.values.get("q") or "")
    if not 1 < len(parts) <= MOST_SHOWN:
        return []
    ways = []
    for at, part in enumerate(parts):
        rest = " ".join([*parts[:at], *parts[at + 1 :]])
        ways.append(replace(_way(selection, (), rest), word=part))
    return _most_first(ways)


def _without_each(
    selection: Selection, names: tuple[str, ...], several: int
) -> list[WayOut]:
    every = combinations(names, several)
    return _most_first(_way(selection, some) for some in every if some != names)


def _most_first(ways: Iterable[WayOut]) -> list[WayOut]:
    return sorted(ways, key=lambda way: -way.count)


def _way(selection: Selection, without: tuple[str, ...], better: str = "") -> WayOut:
    values = {n: v for n, v in selection.values.items() if n not in without}
    changes: dict[str, list[str]] = {name: [] for name in (*without, "page", "cursor")}
    if better:
        values, changes = {**values, "q": better}, {**changes, "q": [better]}
    count = replace(selection, values=values).count()
    return WayOut(count, selection.query_string(**changes), without, words=better)
