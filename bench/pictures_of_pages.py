"""Pictures of the site, to look at: `make pictures` (DATA_DIR= for another tracker's).

Serves a tracker, takes every kind of page on a wide screen and on a phone, in the
light, in the dark, in French, in Spanish and in forced colours, and lays all out on one
sheet.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright

from tests.browser.chromium import QUIET, program
from tests.browser.pages import PICTURED

OUT = ROOT / "var" / "pictures"
PORT = 8765


@dataclass(frozen=True)
class Way:
    """A way in which somebody has the pages."""

    name: str
    width: int
    prefix: str = ""
    more: dict[str, Any] = field(default_factory=dict)


DARK, FORCED = {"color_scheme": "dark"}, {"forced_colors": "active"}
WAYS = (
    Way("wide", 1280),
    Way("phone", 360),
    Way("wide, dark", 1280, "", DARK),
    Way("phone, dark", 360, "", DARK),
    Way("wide, French", 1280, "/fr"),
    Way("phone, Spanish", 360, "/es"),
    Way("wide, forced colours", 1280, "", FORCED),
)


def main() -> None:
    if program() is None:
        sys.exit("Chromium is not installed. On Debian: apt-get install chromium")
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=QUIET)
        taken = [(way, taken_in(browser, address, way)) for way in WAYS]
        browser.close()
    (OUT / "index.html").write_text(sheet(taken))
    number = sum(len(files) for _way, files in taken)
    print(f"{number} pictures: {OUT / 'index.html'}")


def taken_in(browser: Any, address: str, way: Way) -> dict[str, str]:
    """The pictures taken in a way: the file of each page by the page's name.

    What is not there in this tracker is left out, and said.
    """
    size = {"width": way.width, "height": 900}
    page = browser.new_page(viewport=size, reduced_motion="reduce", **way.more)
    files = {}
    for name, path in PICTURED.items():
        neutral = path.startswith("/admin/")
        answer = page.goto(f"{address}{'' if neutral else way.prefix}{path}")
        if answer.status == 404 and "nothing" not in name:
            print(f"{path} is not there")
            continue
        files[name] = f"{name}-{way.name}.png".replace(" ", "-").replace(",", "")
        page.screenshot(path=OUT / files[name], full_page=True)
    page.close()
    return files


def sheet(taken: list[tuple[Way, dict[str, str]]]) -> str:
    """A page with all pictures: a row for each page of the site, in all ways."""
    rows = []
    for name, path in PICTURED.items():
        cells = "".join(cell(way, files[name]) for way, files in taken if name in files)
        if cells:
            rows.append(f"<h2>{escape(name)} <code>{escape(path)}</code></h2>{cells}")
    head = "<!doctype html><html lang=en><meta charset=utf-8><title>Pictures</title>"
    style = (
        "<style>body{font:1rem sans-serif;margin:2rem}figure{display:inline-block;"
        "margin:.5rem;vertical-align:top}img{height:26rem;max-width:28rem;"
        "object-fit:cover;object-position:top;border:1px solid #999}</style>"
    )
    return "\n".join([head, style, "<h1>Pictures of the site</h1>", *rows])


def cell(way: Way, file: str) -> str:
    image = f'<img loading=lazy src="{escape(file)}" alt="">'
    caption = f"<figcaption>{escape(way.name)}</figcaption>"
    return f'<figure><a href="{escape(file)}">{image}</a>{caption}</figure>'


@contextmanager
def served() -> Iterator[str]:
    """The address of a tracker: of DATA_DIR, or a fresh one with the first content."""
    with tempfile.TemporaryDirectory(prefix="iomtracker-pictures-") as fresh:
        folder = os.environ.get("DATA_DIR", fresh)
        environment = {**os.environ, "DATA_DIR": folder, "RATE_LIMIT": "0"}
        manage = [sys.executable, "manage.py", "prepare"]
        subprocess.run(manage, cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--port", str(PORT), "--workers", "1", "--log-level", "error"]
        command += ["iomtracker.wsgi:application"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment)
        address = f"http://127.0.0.1:{PORT}"
        try:
            wait(f"{address}/readyz")
            yield address
        finally:
            server.terminate()
            server.wait(30)


def wait(url: str) -> None:
    for _ in range(300):
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    sys.exit("The tracker does not get ready.")


if __name__ == "__main__":
    main()
