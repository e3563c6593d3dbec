"""Sets up what the tracker needs and starts it, or runs its tests.

    python3 iomtracker/start.py run     what `make run` does
    python3 iomtracker/start.py test    what `make test` does
    python3 iomtracker/start.py messages    brings the translations up to the program

Needs Python 3.11 and nothing else: it runs before anything is installed.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "var" / "venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "iomtracker" / "requirements"
NO_VENV = """
Python cannot make a virtual environment here. On Debian, first:

    apt-get install python3-venv
"""

BANNER = """
  The site          http://{host}:{port}/
  The API           http://{host}:{port}/api/v1/   (documentation: /api/docs/)
  The staff's desk  http://{host}:{port}/admin/
                    first account: {account}
                    it sets up a code on its phone; without: SECOND_FACTOR=offered

  Data in {data}. Stop with Ctrl-C; the same command starts it again.
"""


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may be older
        sys.exit("iomtracker needs Python 3.11 or later.")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.chdir(ROOT)
    if command == "run":
        install("run")
        run()
    elif command == "bench":
        install("run")
        os.execv(PYTHON, [str(PYTHON), "bench/run.py", *sys.argv[2:]])
    elif command == "messages":
        install("test")
        os.execv(PYTHON, [str(PYTHON), "locale/messages.py"])
    elif command == "pictures":
        install("test")
        os.execv(PYTHON, [str(PYTHON), "bench/pictures_of_pages.py"])
    elif command == "test":
        install("test")
        test(sys.argv[2:])
    else:
        sys.exit(__doc__)


def install(lock: str) -> None:
    """Make the environment, and install a lock into it unless that was done before."""
    wanted = LOCKS / f"{lock}.txt"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{lock}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    if not PYTHON.exists():
        print("Making the environment in var/venv …", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
        if made.returncode:
            sys.exit(NO_VENV)
    print("Installing what the tracker needs …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    called([*pip, "install", "--require-hashes", "-r", str(wanted)])
    stamp.write_text(digest)


def run() -> None:
    """Prepare the data, say where everything is, and serve until stopped."""
    called([str(PYTHON), "manage.py", "prepare"])
    host = os.environ.get("HOST", "127.0.0.1")
    port = os.environ.get("PORT", "8000")
    data = Path(os.environ.get("DATA_DIR", ROOT / "var")).absolute()
    account = f"{PYTHON} {ROOT / 'manage.py'} createsuperuser"
    moved = [name for name in ("DATA_DIR", "DATABASE_URL") if name in os.environ]
    if moved:
        account += f"\n{' ' * 20}(with the same {' and '.join(moved)})"
    print(BANNER.format(host=host, port=port, account=account, data=data), flush=True)
    server = [
        *(str(PYTHON), "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", port),
        *("--workers", os.environ.get("WORKERS", "2")),
        *("--blocking-threads", "2", "--backpressure", "128"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "20"),
        *("--no-ws", "--log-level", "warning"),
        "iomtracker.wsgi:application",
    ]
    os.execv(server[0], server)


def test(more: list[str]) -> None:
    """House rules, then every test. Given words for pytest, only those tests."""
    if not more:
        called([str(PYTHON), "-m", "ruff", "check", "."])
        called([str(PYTHON), "-m", "ruff", "format", "--check", "."])
        templates = [str(path) for path in (ROOT / "templates").rglob("*.html")]
        called([str(VENV / "bin" / "djade"), "--check", *templates])
        called([str(PYTHON), "-m", "mypy"])
    os.execv(PYTHON, [str(PYTHON), "-m", "tests", *more])


def called(command: list[str]) -> None:
    """Run a command; end with its exit code where it fails."""
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
