"""What of the API will go, and when: told in the headers of its answers.

Within v1 nothing is taken away or changes its meaning; what is to go in the next
version is announced here, at least 24 months before, and answers until then as it did.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.timezone import make_aware

NOTICE_DAYS = 731  # at least 24 months


@dataclass(frozen=True)
class Deprecation:
    """A path, or a parameter of it, that is deprecated since a day and ends on another.

    Raises ValueError where the notice is too short.
    """

    path: str
    since: date
    sunset: date
    parameter: str = ""

    def __post_init__(self) -> None:
        if (self.sunset - self.since).days < NOTICE_DAYS:
            raise ValueError(f"{self.path}: less than 24 months of notice")

    def concerns(self, request: HttpRequest) -> bool:
        """Whether a request uses what is deprecated."""
        used = not self.parameter or self.parameter in request.GET
        return request.path == self.path and used


DEPRECATIONS: tuple[Deprecation, ...] = ()


def announced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, telling of deprecations (RFC 9745) and ends (RFC 8594)."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for one in DEPRECATIONS:
            if one.concerns(request):
                response["Deprecation"] = f"@{_seconds(one.since)}"
                response["Sunset"] = http_date(_seconds(one.sunset))
                response["Link"] = '</api/docs/#promise>; rel="deprecation"'
        return response

    return told


def _seconds(day: date) -> int:
    return int(make_aware(datetime.combine(day, time())).timestamp())
