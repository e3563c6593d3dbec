"""Refusals of the API as RFC 9457 problems that say how to mend the query."""

from dataclasses import asdict
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from activities.catalogue.problems import InvalidQuery, PastTheEnd
from iomtracker.errors import problem

DOCS = "/api/docs/"


class Gone(Exception):
    """A record that was public once and is no longer."""


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception of a view; None leaves it to Django."""
    if isinstance(error, InvalidQuery):
        errors = [asdict(one) for one in error.problems]
        detail = _("The query cannot be answered as asked; see “errors”.")
        return _response(400, detail, errors=errors, documentation=DOCS)
    if isinstance(error, PastTheEnd):
        return _response(404, str(error), pages=error.pages)
    if isinstance(error, Gone):
        return _response(410, _("This record was public and has been withdrawn."))
    if isinstance(error, Http404):
        return _response(404, _("There is nothing at this address."))
    if isinstance(error, APIException):
        return _response(error.status_code, str(error.detail))
    return None


def _response(status: int, detail: str, **more: Any) -> Response:
    return Response(
        problem(status, detail, **more),
        status=status,
        content_type="application/problem+json",
    )
