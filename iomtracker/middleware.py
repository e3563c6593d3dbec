"""What stands before every view."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from iomtracker.errors import refuse

LONGEST_QUERY = 8000  # bytes; the longest honest selection is far below it
MOST_PARAMETERS = 200
PRIVATE = "/admin/"


def refuse_malformed_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
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
