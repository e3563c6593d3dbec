"""Sessions: begun when all steps are taken, ended in time, and ended all at once."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from activities import audit
from activities.models.audit import Deed
from activities.sign_in import known
from iomtracker.middleware import PRIVATE, Answer

BEGUN = "signed_in_at"
SEEN = "seen_at"
UNDER = "signed_in_under"  # the value of SECOND_FACTOR at that time
PENDING = "signing_in"
PENDING_FOR = 10 * 60  # seconds to take the second step in
FRESH = 60  # seconds in which a session is not written again


@dataclass(frozen=True)
class Pending:
    """Who gave the right password just now, and where they want to go."""

    user: Any
    goes_to: str


def wait_for_second_step(request: HttpRequest, user: Any, goes_to: str) -> None:
    """The password was right: remember that, in a new session that is nobody's yet."""
    request.session.flush()
    request.session[PENDING] = {
        "user": user.pk,
        "backend": user.backend,
        "password": user.get_session_auth_hash(),
        "at": time.time(),
        "goes_to": goes_to,
    }


def pending(request: HttpRequest) -> Pending | None:
    """Who is between the two steps; None where nobody is, or no longer."""
    told = request.session.get(PENDING)
    if told is None or time.time() - told["at"] > PENDING_FOR:
        return None
    user = get_user_model().objects.filter(pk=told["user"], is_active=True).first()
    if user is None or not user.is_staff:
        return None
    if not constant_time_compare(told["password"], user.get_session_auth_hash()):
        return None
    user.backend = told["backend"]
    return Pending(user, told["goes_to"])


def begin(request: HttpRequest, response: HttpResponse, user: Any, told: str) -> None:
    """All steps are taken: the session is this account's, under a new key."""
    request.session.pop(PENDING, None)
    login(request, user, backend=user.backend)
    mark(request)
    known.remember(response, user.get_username())
    with audit.of(request):
        audit.write(Deed.SIGNED_IN, by=user, told=told)


def mark(request: HttpRequest) -> None:
    """Mark the session as one that was begun now, with all that it takes today."""
    now = time.time()
    request.session.update(
        {BEGUN: now, SEEN: now, UNDER: settings.SECOND_FACTOR},
    )


def end_all_of(user: Any) -> int:
    """End every session of an account, wherever. Returns how many there were."""
    count = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
            count += 1
    return count


def end_in_time(get_response: Answer) -> Answer:
    """End the session of who was away too long, or has been here too long."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PRIVATE) and request.user.is_authenticated:
            why = _over(request.session)
            if why:
                _end(request, why)
            elif time.time() - request.session[SEEN] > FRESH:
                request.session[SEEN] = time.time()
        return get_response(request)

    return middleware


def _over(session: Any) -> str:
    """Why a session is over; empty while it is not."""
    if BEGUN not in session:
        return _("Please sign in anew.")  # it was not begun by `begin`
    if settings.SECOND_FACTOR == "required" and session[UNDER] != "required":
        return _("A second factor is needed now: please sign in anew.")
    now = time.time()
    if now - session[SEEN] > settings.SESSION_IDLE_MINUTES * 60:
        return _("You were away for a while and are signed out. Please sign in anew.")
    if now - session[BEGUN] > settings.SESSION_COOKIE_AGE:
        return _("You were signed in for long and are signed out. Please sign in anew.")
    return ""


def _end(request: HttpRequest, why: str) -> None:
    with audit.of(request):
        audit.write(Deed.ENDED, by=request.user, told=why)
    logout(request)
    messages.info(request, why)
