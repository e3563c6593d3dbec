"""Answers to what went wrong before or outside a view: pages, or JSON for the API.

The pages stand alone: they need neither the database nor the catalogue.
"""

import sys
from http import HTTPStatus
from typing import Any

import orjson
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from activities.catalogue.index.follower import IndexBusy
from iomtracker import request_id

API = "/api/"
DOCS = "/api/docs/"
RETRY_AFTER = 5  # seconds until a database that is busy or restarts may answer again


def refuse(
    request: HttpRequest,
    message: str,
    status: HTTPStatus = HTTPStatus.BAD_REQUEST,
    **more: Any,
) -> HttpResponse:
    """400, or another status: the request itself cannot be read or be answered.

    `more` is what its page tells beside the message.
    """
    return _answer(request, status, message, **more)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, _("The request cannot be read."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.FORBIDDEN, _("This is not allowed."))


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After where database or index does not answer yet, else 500."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError | IndexBusy):
        message = _("The database does not answer. Please try again in a moment.")
        if isinstance(error, IndexBusy):
            message = _("The search index is being made. Please try again in a moment.")
        response = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, message)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    message = _("Something went wrong on our side. It has been noted.")
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, message)


def problem(status: int, detail: str, kind: str = "", **more: Any) -> bytes:
    """A problem as RFC 9457 has it. `kind` names its part of the documentation."""
    body: dict[str, Any] = {
        "type": f"{DOCS}#problem-{kind}" if kind else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        body["request_id"] = request_id.current()
    return orjson.dumps({**body, **more})


def _answer(
    request: HttpRequest, status: HTTPStatus, message: str, **more: Any
) -> HttpResponse:
    if is_for_programs(request.path):
        kind = "too-many" if status == HTTPStatus.TOO_MANY_REQUESTS else ""
        return HttpResponse(
            problem(status, message, kind),
            status=status,
            content_type="application/problem+json",
        )
    context = {
        "message": message,
        "request": request,
        "request_id": request_id.current(),
        "noindex": True,
        **more,
    }
    page = render_to_string(f"{status.value}.html", context)
    return HttpResponse(page, status=status)


def is_for_programs(path: str) -> bool:
    """Whether an address is of the API, or of a file such as /events.csv."""
    return (path.startswith(API) and path != DOCS) or "." in path.rpartition("/")[2]
