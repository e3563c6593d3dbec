"""The API's documentation page, from the same declarations as the API itself."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from activities.api.operations import list_parameters
from activities.api.views import KINDS
from activities.catalogue.controls import DEEPEST_ROW, FACETS, MOST_PER_PAGE
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue


@dataclass(frozen=True)
class Endpoint:
    """A list of the API, as its documentation shows it."""

    address: str
    heading: str
    parameters: list[tuple[str, str]]
    facets: tuple[str, ...]


def documentation(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    context = {
        "endpoints": [_endpoint(kind) for kind in (*KINDS, None)],
        "deepest_row": DEEPEST_ROW,
        "most_per_page": MOST_PER_PAGE,
        "sequence": catalogue.position.sequence,
        "base_url": request.build_absolute_uri("/").rstrip("/"),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "site/api_docs.html", context)


def _endpoint(kind: EntryKind | None) -> Endpoint:
    parameters = [(one.name, str(one.description)) for one in list_parameters(kind)]
    word, heading = (
        (kind.plural, kind.heading) if kind else ("search", _("All records"))
    )
    return Endpoint(f"/api/v1/{word}/", heading, parameters, FACETS[kind])
