"""Every option of one filter under a selection, on a page of its own to search in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from activities.catalogue import facets, names
from activities.catalogue.facets import Facet
from activities.catalogue.index.schema import words_of
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import Problem, shortened
from activities.catalogue.selection import Catalogue, Selection
from activities.site import applied, asked, boxes, clauses, listing, lists, words
from activities.site.boxes import Choice
from iomtracker.fair_use import costing

MOST = 500
LONGEST = 100  # letters that may be searched for
BY_NAME = ("partner", "country", "region", "role", "language")
KINDS = {
    "partner": EntryKind.PARTNER,
    "country": EntryKind.PLACE,
    "region": EntryKind.PLACE,
    "theme": EntryKind.THEME,
    "dialogue": EntryKind.DIALOGUE,
}
COST = 2  # units of fair use


@dataclass(frozen=True)
class Linked:
    """An option, and the list with it added, or without it where it is set already."""

    choice: Choice
    url: str


def options(
    request: HttpRequest, catalogue: Catalogue, kind: EntryKind | None, facet: str
) -> HttpResponse:
    query, sought, problems = _sought(request.GET)
    selection, others = asked.read(kind, query, catalogue)
    if not boxes.is_filter(selection, facet):
        raise Http404
    if problems or others:
        return lists.refused(request, selection, [*problems, *others])
    whole = facets.whole(selection, facet)
    found = list(_found(selection, whole, sought))
    context = _frame(request, selection, whole, sought) | {
        "options": [_linked(selection, whole, one) for one in found[:MOST]],
        "left_out": max(0, len(found) - MOST),
    }
    response = render(request, "site/options.html", context)
    return costing(response, COST)


def _sought(query: QueryDict) -> tuple[QueryDict, str, list[Problem]]:
    """The query of the list, the words that options are searched by, what is wrong."""
    query = query.copy()
    sought = " ".join(" ".join(query.pop("find", [])).split())
    if len(sought) <= LONGEST:
        return query, sought, []
    message = _("At most %d letters.") % LONGEST
    return query, "", [Problem("find", shortened(sought), message)]


def _frame(
    request: HttpRequest, selection: Selection, whole: Facet, sought: str
) -> dict[str, Any]:
    address = listing.options_address(selection, whole.name)
    pairs = selection.filter_pairs() | selection.controls.pairs()
    count = selection.count()
    return {
        "facet": whole,
        "heading": words.all_options(whole.name, whole.total),
        "told": clauses.sentence(selection, count),
        "sought": sought,
        "path": address.partition("?")[0],
        "whole_url": address,
        "list_path": listing.address(selection.kind),
        "list_url": listing.address(selection.kind, selection.query_string(page=[])),
        "hidden": [
            (name, value)
            for name, values in pairs.items()
            if name not in ("page", "cursor")
            for value in values
        ],
        "tags": applied.tags(selection),
        "is_set": bool(selection.chosen(whole.parameter)),
        "canonical": request.build_absolute_uri(address),
        "noindex": True,
    }


def _found(selection: Selection, whole: Facet, sought: str) -> Iterator[Choice]:
    """The options with the words sought in one of their names, in an order to read."""
    options = whole.options
    if len(options) > MOST and not sought:
        options = tuple(sorted(options, key=lambda one: -one.count))
    elif whole.name in BY_NAME:
        options = tuple(sorted(options, key=lambda one: words_of(one.label)))
    typed = words_of(sought)
    keys = _keys(selection, whole.name, typed)
    for option in options:
        if option.value in keys or _begins(words_of(option.label), typed):
            yield boxes.choice(selection, whole, option)


def _keys(selection: Selection, name: str, typed: tuple[str, ...]) -> set[str]:
    """The keys that are sought, by any of their names; by one near it if by none."""
    kind = KINDS.get(name)
    if kind is None or not typed:
        return set()
    known = names.of(selection.catalogue.vocabulary)
    for matching in (known.matching(typed), known.near(typed)):
        if keys := {one.key for _fit, one in matching if one.kind == kind}:
            return keys
    return set()


def _begins(label: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    return all(any(word.startswith(one) for word in label) for one in typed)


def _linked(selection: Selection, whole: Facet, choice: Choice) -> Linked:
    given = selection.filter_pairs().get(whole.parameter, [])
    rest = [one for one in given if one != choice.value]
    if choice.checked:
        return Linked(choice, applied.without(selection, whole.parameter, rest))
    alone = whole.name in boxes.ONE_ONLY
    values = [choice.value] if alone else [*given, choice.value]
    return Linked(choice, applied.without(selection, whole.parameter, values))
