"""What signing in says to who does it."""

from math import ceil

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.sign_in.budgets import Held

MINUTE, HOUR = 60, 60 * 60


def held(refusal: Held) -> str:
    """When to try again. It says the same whether or not there is such an account."""
    wait = refusal.seconds
    if wait < MINUTE:
        told = ngettext(
            "Too many tries. Try again in %(count)d second.",
            "Too many tries. Try again in %(count)d seconds.",
            wait,
        )
        return told % {"count": wait}
    if wait < HOUR:
        minutes = ceil(wait / MINUTE)
        told = ngettext(
            "Too many tries. Try again in %(count)d minute, at %(time)s UTC.",
            "Too many tries. Try again in %(count)d minutes, at %(time)s UTC.",
            minutes,
        )
        return told % {"count": minutes, "time": _time(refusal)}
    hours = ceil(wait / HOUR)
    told = ngettext(
        "Too many tries. Try again in %(count)d hour, at %(time)s UTC, or"
        " from where you signed in last.",
        "Too many tries. Try again in %(count)d hours, at %(time)s UTC, or"
        " from where you signed in last.",
        hours,
    )
    return told % {"count": hours, "time": _time(refusal)}


def wrong_code() -> str:
    return _(
        "That code is not right, or was used already. The app shows a new one every"
        " half minute: take the one it shows now. If that fails too, look whether your"
        " phone’s clock is right."
    )


def _time(refusal: Held) -> str:
    return f"{localtime(refusal.until):%H:%M}"
