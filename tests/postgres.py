"""A PostgreSQL server for the tests: on loopback, in a folder of its own, as nobody."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing has to survive the tests.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(folders, key=lambda path: int(path.parent.parent.name))
    return versions[-1].parent if versions else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server; yields the DATABASE_URL of an empty database on it."""
    bin_folder = programs()
    if bin_folder is None:
        raise RuntimeError("PostgreSQL is not installed.")
    folder = Path(tempfile.mkdtemp(prefix="iomtracker-postgres-"))
    user = _unprivileged(folder)
    data = folder / "data"
    _call([bin_folder / "initdb", "-D", data, "-U", "tracker", "-A", "trust"], user)
    port = _free_port()
    options = " ".join(f"-c {one}" for one in FAST)
    options += f" -c listen_addresses=127.0.0.1 -c port={port}"
    options += f" -c unix_socket_directories={folder}"
    control = [bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    _call([*control, "-o", options, "start"], user)
    try:
        yield f"postgres://tracker@127.0.0.1:{port}/postgres"
    finally:
        _call([*control, "-m", "immediate", "stop"], user)
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: whom to run it as, given the folder."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return "nobody"


def _call(command: list[object], user: str | None) -> None:
    words = [str(word) for word in command]
    # No pipe: the server would hold it open for as long as it runs.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            words, user=user, cwd="/", stdout=output, stderr=output, check=False
        )
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{words[0]} failed: {output.read().decode()}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
