"""Places that an account signed in from lately: an address, or a browser.

Tries from them have a budget of their own, so that guessing from elsewhere cannot keep
somebody out. A browser is known by a signed cookie, which says no more than that.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from activities.models import AuditLine
from activities.models.audit import Deed
from iomtracker.fair_use import client_of
from iomtracker.middleware import PRIVATE

KNOWN_FOR = timedelta(days=30)
COOKIE = "desk_browser"
SALT = "activities.sign_in.known"


def place(request: HttpRequest, name: str) -> str:
    """From where `name` is tried, if that account signed in from there lately."""
    browser = _browser(request)
    if browser.get("name") == name:
        return f"{name} in {browser['browser']}"
    address = client_of(request)
    since = timezone.now() - KNOWN_FOR
    signed_in = AuditLine.objects.filter(who=name, deed=Deed.SIGNED_IN, at__gt=since)
    return f"{name} at {address}" if signed_in.filter(address=address).exists() else ""


def remember(response: HttpResponse, name: str) -> None:
    """Let the browser be known to that account from now on."""
    told = {"name": name, "browser": secrets.token_urlsafe(12)}
    response.set_cookie(
        COOKIE,
        signing.dumps(told, salt=SALT),
        max_age=KNOWN_FOR,
        path=PRIVATE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _browser(request: HttpRequest) -> dict[str, Any]:
    given = request.COOKIES.get(COOKIE, "")
    try:
        told = signing.loads(given, salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return {}
    return dict(told)
