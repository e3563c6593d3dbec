"""What stands around every picture: what it shows, of which records, how else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from activities.catalogue import changes
from activities.catalogue.dates import day_in_words
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.problems import Problem
from activities.catalogue.selection import Catalogue, Selection
from activities.catalogue.tallies.heads import wanted
from activities.catalogue.tallies.pictures import (
    BY,
    PICTURES,
    Picture,
    without_way,
)
from activities.catalogue.tallies.tally import Tally
from activities.site import applied, asked, listing, words
from activities.site.asked import Trouble
from activities.site.languages import localized
from iomtracker.fair_use import costing

Context = dict[str, Any]
COST = 5  # units of fair use: as many counts as a list has


@dataclass(frozen=True)
class Choice:
    """One of several ways to see the picture, and where it is."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Asked:
    """A picture as it is asked for: by what, and of which selection."""

    picture: Picture
    by: str
    selection: Selection
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, name: str, query: QueryDict, catalogue: Catalogue) -> "Asked":
        picture = PICTURES[name]
        by, wrong = picture.way_of(query)
        kind = picture.ways[by].kind
        selection, problems = asked.read(kind, without_way(query), catalogue)
        return cls(picture, by, selection, (*wrong, *problems))

    def tally(self) -> Tally:
        """The numbers of the picture."""
        told: Tally = self.picture.ways[self.by].tally(self.selection)
        return told

    def address(self, by: str = "", **changes: list[str]) -> str:
        """Where the picture is of this selection, or with some filters changed."""
        query = self.picture.query(by or self.by, self.filters(**changes))
        return address(self.picture.name, query)

    def without(self, name: str, rest: list[str]) -> str:
        """The same with only the rest of the values under a name."""
        return self.address(**{name: rest})

    def filters(self, **changes: list[str]) -> str:
        """The query string of the filters alone."""
        unasked: dict[str, list[str]] = {n: [] for n in self.selection.controls.given}
        return self.selection.query_string(**{**unasked, **changes})

    @property
    def record(self) -> EntryKind | None:
        """The kind of record, where only one is asked for."""
        if self.selection.kind:
            return self.selection.kind
        only = wanted(self.selection, "record")
        return EntryKind(only[0]) if len(only) == 1 else None


def address(name: str, query: str = "") -> str:
    """The address of a picture, in the active language."""
    path = localized(f"/{name}/")
    return f"{path}?{query}" if query else path


def page(
    request: HttpRequest,
    catalogue: Catalogue,
    name: str,
    drawn: Callable[[Asked], Context],
    heading: Callable[[Asked], str],
) -> HttpResponse:
    """The page of a picture. What is drawn may have a heading of its own."""
    shown = Asked.of(name, request.GET, catalogue)
    if elsewhere := _unasked_controls(request, shown):
        return elsewhere
    context: Context = {"heading": heading(shown)}
    if not shown.problems:
        context |= drawn(shown)
    return _answer(request, shown, context)


def _unasked_controls(request: HttpRequest, shown: Asked) -> HttpResponse | None:
    """The way to the one address of a picture: without what only lists take."""
    empty = any("" in values for _name, values in request.GET.lists())
    if shown.problems or not (empty or shown.selection.controls.given):
        return None
    return redirect(shown.address())


def _answer(request: HttpRequest, shown: Asked, context: Context) -> HttpResponse:
    """The page of a picture; of a refused question the page that says what is wrong."""
    name = shown.picture.name
    context = around(request, shown) | context
    status = 400 if shown.problems else 200
    response = render(request, f"pictures/{name}.html", context, status=status)
    return costing(response, COST)


def around(request: HttpRequest, shown: Asked) -> Context:
    """What every picture tells of itself."""
    selection, query = shown.selection, shown.filters()
    list_query = f"?{query}" if query else ""
    here = request.build_absolute_uri(shown.address())
    return {
        "picture": shown.picture,
        "query": query if selection.kind is None else "",
        "canonical": "" if shown.problems else here,
        "noindex": bool(request.GET),
        "csv_url": _file(shown),
        "list_url": listing.address(selection.kind) + list_query,
        "as_of": day_in_words(changes.last_change_at()),
        "tags": applied.tags(
            selection, lambda name, rest: shown.address(**{name: rest})
        ),
        "path": address(shown.picture.name),
        "troubles": list(_troubles(request, shown)),
        "ways": [
            Choice(str(way.label), _told_by(shown, by), by == shown.by)
            for by, way in shown.picture.ways.items()
        ],
        "records": list(_records(shown)),
        "amount": words.amount(shown.record, selection.count()),
    }


def _file(shown: Asked) -> str:
    query = shown.picture.query(shown.by, shown.filters())
    path = f"/{shown.picture.name}.csv"
    return f"{path}?{query}" if query else path


def _told_by(shown: Asked, by: str) -> str:
    """The same picture told by something else, with the filters that it takes."""
    if shown.picture.ways[by].kind is shown.selection.kind:
        return shown.address(by)
    kept = ("theme", "dialogue", "role", "year", "from", "to", "q")
    dropped: dict[str, list[str]] = {
        name: [] for name in shown.selection.filter_pairs() if name not in kept
    }
    return shown.address(by, **dropped)


def _records(shown: Asked) -> Iterable[Choice]:
    """All records, or only activities, events or publications."""
    if shown.selection.kind is not None:
        return
    only = wanted(shown.selection, "record")
    yield Choice(_("All records"), shown.address(record=[]), not only)
    for kind in CONTENT:
        url = shown.address(record=[str(kind)])
        yield Choice(kind.heading, url, only == [str(kind)])


def _troubles(request: HttpRequest, shown: Asked) -> Iterable[Trouble]:
    """What is wrong, with repaired addresses that lead to the picture, not a list."""
    for trouble in asked.troubles(shown.selection, request.GET, shown.problems):
        if trouble.problem.parameter == BY:
            trouble = replace(trouble, known=True, repaired="")
            if near := trouble.problem.nearest:
                trouble = replace(trouble, repaired=shown.address(near))
        elif trouble.repaired:
            query = trouble.repaired.partition("?")[2]
            trouble = replace(trouble, repaired=address(shown.picture.name, query))
        yield trouble
