"""HTTP clients that measure: connections kept open, no two neighbours ask the same."""

import asyncio
import http.client
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import cast


@dataclass(frozen=True)
class Timing:
    """Milliseconds of single answers, or answers a second of many clients."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Timing":
        cuts = statistics.quantiles([one * 1000 for one in seconds], n=100)
        return cls(cuts[49], cuts[94], cuts[98])

    def __str__(self) -> str:
        return f"{self.p50:.2f} / {self.p95:.2f} / {self.p99:.2f}"


class Client:
    """One connection to the server."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and ETag of an answer, read to its end. Raises on status ≥ 400."""
        self.connection.request("GET", path, headers=headers or {})
        response = self.connection.getresponse()
        response.read()
        if response.status >= 400:
            raise RuntimeError(f"{response.status} {path}")
        return response.status, response.headers.get("ETag", "")

    def take(self, path: str) -> "Taken":
        """Read a long answer as it comes, uncompressed, without keeping it."""
        begun, size = time.perf_counter(), 0
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        if response.status >= 400:
            raise RuntimeError(f"{response.status} {path}")
        while chunk := response.read(1 << 16):
            size += len(chunk)
        return Taken(size, time.perf_counter() - begun)

    def count(self, path: str) -> int:
        """How many rows a list has."""
        self.connection.request("GET", path)
        return int(json.load(self.connection.getresponse())["count"])


@dataclass(frozen=True)
class Taken:
    """A long answer: its bytes, and the seconds from question to last byte."""

    bytes: int
    seconds: float


def one_by_one(port: int, paths: Sequence[str], headers: dict[str, str]) -> Timing:
    """Latency over one connection, each path once, after a short warm-up."""
    client = Client(port)
    for path in paths[:10]:
        client.get(path, headers)
    seconds = []
    for path in paths:
        begun = time.perf_counter()
        client.get(path, headers)
        seconds.append(time.perf_counter() - begun)
    return Timing.of(seconds)


def together(port: int, paths: Sequence[str], clients: int, seconds: float) -> float:
    """Answers a second with so many clients, for so many seconds.

    They share one thread and read no more than they must: the server has the cores.
    """
    return asyncio.run(_together(port, paths, clients, seconds))


async def _together(
    port: int, paths: Sequence[str], clients: int, seconds: float
) -> float:
    loop = asyncio.get_running_loop()
    made = []
    for number in range(clients):
        order = [*paths[number * 37 % len(paths) :], *paths[: number * 37 % len(paths)]]
        _transport, asker = await loop.create_connection(
            partial(Asker, order), "127.0.0.1", port
        )
        made.append(asker)
    await asyncio.sleep(seconds)
    for asker in made:
        asker.transport.close()
    return sum(asker.answers for asker in made) / seconds


class Asker(asyncio.Protocol):
    """Asks for one path after the other over one connection, and counts answers."""

    def __init__(self, paths: Sequence[str]) -> None:
        lines = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        self.requests = cycle([lines.format(path).encode() for path in paths])
        self.answers = 0
        self.missing = 0  # bytes of the present answer still to come

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        if not self.missing:
            head, _blank, body = data.partition(b"\r\n\r\n")
            if b" 200 " not in head[:20]:
                raise RuntimeError(head.decode())
            length = head.lower().split(b"content-length: ", 1)[1].split(b"\r\n")[0]
            self.missing = int(length) - len(body)
        else:
            self.missing -= len(data)
        if not self.missing:
            self.answers += 1
            self.transport.write(next(self.requests))
