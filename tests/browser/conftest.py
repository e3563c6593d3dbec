"""A tracker served as its users have it, and a real browser to visit it."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from tests.browser.chromium import QUIET, program
from tests.browser.pages import MODES
from tests.trackers import ROOT, tracker

STAFF = """
from django.contrib.auth.models import User
for name in ("ana", "bea", "eva"):
    User.objects.create_superuser(name, "", "a-password-for-tests")
"""


@pytest.fixture(scope="package")
def served(tmp_path_factory):
    """A fresh tracker that is served, with its content and three staff accounts."""
    if program() is None:
        pytest.skip("Chromium is not installed.")
    with tracker(tmp_path_factory.mktemp("data"), prepared=True) as mine:
        mine.python(STAFF)
        yield mine


@pytest.fixture(scope="package")
def address(served):
    """The address of the tracker that is served."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--port", str(port), "--workers", "1", "--no-ws"]
    command += ["--log-level", "error", "iomtracker.wsgi:application"]
    # One address asks for far more here than a visitor would.
    environment = {**os.environ, **served.environment, "RATE_LIMIT": "0"}
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_until_ready(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_until_ready(port: int) -> None:
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError("The server does not get ready.")


@pytest.fixture
def browser(address):
    # For one test only: while it runs, Django takes the test's own thread for one
    # of an event loop and refuses the database.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        made = started.chromium.launch(executable_path=program(), args=QUIET)
        yield made
        made.close()


@pytest.fixture
def complaints():
    """What the browser complains of: scripts and styles refused, errors."""
    return []


def note(said, complaints) -> None:
    # What is merely told, as where the focus went, depends on who was first.
    if said.type in ("error", "warning"):
        complaints.append(said.text)


@pytest.fixture
def visit(browser, address, complaints):
    """Opens pages of a given width and mode; without JavaScript unless asked."""

    def open_page(width=1280, mode="light", scripts=False, height=640, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=mode,
            java_script_enabled=scripts,
            base_url=address,
            **more,
        )
        page = context.new_page()
        page.on("console", lambda said: note(said, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    return open_page


@pytest.fixture
def visit_as(visit):
    """Opens pages in one of the MODES, with JavaScript."""

    def open_page(name):
        asked = dict(MODES[name])
        width, height = asked.pop("viewport")
        mode = asked.pop("color_scheme", "light")
        return visit(width, mode, scripts=True, height=height, **asked)

    return open_page
