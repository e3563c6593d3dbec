"""The id of a request: in its answer and in the log, to find one by the other."""

import logging
import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-Id"
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="-")


def begin(given: str) -> str:
    """Take the id that a proxy gave, or make one, for the request now answered."""
    taken = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
    _current.set(taken)
    return taken


def current() -> str:
    """The id of the request that is being answered; `-` outside of one."""
    return _current.get()


class InLog(logging.Filter):
    """Gives every line of the log the id of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current()
        return True
