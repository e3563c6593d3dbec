"""Typed readers of the environment. A wrong value stops the start with a clear word."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def data_dir(default: Path) -> Path:
    """The folder of everything the tracker writes; made if it is not there."""
    folder = Path(env.str("DATA_DIR", default=str(default))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or else the key kept in the folder, made on the first run."""
    given = str(env.str("SECRET_KEY", default=""))
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        _make_key(path)
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{path} is empty: delete it to have a new key.")
    return key


def _make_key(path: Path) -> None:
    """Two processes may start at once: one key is put in place, and put there whole."""
    with NamedTemporaryFile("w", dir=path.parent) as made:
        made.write(secrets.token_urlsafe(50))
        made.flush()
        with suppress(FileExistsError):
            os.link(made.name, path)


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number within bounds; raises ImproperlyConfigured outside them."""
    try:
        value = env.int(name, default=default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must be {least} to {most}, not {value}.")
    return int(value)


def one_of(name: str, *values: str) -> str:
    """One of the values, the first where nothing is said; else ImproperlyConfigured."""
    value = str(env.str(name, default=values[0]))
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(values)}.")
    return value
