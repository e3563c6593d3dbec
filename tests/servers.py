"""The tracker as its users have it: served over HTTP, by processes of its own."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.trackers import ROOT, Tracker


@dataclass(frozen=True)
class Site:
    """A tracker that is being served at an address."""

    url: str
    tracker: Tracker

    def get(self, path: str) -> bytes:
        """The body of an answer; raises HTTPError for a refusal."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=60) as answer:
            return answer.read()

    def json(self, path: str):
        return json.loads(self.get(path))


@contextmanager
def serving(tracker: Tracker, workers: int = 2, **settings: str) -> Iterator[Site]:
    """The tracker served as `make run` does, until the end of the block."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    command += ["--workers", str(workers), "--blocking-threads", "2"]
    command += ["--log-level", "warning", "iomtracker.wsgi:application"]
    environment = {**tracker.environment, "RATE_LIMIT": "0", **settings}
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        site = Site(f"http://127.0.0.1:{port}", tracker)
        _wait(site)
        yield site
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(site: Site) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            site.get("/readyz")
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
