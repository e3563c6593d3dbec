"""The pictures there are, and by what each may be told: for pages and files alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery, Problem, unknown_value
from activities.catalogue.selection import Catalogue, Selection
from activities.catalogue.selection import read as read_selection
from activities.catalogue.tallies import axes
from activities.catalogue.tallies.heads import Head
from activities.catalogue.tallies.network import network
from activities.catalogue.tallies.tally import Axis, Tally, tally

Heads = Callable[[Selection], list[Head]]

BY = "by"  # the parameter that says by what


@dataclass(frozen=True)
class Way:
    """One way to tell a picture, of a selection of a kind: all records for None."""

    label: Any
    tally: Callable[[Selection], Tally]
    kind: EntryKind | None = None


@dataclass(frozen=True)
class Picture:
    """A picture, and the ways to tell it by their codes; the usual one first."""

    name: str
    label: Any
    ways: Mapping[str, Way]

    @property
    def usual(self) -> str:
        return next(iter(self.ways))

    def query(self, by: str, query: str) -> str:
        """A query string with the way in it, where it is not the usual one."""
        told = "" if by == self.usual else f"{BY}={by}"
        return "&".join(filter(None, [told, query]))

    def way_of(self, query: QueryDict) -> tuple[str, list[Problem]]:
        """The way that a query asks for, and what is wrong with it."""
        given = [value for value in query.getlist(BY) if value]
        unknown = [one for one in given if one not in self.ways]
        wrong = [unknown_value(BY, one, self.ways) for one in unknown]
        if not wrong and len({*given}) > 1:
            told = str(_("This may be given only once."))
            wrong = [Problem(BY, ", ".join(given), told)]
        return (given[0] if given and not wrong else self.usual), wrong

    def read(self, query: QueryDict, catalogue: Catalogue) -> tuple[str, Selection]:
        """The way and the selection that a query asks for; no controls of lists.

        Raises InvalidQuery with every problem it has.
        """
        by, problems = self.way_of(query)
        try:
            kind = self.ways[by].kind
            selection = read_selection(kind, without_way(query), catalogue, ())
        except InvalidQuery as error:
            problems = [*problems, *error.problems]
        if problems:
            raise InvalidQuery(problems)
        return by, selection


def without_way(query: QueryDict) -> QueryDict:
    """A query without what it says of the way."""
    rest = query.copy()
    rest.pop(BY, None)
    return rest


def _by_place(heads: Heads) -> Callable[[Selection], Tally]:
    def told(selection: Selection) -> Tally:
        places = Axis(str(EntryKind.PLACE), tuple(heads(selection)))
        return tally(selection, axes.records(selection), places)

    return told


def _by_theme(
    name: str,
    heads: Heads,
    beside: Callable[[Selection, str], list[Head]] = axes.beside_themes,
) -> Callable[[Selection], Tally]:
    def told(selection: Selection) -> Tally:
        dialogue = axes.dialogue(selection)
        rows = [*axes.themes(selection, dialogue), *beside(selection, dialogue)]
        return tally(selection, rows, Axis(name, tuple(heads(selection))))

    return told


def _by_record(selection: Selection) -> Tally:
    years = Axis("year", tuple(axes.years(selection)))
    return tally(selection, axes.records(selection), years)


def _regions(selection: Selection) -> list[Head]:
    return axes.areas(selection, axes.REGIONS)


def _sub_regions(selection: Selection) -> list[Head]:
    return axes.areas(selection, axes.AREAS)


def _nothing_beside(selection: Selection, dialogue: str) -> list[Head]:
    return []


MAP = Picture(
    "map",
    _("Map"),
    {
        "country": Way(_("Countries"), _by_place(axes.countries)),
        "sub-region": Way(_("Sub-regions"), _by_place(_sub_regions)),
        "region": Way(_("Regions"), _by_place(_regions)),
    },
)
COVERAGE = Picture(
    "coverage",
    _("Coverage"),
    {
        "region": Way(_("Regions"), _by_theme("place", _regions)),
        "sub-region": Way(_("Sub-regions"), _by_theme("place", _sub_regions)),
        "year": Way(_("Years"), _by_theme("year", axes.years)),
        "partner-kind": Way(
            _("Kinds of partners"),
            _by_theme("kind", axes.kinds_of_partners, _nothing_beside),
            EntryKind.PARTNER,
        ),
    },
)
TIMELINE = Picture(
    "timeline",
    _("Timeline"),
    {
        "record": Way(_("Kinds of records"), _by_record),
        "theme": Way(_("Themes"), _by_theme("year", axes.years)),
    },
)
NETWORK = Picture(
    "network",
    _("Network"),
    {"partner": Way(_("Partners"), lambda selection: network(selection).tally)},
)
PICTURES = {one.name: one for one in (MAP, COVERAGE, TIMELINE, NETWORK)}
