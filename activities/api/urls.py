"""Addresses of the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.views import SpectacularJSONAPIView

from activities.answers import public
from activities.api.docs import documentation
from activities.api.operations import operation_views
from activities.api.views import KINDS, RootView
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue


def _of_kind(kind: EntryKind) -> list[URLPattern]:
    lists, records = operation_views(kind)
    base = f"v1/{kind.plural}/"
    return [
        path(base, public(lists.as_view()), name=f"api-{kind.plural}"),
        path(f"{base}<slug:key>/", public(records.as_view()), name=f"api-{kind}"),
    ]


_described = SpectacularJSONAPIView.as_view()


def schema(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """It describes the program alone; it is kept and versioned like the rest."""
    answer: Any = _described(request)
    return answer


urlpatterns = [
    path("v1/", public(RootView.as_view()), name="api-root"),
    *[pattern for kind in KINDS for pattern in _of_kind(kind)],
    path("v1/search/", public(operation_views(None)[0].as_view()), name="api-search"),
    path("v1/openapi.json", public(schema), name="api-schema"),
    path("docs/", public(documentation), name="api-docs"),
]
