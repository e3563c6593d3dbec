"""The tracker's settings, on a data folder and a database of the tests' own."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="iomtracker-tests-")
os.environ["DATA_DIR"] = _folder
os.environ.pop("SECRET_KEY", None)
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

from iomtracker.settings import *  # noqa: E402, F403 - needs DATA_DIR to be set
from iomtracker.settings import DATABASES, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
RATE_LIMIT = 0  # the tests of fair use set one
LOGGING = {"version": 1, "disable_existing_loggers": False}
IMPORTS_AT_ONCE = True
