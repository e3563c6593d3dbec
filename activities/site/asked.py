"""What a visitor asked of a list, and how a question that cannot be answered is mended.

A page that refuses a query still shows the form with all that was right in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from activities.catalogue import selection as selections
from activities.catalogue.controls import LIST
from activities.catalogue.filters import FILTERS
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery, Problem, shortened
from activities.catalogue.selection import Catalogue, Selection
from activities.site.listing import address


@dataclass(frozen=True)
class Trouble:
    """A problem of the query, and the address of the query as it was probably meant."""

    problem: Problem
    label: str
    known: bool
    repaired: str


def read(
    kind: EntryKind | None, query: QueryDict, catalogue: Catalogue
) -> tuple[Selection, list[Problem]]:
    """The selection asked for, or what is left of it without its problems."""
    try:
        return selections.read(kind, query, catalogue), []
    except InvalidQuery as error:
        problems = error.problems
    rest = _without_values(query, problems)
    try:
        return selections.read(kind, rest, catalogue), problems
    except InvalidQuery as error:
        rest = _without_names(rest, error.problems)
    try:
        return selections.read(kind, rest, catalogue), problems
    except InvalidQuery:
        return selections.read(kind, QueryDict(), catalogue), problems


def troubles(selection: Selection, query: QueryDict, problems: Iterable[Problem]):
    """The problems as the page tells them."""
    filters = FILTERS[selection.kind].get_filters()
    for problem in problems:
        name = problem.parameter
        one = filters.get(name)
        known = one is not None or name in LIST
        repaired = ""
        if problem.instead:
            repaired = address(selection.kind, problem.instead)
        elif problem.nearest:
            mended = _repaired(query, problem, known)
            repaired = address(selection.kind, mended.urlencode())
        yield Trouble(problem, str(one.label) if one else name, known, repaired)


def _is(value: str, problem: Problem) -> bool:
    """Whether a value of the query is the one that the problem names."""
    return problem.value in (shortened(value), shortened(value.removeprefix("-")))


def _without_values(query: QueryDict, problems: Iterable[Problem]) -> QueryDict:
    """The query without the values refused, or the names where no value is to blame."""
    rest = query.copy()
    for problem in problems:
        given = rest.getlist(problem.parameter)
        kept = [value for value in given if not _is(value, problem)]
        if kept and kept != given:
            rest.setlist(problem.parameter, kept)
        else:
            rest = _without_names(rest, [problem])
    return rest


def _without_names(query: QueryDict, problems: Iterable[Problem]) -> QueryDict:
    refused = {problem.parameter for problem in problems}
    rest = query.copy()
    for name in list(rest):
        if shortened(name) in refused:
            del rest[name]
    return rest


def _repaired(query: QueryDict, problem: Problem, known: bool) -> QueryDict:
    """The query with the nearest name or value in place of the one refused."""
    rest = query.copy()
    if not known:
        values = query.getlist(problem.parameter)
        rest = _without_names(rest, [problem])
        rest.setlist(problem.nearest, [*rest.getlist(problem.nearest), *values])
        return rest
    values = [
        f"{'-' if value.startswith('-') else ''}{problem.nearest}"
        if _is(value, problem)
        else value
        for value in query.getlist(problem.parameter)
    ]
    rest.setlist(problem.parameter, values)
    return rest
