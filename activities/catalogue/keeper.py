"""Keeps what was worked out for as long as the version it was worked out from lasts."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

LARGEST = 8  # no single value may take more than this part of the whole


class Keeper(Generic[Value]):
    """Values of one version; the least lately used go first. Thread-safe.

    `room` is asked anew each time: how much may be kept, in what `weigh` counts.
    """

    def __init__(
        self,
        room: Callable[[], int],
        weigh: Callable[[Hashable, Value], int] = lambda key, value: 1,
    ) -> None:
        self._room, self._weigh = room, weigh
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._version: Hashable = None
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self.weight = 0

    def get(self, version: Hashable, key: Hashable) -> Value | None:
        """What is kept under a key of a version; None where nothing is."""
        with self._lock:
            if version != self._version or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def keep(self, version: Hashable, key: Hashable, value: Value) -> None:
        """Keep a value, unless it is too large; another version forgets all before."""
        with self._lock:
            if version != self._version:
                self.forget()
                self._version = version
            room, weight = self._room(), self._weigh(key, value)
            if key in self._kept or weight > room // LARGEST:
                return
            self._kept[key] = value
            self.weight += weight
            while self.weight > room:
                self.weight -= self._weigh(*self._kept.popitem(last=False))
