"""A tracker of a test's own, in processes of its own: to be killed or raced."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Tracker:
    """A data folder and a database, and Python processes that use them."""

    environment: dict[str, str]

    def python(self, code: str) -> str:
        """Run code with Django set up, to its end; returns what it printed."""
        done = subprocess.run(
            self._command(code),
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, code: str) -> "subprocess.Popen[str]":
        """Start code with Django set up; its output and input are pipes."""
        return subprocess.Popen(
            self._command(code),
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def manage(self, *words: str) -> str:
        code = (
            f"from django.core.management import call_command; call_command(*{words!r})"
        )
        return self.python(code)

    def _command(self, code: str) -> list[str]:
        return [sys.executable, "-c", f"import django; django.setup()\n{code}"]


@contextmanager
def tracker(folder: Path) -> Iterator[Tracker]:
    """An empty, migrated tracker on the same kind of database as the tests'."""
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "iomtracker.settings",
    }
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        environment.pop("DATABASE_URL", None)
        made = Tracker(environment)
        made.manage("migrate", "-v0")
        yield made
        return
    name = f"tracker_{uuid.uuid4().hex[:12]}"
    _on_server(address, f"CREATE DATABASE {name}")
    parts = urlsplit(address)
    environment["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
    try:
        made = Tracker(environment)
        made.manage("migrate", "-v0")
        yield made
    finally:
        _on_server(address, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(address: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
