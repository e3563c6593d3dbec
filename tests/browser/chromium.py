"""Where the browser is, and how it is started."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nothing of its own accord: no updates, no sync, no calls home.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)


def program() -> str | None:
    """The browser's program; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
