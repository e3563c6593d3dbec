"""Settings that refuse nonsense, and are safe where nobody set them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from iomtracker import env


def test_the_secret_key_is_made_once_and_kept(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret_key(tmp_path)
    assert len(first) > 40
    assert env.secret_key(tmp_path) == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_an_empty_secret_key_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ImproperlyConfigured):
        env.secret_key(tmp_path)


@pytest.mark.parametrize("value", ["many", "-1", "99999"])
def test_a_number_out_of_bounds_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("ANSWER_CACHE_MB", value)
    with pytest.raises(ImproperlyConfigured, match="ANSWER_CACHE_MB"):
        env.whole_number("ANSWER_CACHE_MB", 32, least=0, most=4096)


def test_debug_is_off_and_frames_are_denied_where_nobody_says_otherwise():
    assert settings.DEBUG is False
    assert settings.X_FRAME_OPTIONS == "DENY"


@pytest.mark.django_db
def test_sqlite_is_set_to_lose_nothing_and_to_queue_writers():
    if connection.vendor != "sqlite":
        pytest.skip("The pragmas are SQLite's.")
    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.once
def test_behind_https_nothing_is_left_to_warn_of(tmp_path):
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "HTTPS": "true"}
    environment["DJANGO_SETTINGS_MODULE"] = "iomtracker.settings"
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
