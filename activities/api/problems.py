"""Refusals of the API as RFC 9457 problems that say how to mend the query."""

from dataclasses import asdict
from functools import cache
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from activities.catalogue import related
from activities.catalogue.controls import LIST, ControlsForm
from activities.catalogue.filters import FILTERS
from activities.catalogue.kinds import EntryKind, api_url, page_url
from activities.catalogue.problems import InvalidQuery, PastTheEnd, Problem
from activities.catalogue.related import Tombstone
from iomtracker.errors import DOCS, problem


class Gone(Exception):
    """A record that was public once and is no longer. Another may be in its place."""

    def __init__(self, tombstone: Tombstone) -> None:
        self.tombstone = tombstone
        super().__init__()

    @classmethod
    def of(cls, kind: EntryKind, key: str) -> "Gone | None":
        """What to raise for a record withdrawn or deleted; None for any other."""
        tombstone = related.tombstone(kind, key)
        return cls(tombstone) if tombstone else None


class AnotherEpoch(Exception):
    """The catalogue was made anew since: who keeps a copy of it starts afresh."""

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        super().__init__()


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception of a view; None leaves it to Django."""
    if isinstance(error, InvalidQuery):
        return _invalid(error, context["request"])
    if isinstance(error, PastTheEnd):
        return _response(404, str(error), "past-the-end", pages=error.pages)
    if isinstance(error, Gone):
        return _gone(error.tombstone)
    if isinstance(error, AnotherEpoch):
        detail = _("The catalogue was made anew. Take a whole copy, and go on from it.")
        restart = context["request"].build_absolute_uri("/api/v1/dumps/")
        more = {"epoch": error.epoch, "restart": restart}
        return _response(410, detail, "another-epoch", **more)
    if isinstance(error, Http404):
        return _response(404, _("There is nothing at this address."), "not-found")
    if isinstance(error, APIException):
        return _response(error.status_code, str(error.detail))
    return None


def _invalid(error: InvalidQuery, request: Request) -> Response:
    detail = _("The query cannot be answered as asked; see “errors”.")
    more: dict[str, Any] = {"errors": [_told(one) for one in error.problems]}
    instead = next((one.instead for one in error.problems if one.instead), None)
    if instead:
        more["next"] = request.build_absolute_uri(f"{request.path}?{instead}")
    return _response(400, detail, "invalid-query", **more, documentation=DOCS)


def _told(one: Problem) -> dict[str, Any]:
    told = asdict(one)
    told.pop("instead")
    part = one.parameter if one.parameter in _documented() else "lists"
    return told | {"documentation": f"{DOCS}#{part if one.parameter else 'forms'}"}


@cache
def _documented() -> frozenset[str]:
    """The parameters that stand in the documentation, each under its name."""
    filters = {name for one in FILTERS.values() for name in one.get_filters()}
    return frozenset({*filters, *LIST, *ControlsForm.base_fields, "since", "epoch"})


def _gone(tombstone: Tombstone) -> Response:
    detail, more = _("This record was public and has been withdrawn."), {}
    if key := tombstone.replaced_by:
        detail = _("Another record has taken the place of this one.")
        kind = tombstone.kind
        urls = {"url": page_url(kind, key), "api_url": api_url(kind, key)}
        more["replaced_by"] = {"slug": key, **urls}
    return _response(410, detail, "gone", **more)


def _response(status: int, detail: str, kind: str = "", **more: Any) -> Response:
    return Response(
        problem(status, detail, kind, **more),
        status=status,
        content_type="application/problem+json",
    )
