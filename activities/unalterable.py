"""Rows that stay as they were written: the database refuses to change or delete them.

The triggers are (re)made after every `migrate`, for the reason that `partners.trees`
gives. `lifted` is for the maintainer's command that forgets what is too old to keep.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig
from django.db import connection, connections, transaction
from django.db.models.signals import post_migrate

SQLITE = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: rows of it stay as they were written'); END"""

POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '{table}: rows of it stay as they were written'
    USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_stays();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays();"""


def keep(app: AppConfig, table: str) -> None:
    """Keep the rows of a table of an app, now and after each later migration."""

    def install(using: str, **kwargs: Any) -> None:
        chosen = connections[using]
        if table in chosen.introspection.table_names():
            _remove(chosen, table)
            _install(chosen, table)

    uid = f"{table}.stays"
    post_migrate.connect(install, sender=app, weak=False, dispatch_uid=uid)


@contextmanager
def lifted(table: str) -> Iterator[None]:
    """A transaction in which rows may be deleted; nobody else may meanwhile."""
    with transaction.atomic():
        _remove(connection, table)
        yield
        _install(connection, table)


def _install(chosen: Any, table: str) -> None:
    with chosen.cursor() as cursor:
        if chosen.vendor == "postgresql":
            cursor.execute(POSTGRES.format(table=table))
            return
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(SQLITE.format(table=table, verb=verb))


def _remove(chosen: Any, table: str) -> None:
    with chosen.cursor() as cursor:
        if chosen.vendor == "postgresql":
            for name in (f"{table}_stays", f"{table}_stays_whole"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            return
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}_refused")
