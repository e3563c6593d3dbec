"""Runs the suite on SQLite, and at the same time on PostgreSQL where it is installed.

python -m tests [words for pytest]
"""

import os
import shutil
import subprocess
import sys
from tempfile import TemporaryFile
from typing import IO

from tests import postgres
from tests.browser import chromium

MISSING = """
**********************************************************************
  {program} is not installed: {what} DID NOT RUN.
  On Debian: apt-get install {package}
**********************************************************************
"""
READERS = (
    ("soffice", "what a spreadsheet program makes of tables", "libreoffice-calc"),
    ("curl", "the documentation's examples for the shell", "curl"),
    ("node", "the documentation's examples in JavaScript", "nodejs"),
)


def main() -> int:
    failed = _run(sys.argv[1:])
    if postgres.programs() is None:
        _miss("PostgreSQL", "its half of the tests", "postgresql")
    if chromium.program() is None:
        _miss("Chromium", "every test in tests/browser", "chromium")
    for program, what, package in READERS:
        if shutil.which(program) is None:
            _miss(program, what, package)
    return failed


def _miss(program: str, what: str, package: str) -> None:
    print(MISSING.format(program=program, what=what, package=package), flush=True)


def _run(words: list[str]) -> int:
    if postgres.programs() is None:
        return _pytest(words, "", sys.stdout).wait()
    with postgres.server() as address, TemporaryFile("w+") as told:
        # Side by side, on two cores; the one is told after the other. What has nothing
        # to do with the database runs on one of them.
        second = _pytest(["-m", "not once", *words], address, told)
        print("On SQLite:", flush=True)
        failed = _pytest(words, "", sys.stdout).wait()
        failed = second.wait() or failed
        told.seek(0)
        print("On PostgreSQL:", told.read(), sep="\n", flush=True)
        return failed


def _pytest(
    words: list[str], database: str, output: IO[str]
) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "DATABASE_URL": database}
    if not database:
        del environment["DATABASE_URL"]
    return subprocess.Popen(command, env=environment, stdout=output, text=True)


if __name__ == "__main__":
    sys.exit(main())
