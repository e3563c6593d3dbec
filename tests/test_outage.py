"""A database that is gone or locked: told so, with when to come again."""

import json

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from activities.catalogue.index import follower
from tests.trackers import tracker

PATHS = ["/", "/events/", "/api/v1/events/", "/admin/login/"]

# Answers of a process whose database was taken away, or never there.
ASK = """
import logging; logging.disable()
from django.test import Client
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
for path in ("/events/", "/api/v1/events/", "/readyz", "/livez"):
    answer = client.get(path)
    print(path, answer.status_code, answer.headers.get("Retry-After", "-"))
"""


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", ["/events/", "/api/v1/events/", "/"])
def test_an_address_answers_503_while_the_database_does_not(monkeypatch, path, error):
    def gone():
        raise error("the server closed the connection")

    monkeypatch.setattr(follower, "catalogue_position", gone)
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    if path.startswith("/api/"):
        assert json.loads(response.content)["status"] == 503


def test_any_other_fault_answers_500_without_its_trace(monkeypatch):
    def broken():
        raise RuntimeError("zq7canary")

    monkeypatch.setattr(follower, "catalogue_position", broken)
    for path in ("/events/", "/api/v1/events/"):
        response = Client(raise_request_exception=False).get(path)
        assert response.status_code == 500
        assert b"zq7canary" not in response.content


@pytest.mark.slow
def test_a_process_without_its_database_lives_but_is_not_ready(tmp_path):
    with tracker(tmp_path) as mine:
        gone = {**mine.environment, "DATABASE_URL": "postgres://x@127.0.0.1:1/x"}
        object.__setattr__(mine, "environment", gone)
        told = mine.python(ASK)
    assert told.splitlines() == [
        "/events/ 503 5",
        "/api/v1/events/ 503 5",
        "/readyz 503 -",
        "/livez 200 -",
    ]


# A writer that will not let go, in another process.
LOCK = """
import sys
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("PRAGMA locking_mode=EXCLUSIVE")
    cursor.execute("BEGIN EXCLUSIVE")
    print("locked", flush=True)
    sys.stdin.read()
"""

WRITE = """
import logging; logging.disable()
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
with connection.cursor() as cursor:
    cursor.execute("PRAGMA busy_timeout=100")
answer = client.post("/admin/login/", {"username": "a", "password": "b"})
print(client.get("/events/").status_code)
"""


@pytest.mark.slow
def test_readers_go_on_while_a_writer_holds_the_sqlite_database(tmp_path):
    with tracker(tmp_path) as mine:
        if "DATABASE_URL" in mine.environment:
            pytest.skip("PostgreSQL has no lock on the whole database.")
        mine.python(ASK)  # makes the index
        writer = mine.start(LOCK)
        try:
            assert writer.stdout.readline() == "locked\n"
            assert mine.python(WRITE).strip() in ("200", "503")
        finally:
            writer.communicate("")
