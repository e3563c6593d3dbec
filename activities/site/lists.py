"""The lists: activities, events, publications, partners, and the search over all."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery, PastTheEnd, Problem
from activities.catalogue.results import Page
from activities.catalogue.selection import Catalogue, Selection
from activities.site import (
    applied,
    asked,
    clauses,
    forms,
    languages,
    listing,
    panel,
    suggest,
    words,
)
from iomtracker.fair_use import costing

Context = dict[str, Any]
COST = 5  # units of fair use: a list and the counts of its filters


def entries(
    request: HttpRequest, catalogue: Catalogue, kind: EntryKind | None
) -> HttpResponse:
    """A list, its filters and what is applied of them."""
    selection, problems = asked.read(kind, request.GET, catalogue)
    if not problems and _has_empty_values(request):
        # What a form sends for boxes left empty does not belong into an address.
        return redirect(listing.canonical(selection))
    if problems:
        return refused(request, selection, problems)
    context = _frame(request, selection)
    try:
        page = listing.page_of(selection)
    except InvalidQuery as error:
        return refused(request, selection, error.problems)
    except PastTheEnd as error:
        last = listing.last_page(selection, error.pages)
        url = listing.numbered(selection, last)
        context |= {"past_the_end": error, "last_page": url, "canonical": ""}
        return render(request, "site/list.html", context, status=404)
    response = render(request, "site/list.html", context | _found(request, page))
    return costing(response, COST)


def refused(
    request: HttpRequest, selection: Selection, problems: list[Problem]
) -> HttpResponse:
    """The form with all that was right in it, and what is to be mended."""
    # What is left of the query is another question, with an address of its own.
    context = _frame(request, selection, problems)
    context |= {"canonical": "", "json_url": "", "feed_url": ""}
    return render(request, "site/list.html", context, status=400)


def _has_empty_values(request: HttpRequest) -> bool:
    return any(value == "" for _name, values in request.GET.lists() for value in values)


def _frame(
    request: HttpRequest, selection: Selection, problems: Iterable[Problem] = ()
) -> Context:
    """What stands around the rows, whatever they are."""
    asked_for = listing.address(selection.kind, selection.query_string())
    # Pages of the whole list may be found by search engines; selections are endless.
    plain = not selection.filter_pairs() and {*selection.controls.given} <= {"page"}
    return {
        "kind": selection.kind,
        "path": listing.address(selection.kind),
        "heading": selection.kind.heading if selection.kind else _("Search"),
        "button": _button(selection.kind),
        "canonical": request.build_absolute_uri(listing.canonical(selection)),
        "noindex": not plain,
        "suggest_url": _suggest_url(selection.kind),
        "suggested_filters": _suggested_filters(selection),
        "json_url": f"/api/v1{languages.neutral(asked_for)}",
        "feed_url": forms.feed(selection),
        "tags": applied.tags(selection),
        "panel": panel.of(selection, request.GET, problems),
        "troubles": list(asked.troubles(selection, request.GET, problems)),
    }


def _button(kind: EntryKind | None) -> str:
    if kind is None:
        return _("Show results")
    return _("Show %s") % kind.heading.lower()


def _suggest_url(kind: EntryKind | None) -> str:
    """Where suggestions come from for the search box of a list."""
    path = languages.localized("/search/suggest/")
    return f"{path}?record={kind}" if kind else path


def _suggested_filters(selection: Selection) -> str:
    """The filters that a suggestion may set in place of words."""
    return " ".join(
        name for name in suggest.FILTERS if name in selection.filters.filters
    )


def _counted(kind: EntryKind | None, count: int) -> str:
    """What the button says once the number is known: “Show 14 events”."""
    return _("Show %s") % words.amount(kind, count)


def _found(request: HttpRequest, page: Page) -> Context:
    selection = page.selection
    before, after = page.previous_query(), page.next_query()
    context: Context = {
        "count": page.count,
        "told": clauses.sentence(selection, page.count),
        "query": listing.as_search(selection),
        "counted": _counted(selection.kind, page.count),
        "rows": listing.rows(page),
        "page": page,
        "steps": listing.steps(page),
        "forms": forms.of_list(request, selection, page.count),
    }
    if before is not None:
        context["previous"] = listing.address(selection.kind, before)
    if after is not None:
        context["next"] = listing.address(selection.kind, after)
    if not page.count:
        context["ways_out"] = applied.ways_out(selection)
        context["did_you_mean"] = applied.better_words(selection)
    return context
