"""The API's views: a list and a record, for every kind of entry."""

from collections.abc import Iterable
from typing import Any, cast

import orjson
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from activities.api import answer_serializers
from activities.api.parameters import refusals
from activities.api.problems import Gone
from activities.catalogue import counts, facets, related, results
from activities.catalogue import selection as selections
from activities.catalogue.facets import Facet
from activities.catalogue.kinds import PAGED, EntryKind, api_url
from activities.catalogue.problems import (
    InvalidQuery,
    Problem,
    shortened,
    unknown_parameter,
)
from activities.catalogue.results import Page
from activities.catalogue.selection import Catalogue
from iomtracker.fair_use import costing

ROWS_PER_UNIT = 100  # what a list costs: a unit, one a count, one a hundred rows


class CatalogueView(APIView):
    """Reads the catalogue, which it is given."""


class RootView(CatalogueView):
    """Where everything is."""

    @extend_schema(
        responses={
            200: answer_serializers.Root,
            **refusals(_400="There are no parameters here."),
        }
    )
    def get(self, request: Request, catalogue: Catalogue) -> Response:
        refuse_parameters(request)
        addresses = {kind.plural: f"/api/v1/{kind.plural}/" for kind in PAGED}
        return Response(
            {
                **addresses,
                "search": "/api/v1/search/",
                "changes": "/api/v1/changes/",
                "dumps": "/api/v1/dumps/",
                "schema": "/api/v1/openapi.json",
                "documentation": "/api/docs/",
                "sequence": catalogue.position.sequence,
            }
        )


class ListView(CatalogueView):
    """The entries of a kind that a query selects; `kind` None is all records."""

    kind: EntryKind | None = None

    def get(self, request: Request, catalogue: Catalogue) -> Response:
        selection = selections.read(self.kind, query_of(request), catalogue)
        page = results.page(selection)
        names = selection.controls.facets
        response = Response(list_answer(request, page, facets.count(selection, names)))
        rows = len(page.rows) // ROWS_PER_UNIT
        return costing(response, 1 + len(names) + rows)


class RecordView(CatalogueView):
    """One entry whole, with what other entries say of it."""

    kind: EntryKind

    def get(self, request: Request, key: str, catalogue: Catalogue) -> Response:
        refuse_parameters(request)
        if self.kind == EntryKind.PLACE:
            key = catalogue.vocabulary.canonical_place(key) or key
        record = related.find(self.kind, key)
        if record is None:
            raise Gone.of(self.kind, key) or Http404
        answer = record.document | {"related": record.related}
        if self.kind == EntryKind.EVENT:
            answer["chain"] = [_link(one) for one in related.chain(record)]
        if self.kind in counts.FIELDS:
            answer["counts"] = counts.of_entry(catalogue, self.kind, key)
        return Response(answer)


def list_answer(request: Request, page: Page, counted: Iterable[Facet]) -> bytes:
    """The answer of a list: ready documents joined, not built again."""
    parts = [
        (b"count", str(page.count).encode()),
        (b"next", orjson.dumps(_address(request, page.next_query()))),
        (b"previous", orjson.dumps(_address(request, page.previous_query()))),
        (b"sequence", str(page.selection.catalogue.index.reached).encode()),
        (b"results", b"[%s]" % b",".join(page.rows)),
    ]
    if page.selection.controls.facets:
        options = {one.name: one.options for one in counted}
        parts.append((b"facets", orjson.dumps(options)))
    if not page.count and (suggestion := results.suggestion(page.selection)):
        parts.append((b"did_you_mean", orjson.dumps(suggestion)))
    return b"{%s}" % b",".join(b'"%s":%s' % part for part in parts)


def _address(request: Request, query: str | None) -> str | None:
    if query is None:
        return None
    path = request.path
    return request.build_absolute_uri(f"{path}?{query}" if query else path)


def _link(document: dict[str, Any]) -> dict[str, Any]:
    names = ("record", "slug", "title", "language", "url", "dates")
    about = {name: document[name] for name in names}
    return about | {"api_url": api_url(document["record"], document["slug"])}


def query_of(request: Request) -> QueryDict:
    """What is asked. Raises InvalidQuery for an empty value: it is not ignored here.

    Pages take one, as a form sends it for a box left empty.
    """
    query = cast(QueryDict, request.query_params)
    told = _("This is empty: give a value, or leave the parameter out.")
    empty = [name for name, values in query.lists() if "" in values]
    if empty:
        raise InvalidQuery([Problem(shortened(name), "", told) for name in empty])
    return query


def refuse_parameters(request: Request) -> None:
    """Raises InvalidQuery: what takes no parameter does not ignore one."""
    if request.query_params:
        raise InvalidQuery(
            [unknown_parameter(name, ()) for name in request.query_params]
        )
