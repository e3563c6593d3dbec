"""A tracker of a test's own, in processes of its own: to be killed or raced."""

import atexit
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Tracker:
    """A data folder and a database, and Python processes that use them."""

    environment: dict[str, str]

    @property
    def folder(self) -> Path:
        return Path(self.environment["DATA_DIR"])

    @property
    def database(self) -> str:
        """The name of its database, of SQLite the path of its file."""
        address = self.environment.get("DATABASE_URL")
        name = urlsplit(address).path.strip("/") if address else ""
        return name or str(self.folder / "tracker.sqlite3")

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
def tracker(folder: Path, *, prepared: bool = False) -> Iterator[Tracker]:
    """A tracker on the same kind of database as the tests': migrated and empty.

    Or prepared, as `make run` has it: with the 2005 contribution, published. Each is a
    copy of one that is made once.
    """
    seed = _seed(prepared)
    shutil.copytree(seed.folder, folder, dirs_exist_ok=True)
    with _database(template=seed.database) as database:
        yield Tracker(_environment(folder) | database)


@cache
def _seed(prepared: bool) -> Tracker:
    """The tracker of which all others are copies; gone when the tests are over."""
    folder = _seeds.enter_context(TemporaryDirectory(prefix="iomtracker-seed-"))
    database = _seeds.enter_context(_database())
    made = Tracker(_environment(Path(folder)) | database)
    made.manage("prepare" if prepared else "migrate", "-v0")
    return made


_seeds = ExitStack()
atexit.register(_seeds.close)


def _environment(folder: Path) -> dict[str, str]:
    made = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "iomtracker.settings",
    }
    made.pop("DATABASE_URL", None)
    return made


@contextmanager
def _database(template: str = "template1") -> Iterator[dict[str, str]]:
    """The setting of a new database on the tests' server; none where that is SQLite."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield {}
        return
    name = f"tracker_{uuid.uuid4().hex[:12]}"
    _on_server(address, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        parts = urlsplit(address)
        yield {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
    finally:
        _on_server(address, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(address: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
