"""Dates as written, in words: “November 2003”, never a made-up day."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")


def in_words(edtf: str) -> str:
    """An EDTF date in words of the active language; as written where there are none."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(start)
    if end == "..":
        return _("since %(start)s") % {"start": _one(start)}
    if start == "..":
        return _("until %(end)s") % {"end": _one(end)}
    return _same_month(start, end) or f"{_one(start)} – {_one(end)}"


def day_format(day: int) -> str:
    """How the active language writes a day, in the letters of Django's date filter."""
    return pgettext("the first of a month", "j F Y") if day == 1 else _("j F Y")


def _one(text: str) -> str:
    match = _PLAIN.fullmatch(text)
    if not match:
        return text
    year, month, day, mark = match.groups()
    words = year
    if month and 1 <= int(month) <= 12:
        style = day_format(int(day)) if day else _("F Y")
        words = date_format(date(int(year), int(month), int(day or 1)), style)
    elif month:
        return text
    if mark == "~":
        return _("about %(date)s") % {"date": words}
    if mark == "?":
        return _("probably %(date)s") % {"date": words}
    if mark == "%":
        return _("probably about %(date)s") % {"date": words}
    return words


def _same_month(start: str, end: str) -> str:
    """Two days of one month as “26–27 October 2005”; empty where they are not."""
    first, last = _PLAIN.fullmatch(start), _PLAIN.fullmatch(end)
    if not first or not last or first[4] or last[4] or not first[3] or not last[3]:
        return ""
    if (first[1], first[2]) != (last[1], last[2]):
        return ""
    return f"{int(first[3])}–{_one(end)}"
