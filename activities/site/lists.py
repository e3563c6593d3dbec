"""The lists: activities, events, publications, partners, and the search over all."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from activities.catalogue import results
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery, PastTheEnd, Problem
from activities.catalogue.results import Page
from activities.catalogue.selection import Catalogue, Selection
from activities.site import applied, asked, forms, languages, listing, panel, words

Context = dict[str, Any]
COST = 5  # units of fair use: a list and the counts of its filters


def entries(
    request: HttpRequest, catalogue: Catalogue, kind: EntryKind | None
) -> HttpResponse:
    """A list, its filters and what is applied of them."""
    selection, problems = asked.read(kind, request.GET, catalogue)
    if not problems and _has_empty_values(request):
        # What a form sends for boxes left empty does not belong into an address.
        return redirect(listing.address(kind, selection.query_string()))
    if problems:
        return _refused(request, selection, problems)
    context = _frame(request, selection)
    try:
        page = listing.page_of(selection)
    except InvalidQuery as error:
        return _refused(request, selection, error.problems)
    except PastTheEnd as error:
        last = listing.last_page(selection, error.pages)
        url = listing.numbered(selection, last)
        context |= {"past_the_end": error, "last_page": url}
        return render(request, "site/list.html", context, status=404)
    response: Any = render(request, "site/list.html", context | _found(request, page))
    response.cost = COST
    return response


def _refused(
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
    query = selection.query_string()
    path, url = listing.address(selection.kind), listing.address(selection.kind, query)
    # Pages of the whole list may be found by search engines; selections are endless.
    plain = {*selection.filter_pairs(), *selection.controls.given} <= {"page"}
    return {
        "kind": selection.kind,
        "path": path,
        "heading": selection.kind.heading if selection.kind else _("Search"),
        "button": _button(selection.kind),
        "canonical": request.build_absolute_uri(url),
        "noindex": not plain,
        "json_url": f"/api/v1{languages.neutral(url)}",
        "feed_url": forms.feed(selection),
        "tags": applied.tags(selection),
        "panel": panel.of(selection, request.GET, problems),
        "troubles": list(asked.troubles(selection, request.GET, problems)),
    }


def _button(kind: EntryKind | None) -> str:
    if kind is None:
        return _("Show results")
    return _("Show %s") % kind.heading.lower()


def _found(request: HttpRequest, page: Page) -> Context:
    selection = page.selection
    before, after = page.previous_query(), page.next_query()
    context: Context = {
        "count": page.count,
        "amount": words.amount(selection.kind, page.count),
        "rows": listing.rows(page),
        "page": page,
        "steps": listing.steps(page),
        "forms": forms.of_list(request, selection, page.count),
    }
    if before is not None:
        context["previous"] = listing.address(selection.kind, before)
    if after is not None:
        context["next"] = listing.address(selection.kind, after)
    return context if page.count else context | _ways_out(selection)


def _ways_out(selection: Selection) -> Context:
    """Help for an empty list: filters to drop, and words that do occur."""
    context: Context = {"ways_out": applied.ways_out(selection)}
    if better := results.suggestion(selection):
        query = selection.query_string(q=[better], page=[], cursor=[])
        url = listing.address(selection.kind, query)
        context["did_you_mean"] = {"words": better, "url": url}
    return context
