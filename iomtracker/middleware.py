"""What stands before every view."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from iomtracker.errors import refuse

LONGEST_QUERY = 8000  # bytes; the longest honest selection is far below it


def refuse_malformed_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 where an address cannot be read as text, or is far too long.

    Django would put a replacement sign for bad UTF-8, and so answer another question.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            message = _("The address is longer than %d letters: ask for less at once.")
            return refuse(request, message % LONGEST_QUERY)
        raw = unquote_to_bytes(query.replace("+", " "))
        if b"\x00" in raw:
            return refuse(request, _("The address holds a NUL byte."))
        try:
            raw.decode()
        except UnicodeDecodeError:
            return refuse(request, _("The address is not UTF-8."))
        return get_response(request)

    return middleware
