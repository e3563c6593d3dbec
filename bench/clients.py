"""HTTP clients that measure: connections kept open, no two neighbours ask the same."""

import http.client
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


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
    """Answers a second with so many clients, for so many seconds."""
    until = time.perf_counter() + seconds

    def ask(offset: int) -> int:
        client, count = Client(port), 0
        while time.perf_counter() < until:
            client.get(paths[(offset * 37 + count) % len(paths)])
            count += 1
        return count

    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(ask, range(clients))) / seconds


def median_of(rounds: int, measure: Callable[[], float]) -> float:
    """The median of some rounds of a measurement."""
    return statistics.median(measure() for _ in range(rounds))
