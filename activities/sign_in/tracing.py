"""What makes every write of the desk leave a line in the audit trail."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import connection
from django.http import HttpRequest, HttpResponse

from activities import audit, publishing
from activities.models.audit import Deed

READING = ("GET", "HEAD", "OPTIONS", "TRACE")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Of the sign-in itself: who writes these tells it in lines of their own, or need not.
UNTOLD = ("django_session", "activities_tries", "activities_auditline")
LONGEST = 200  # of a statement: its verb and its table stand there


class Told:
    """A model's pages, whose every addition, change and deletion is told."""

    def log_addition(self, request, obj, message):
        audit.write(Deed.ADDED, about=obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        audit.write(Deed.CHANGED, about=obj, told=_said(message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            audit.write(Deed.DELETED, about=obj)
        return super().log_deletions(request, queryset)


def told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the desk in whose transaction stands a line of whatever it writes.

    What a page does not tell by itself is told by the name of its address. As every
    step does, it takes the lock of the sequence before any other.
    """

    @wraps(view)
    def of_desk(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in READING:
            return view(request, *args, **kwargs)
        who = request.user.get_username()
        with publishing.one_after_the_other(), audit.of(request, who) as begun:
            with _writes() as seen:
                response = view(request, *args, **kwargs)
            if seen and not begun.lines:
                _tell(request)
        return response

    return of_desk


def _tell(request: HttpRequest) -> None:
    match = request.resolver_match
    name = (match.url_name if match else "") or request.path
    deed = Deed.PASSWORD if name == "password_change" else Deed.DID
    key = str(match.kwargs.get("object_id", "")) if match else ""
    action = request.POST.get("action", "")
    audit.note(deed, kind=name, key=key, told=action)


@contextmanager
def _writes() -> Iterator[list[str]]:
    """The first words of what is written meanwhile; empty while nothing is."""
    seen: list[str] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        words = text[:LONGEST].split(None, 1)
        if words and words[0].upper() in WRITES and not _is_untold(text):
            seen.append(words[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def _is_untold(text: str) -> bool:
    return any(f'"{table}"' in text[:LONGEST] for table in UNTOLD)


def _said(message: Any) -> str:
    """What Django says of a change, in its own words."""
    if isinstance(message, str):
        return message
    return LogEntry(change_message=json.dumps(message)).get_change_message()
