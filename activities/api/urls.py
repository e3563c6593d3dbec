"""Addresses of the API, and of lists and records in other forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.views import SpectacularJSONAPIView

from activities.answers import public
from activities.api import dumps, operations, tallies
from activities.api.changes import ChangesView
from activities.api.deprecations import announced
from activities.api.docs import documentation
from activities.api.views import RootView
from activities.catalogue.kinds import PAGED, RECORDS, EntryKind
from activities.catalogue.selection import Catalogue
from activities.catalogue.tallies.pictures import PICTURES
from activities.exports import formats


def _answer(view: Any) -> Any:
    return announced(public(view.as_view()))


def _of_kind(kind: EntryKind) -> list[URLPattern]:
    base = f"api/v1/{kind.plural}/"
    lists, records = operations.list_view(kind), operations.record_view(kind)
    return [
        path(base, _answer(lists), name=f"api-{kind.plural}"),
        path(f"{base}<slug:key>/", _answer(records), name=f"api-{kind}"),
    ]


def _forms(kind: EntryKind | None) -> list[URLPattern]:
    """A list in its other forms, beside its page: /events.csv."""
    word = operations.word_of(kind)
    return [
        path(f"{word}.{form.ending}", _answer(operations.form_view(kind, form)))
        for form in formats.formats_of(kind)
    ]


def _record_forms(kind: EntryKind) -> list[URLPattern]:
    """A record in its other forms, beside its page: /events/a-workshop.ics."""
    return [
        path(
            f"{kind.plural}/<slug:key>.{form.ending}",
            _answer(operations.record_form_view(kind, form)),
        )
        for form in formats.formats_of(kind)
        if form.of_records
    ]


_described = SpectacularJSONAPIView.as_view()


def schema(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """It describes the program alone; it is kept and versioned like the rest."""
    answer: Any = _described(request)
    return answer


# What people read: in every language, as the site's pages are.
pages = [path("api/docs/", public(documentation), name="api-docs")]
urlpatterns = [
    path("api/v1/", _answer(RootView), name="api-root"),
    *[pattern for kind in PAGED for pattern in _of_kind(kind)],
    path("api/v1/search/", _answer(operations.list_view(None)), name="api-search"),
    path("api/v1/changes/", _answer(ChangesView), name="api-changes"),
    path("api/v1/dumps/", announced(dumps.manifest), name="api-dumps"),
    path("api/v1/dumps/<slug:folder>/<str:name>", announced(dumps.file)),
    path("api/v1/openapi.json", public(schema), name="api-schema"),
    *pages,
    *[pattern for kind in (*PAGED, None) for pattern in _forms(kind)],
    *[pattern for kind in RECORDS for pattern in _record_forms(kind)],
    *[path(f"{n}.csv", _answer(tallies.view_of(p))) for n, p in PICTURES.items()],
]
