"""The audit trail: who did what at the desk, when, and from where.

A line is written in the transaction of what it tells: there is no deed without its
line, and no line of what was rolled back. Nothing here changes or deletes one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from activities.models import AuditLine
from activities.models.audit import Deed
from activities.unalterable import lifted
from iomtracker import request_id
from iomtracker.fair_use import client_of

SHORT, LONGEST = 100, 255  # letters that a line has room for


@dataclass
class Request:
    """The request that is being answered, and how many lines it has so far."""

    address: str
    who: str
    lines: int = 0


_current: ContextVar[Request | None] = ContextVar("audited_request", default=None)


@contextmanager
def of(request: HttpRequest, who: str = "") -> Iterator[Request]:
    """Lines written meanwhile come from this request's address, and are of `who`."""
    around = _current.get()
    begun = Request(client_of(request), who)
    token = _current.set(begun)
    try:
        yield begun
    finally:
        _current.reset(token)
        if around is not None:
            around.lines += begun.lines


def write(
    deed: Deed, *, by: Any = None, about: Model | None = None, told: str = ""
) -> None:
    """Add a line. `by` is an account, or else whoever makes the request."""
    meta = about._meta if about is not None else None
    note(
        deed,
        by=by,
        kind=meta.label_lower if meta else "",
        key=str(about.pk) if about is not None else "",
        name=str(about) if about is not None else "",
        told=told,
    )


def note(
    deed: Deed,
    *,
    by: Any = None,
    kind: str = "",
    key: str = "",
    name: str = "",
    told: str = "",
) -> None:
    """The same in words alone."""
    asked = _current.get()
    if asked is not None:
        asked.lines += 1
    who = by.get_username() if by is not None else asked.who if asked else ""
    AuditLine.objects.create(
        deed=deed,
        who=who,
        address=asked.address if asked else "",
        kind=kind[:SHORT],
        key=key[:LONGEST],
        name=name[:LONGEST],
        told=told,
        request=request_id.current() if asked else "",
    )


def forget(before: datetime) -> int:
    """Delete the lines before a moment, and say so in a new one. Returns how many."""
    with lifted(AuditLine._meta.db_table):
        old = AuditLine.objects.filter(at__lt=before)
        count: int = old.delete()[0]
        told = f"{count} lines before {before:%Y-%m-%d} forgotten"
        note(Deed.MAINTAINED, kind=AuditLine._meta.label_lower, told=told)
    return count
