"""What stands before every view."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomtracker import request_id
from iomtracker.errors import refuse
from iomtracker.fair_use import WINDOW, Standing, buckets, client_of, cost_of

Answer = Callable[[HttpRequest], HttpResponse]

READING = "GET, HEAD, OPTIONS"
EXPOSED = (
    "ETag, Retry-After, RateLimit, RateLimit-Policy, X-RateLimit-Limit,"
    " X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Deprecation, Sunset,"
    " Link, Content-Disposition"
)
UNCOUNTED = ("/admin/", "/livez", "/readyz")
LONGEST_QUERY = 8000  # bytes; the longest honest selection is far below it
MOST_PARAMETERS = 200
PRIVATE = "/admin/"


def name_requests(get_response: Answer) -> Answer:
    """Give each request an id, and tell it in the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        named = request_id.begin(request.headers.get(request_id.HEADER, ""))
        response = get_response(request)
        response[request_id.HEADER] = named
        return response

    return middleware


def only_read(get_response: Answer) -> Answer:
    """What is public can only be read, and by scripts of any site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PRIVATE):
            return get_response(request)
        if request.method == "OPTIONS":
            response = _preflight()
        elif request.method not in ("GET", "HEAD"):
            message = _("What is public can only be read: GET, HEAD or OPTIONS.")
            response = refuse(request, message, HTTPStatus.METHOD_NOT_ALLOWED)
            response["Allow"] = READING
        else:
            response = get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        return response

    return middleware


def _preflight() -> HttpResponse:
    """What a browser asks before a script of another site may send If-None-Match."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Allow"] = response["Access-Control-Allow-Methods"] = READING
    response["Access-Control-Allow-Headers"] = "If-None-Match, X-Request-Id"
    response["Access-Control-Max-Age"] = "86400"
    return response


def use_fairly(get_response: Answer) -> Answer:
    """Take what an answer costs from who asks; who has nothing left waits.

    An answer costs one unit, or what its view says it does; a 304 costs nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        limit = settings.RATE_LIMIT
        if not limit or request.path.startswith(UNCOUNTED):
            return get_response(request)
        client = client_of(request)
        standing = buckets().take(client, 1, limit)
        if standing.retry_after:
            response = _too_many(request, standing)
        else:
            response = get_response(request)
            cost = 0 if response.status_code == 304 else cost_of(response)
            if cost != 1:
                standing = buckets().charge(client, cost - 1, limit)
        _tell(response, standing)
        return response

    return middleware


def _too_many(request: HttpRequest, standing: Standing) -> HttpResponse:
    message = ngettext(
        "Too much was asked for from your address. Go on in %d second.",
        "Too much was asked for from your address. Go on in %d seconds.",
        standing.retry_after,
    )
    response = refuse(
        request, message % standing.retry_after, HTTPStatus.TOO_MANY_REQUESTS
    )
    response["Retry-After"] = str(standing.retry_after)
    return response


def _tell(response: HttpResponse, standing: Standing) -> None:
    """Say how much may still be asked, in the standard's headers and in the usual."""
    limit, left, full_in = standing.limit, standing.left, standing.full_in
    response["RateLimit-Policy"] = f'"units";q={limit};w={WINDOW:.0f}'
    response["RateLimit"] = f'"units";r={left};t={full_in}'
    response["X-RateLimit-Limit"] = str(limit)
    response["X-RateLimit-Remaining"] = str(left)
    response["X-RateLimit-Reset"] = str(full_in)


def refuse_malformed_requests(get_response: Answer) -> Answer:
    """Answer 400 where an address cannot be read as text, or asks for far too much.

    Django would put a replacement sign for bad UTF-8, and so answer another question.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            message = _("The address is longer than %d letters: ask for less at once.")
            return refuse(request, message % LONGEST_QUERY)
        if query.count("&") >= MOST_PARAMETERS:
            message = _("The address has more than %d parameters: ask for fewer.")
            return refuse(request, message % MOST_PARAMETERS)
        raw = unquote_to_bytes(query.replace("+", " "))
        if b"\x00" in raw:
            return refuse(request, _("The address holds a NUL byte."))
        try:
            raw.decode()
        except UnicodeDecodeError:
            return refuse(request, _("The address is not UTF-8."))
        if not request.path.startswith(PRIVATE):
            # What is public is the same for all: nobody is known there by a cookie.
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware
