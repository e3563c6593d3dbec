"""The API's documentation page, from the same declarations as the API itself."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from activities.api import examples, operations
from activities.api.changes import ChangesForm
from activities.api.forms import COST, ROWS_PER_UNIT
from activities.api.parameters import parameters_of
from activities.catalogue.controls import DEEPEST_ROW, FACETS, MOST_PER_PAGE
from activities.catalogue.kinds import PAGED, EntryKind
from activities.catalogue.selection import Catalogue
from activities.exports import formats


@dataclass(frozen=True)
class Endpoint:
    """A list of the API, as its documentation shows it."""

    address: str
    heading: str
    parameters: tuple[str, ...]
    facets: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Parameter:
    """A parameter, what it means, and the lists that take it: all, or these."""

    name: str
    meaning: str
    taken_by: tuple[str, ...]


def documentation(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    base_url = request.build_absolute_uri("/").rstrip("/")
    context = {
        "endpoints": [_endpoint(kind) for kind in (*PAGED, None)],
        "parameters": _parameters(),
        "asked_of_changes": parameters_of(ChangesForm()),
        "asked_of_forms": _of_forms(),
        "forms": formats.FORMATS,
        "examples": [(one, one.snippets(base_url)) for one in examples.EXAMPLES],
        "harvester": examples.harvester(),
        "generator": examples.generator(),
        "deepest_row": DEEPEST_ROW,
        "most_per_page": MOST_PER_PAGE,
        "sequence": catalogue.position.sequence,
        "rate_limit": settings.RATE_LIMIT,
        "export_cost": COST,
        "rows_per_unit": ROWS_PER_UNIT,
        "base_url": base_url,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "site/api_docs.html", context)


def _endpoint(kind: EntryKind | None) -> Endpoint:
    word = operations.word_of(kind)
    names = tuple(one.name for one in operations.list_parameters(kind))
    endings = tuple(form.ending for form in formats.formats_of(kind))
    heading = kind.heading if kind else _("All records")
    return Endpoint(f"/api/v1/{word}/", heading, names, FACETS[kind], endings)


def _parameters() -> list[Parameter]:
    """Every parameter of every list, each once for each of its meanings."""
    taken: dict[tuple[str, str], list[str]] = {}
    for kind in (*PAGED, None):
        for one in operations.list_parameters(kind):
            key = one.name, str(one.description)
            taken.setdefault(key, []).append(operations.word_of(kind))
    everywhere = len(PAGED) + 1
    return [
        Parameter(name, meaning, () if len(words) == everywhere else tuple(words))
        for (name, meaning), words in sorted(taken.items())
    ]


def _of_forms() -> list[Any]:
    """What only the other forms of a list may be asked."""
    of_lists = {one.name for one in _parameters()}
    found = {
        one.name: one
        for form in formats.FORMATS
        for one in operations.form_parameters(form.kinds[0], form)
        if one.name not in of_lists
    }
    return sorted(found.values(), key=lambda one: one.name)
