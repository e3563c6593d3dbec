"""A database that is gone or locked: told so, with when to come again."""

import json

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from activities.catalogue.index import follower
from tests.trackers import tracker

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
        mine.manage("collectstatic", "--noinput", "-v0")
        gone = {**mine.environment, "DATABASE_URL": "postgres://x@127.0.0.1:1/x"}
        object.__setattr__(mine, "environment", gone)
        told = mine.python(ASK)
    assert told.splitlines() == [
        "/events/ 503 5",
        "/api/v1/events/ 503 5",
        "/readyz 503 -",
        "/livez 200 -",
    ]


# A writer in another process that will not let go.
LOCK = """
import sys
from django.contrib.auth.models import User
from django.db import connection
User.objects.create_superuser("staff", "", "secret")
with connection.cursor() as cursor:
    cursor.execute("{}")
    cursor.execute("BEGIN {}")
    print("locked", flush=True)
    sys.stdin.read()
"""

WRITE = """
import logging; logging.disable()
from django.db import connection
from django.test import Client
connection.settings_dict["OPTIONS"]["timeout"] = 0.1
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
print(client.get("/events/").status_code)
signed_in = client.post("/admin/login/", {"username": "staff", "password": "secret"})
print(signed_in.status_code, signed_in.headers.get("Retry-After", "-"))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lock", "told"),
    [
        # Whoever writes keeps other writers out, but no reader.
        (LOCK.format("SELECT 1", "IMMEDIATE"), ["200", "503 5"]),
        (LOCK.format("PRAGMA locking_mode=EXCLUSIVE", "EXCLUSIVE"), ["503", "503 5"]),
    ],
)
def test_a_locked_sqlite_database_is_told_not_failed(tmp_path, lock, told):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no lock on the whole database.")
    with tracker(tmp_path, prepared=True) as mine:
        writer = mine.start(lock)
        try:
            assert writer.stdout.readline() == "locked\n"
            assert mine.python(WRITE).splitlines() == told
        finally:
            writer.communicate("")
