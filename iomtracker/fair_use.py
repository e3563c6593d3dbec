"""Fair use: how much one address may ask for in a minute.

Each address has a bucket of RATE_LIMIT units that fills again within a minute. What is
asked for is taken from it when the answer is known, so that a large export is answered
whole and waited for afterwards (the generic cell rate algorithm). The buckets are a
file of fixed size under DATA_DIR that all processes of the machine share.
"""

import hashlib
import mmap
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_UN, flock
from functools import cache
from ipaddress import ip_address, ip_network
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

WINDOW = 60.0  # seconds in which an empty bucket fills
SLOTS = 1 << 16
NEIGHBOURS = 8  # slots in which the bucket of an address may stand
SLOT = struct.Struct("<Qd")  # digest of the address, and when its bucket is full


_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def costing(answer: _Answer, units: int) -> _Answer:
    """The answer, costing its asker some units; what says nothing costs one."""
    told: Any = answer
    told.cost = units
    return answer


def cost_of(answer: HttpResponseBase) -> int:
    """The units that an answer costs its asker."""
    return int(getattr(answer, "cost", 1))


@dataclass(frozen=True)
class Standing:
    """Where an address stands: units left, seconds until all are back, and the limit.

    Below nothing left, `retry_after` says in how many seconds one unit is back.
    """

    limit: int
    left: int
    full_in: int
    retry_after: int

    @property
    def is_over(self) -> bool:
        return self.retry_after > 0


class Buckets:
    """The buckets in a file. Thread-safe, and safe between processes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as made:
            made.truncate(SLOTS * SLOT.size)
        self._file: BinaryIO = path.open("r+b")
        self._map = mmap.mmap(self._file.fileno(), SLOTS * SLOT.size)
        # The lock on the file keeps processes apart, but not threads of one.
        self._threads = threading.Lock()

    def close(self) -> None:
        """Let go of the file, which keeps the buckets."""
        self._map.close()
        self._file.close()

    def take(self, address: str, units: int, limit: int) -> Standing:
        """Take units from the bucket of an address; where it is empty, nothing."""
        return self._moved(address, units, limit, refusing=True)

    def charge(self, address: str, units: int, limit: int) -> Standing:
        """Take units even from an empty bucket, or with a negative number give back."""
        return self._moved(address, units, limit, refusing=False)

    def _moved(self, address: str, units: int, limit: int, refusing: bool) -> Standing:
        now, unit, digest = time.time(), WINDOW / limit, _digest(address)
        with self._threads, self._locked():
            at, full = self._find(digest, now)
            debt = max(full - now, 0.0)
            refused = refusing and debt > WINDOW - unit / 2
            if not refused:
                debt = max(debt + units * unit, 0.0)
                SLOT.pack_into(self._map, at, digest, now + debt)
        return _standing(debt, limit, refused)

    def _find(self, digest: int, now: float) -> tuple[int, float]:
        """The slot of a digest, or one that is free or the nearest to full."""
        best, best_full = 0, float("inf")
        for step in range(NEIGHBOURS):
            at = ((digest + step) % SLOTS) * SLOT.size
            owner, full = SLOT.unpack_from(self._map, at)
            if owner == digest:
                return at, full
            if full < best_full:
                best, best_full = at, full
        return best, now

    @contextmanager
    def _locked(self) -> Iterator[None]:
        flock(self._file, LOCK_EX)
        try:
            yield
        finally:
            flock(self._file, LOCK_UN)


@cache
def buckets() -> Buckets:
    """The buckets of this machine, opened when the first request comes."""
    return Buckets(settings.DATA_DIR / "fair_use")


def client_of(request: HttpRequest) -> str:
    """The address that a request comes from, of IPv6 its network of 64 bits.

    With PROXIES set, the address that the outermost of our own proxies saw.
    """
    found = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        passed = request.headers.get("X-Forwarded-For", "").split(",")
        found = passed[-min(settings.PROXIES, len(passed))].strip() or found
    try:
        address = ip_address(found)
    except ValueError:
        return found[:64]
    if address.version == 6:
        return str(ip_network((address, 64), strict=False))
    return str(address)


def _digest(address: str) -> int:
    made = hashlib.blake2b(address.encode(), digest_size=8).digest()
    return int.from_bytes(made, "little") or 1


def _standing(debt: float, limit: int, refused: bool) -> Standing:
    """Where a bucket stands that is full again in `debt` seconds."""
    unit = WINDOW / limit
    left = max(0, int((WINDOW - debt) / unit + 0.5))
    wait = max(1, ceil(debt - WINDOW + unit)) if refused else 0
    return Standing(limit, left, ceil(debt), wait)
