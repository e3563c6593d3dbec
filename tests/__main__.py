"""Runs the suite on SQLite, and again on PostgreSQL where it is installed.

python -m tests [words for pytest]
"""

import os
import subprocess
import sys

from tests import postgres

NO_POSTGRES = """
**********************************************************************
  PostgreSQL is not installed: its half of the tests DID NOT RUN.
  On Debian: apt-get install postgresql
**********************************************************************
"""


def main() -> int:
    words = sys.argv[1:]
    print("On SQLite:", flush=True)
    failed = _pytest(words, "")
    if postgres.programs() is None:
        print(NO_POSTGRES, flush=True)
        return failed
    with postgres.server() as address:
        print("On PostgreSQL:", flush=True)
        return _pytest(words, address) or failed


def _pytest(words: list[str], database: str) -> int:
    command = [sys.executable, "-m", "pytest", *words]
    environment = {**os.environ, "DATABASE_URL": database}
    if not database:
        del environment["DATABASE_URL"]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
