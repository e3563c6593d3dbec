"""Trees that cannot bite their tail: a database guard against cycles.

A check constraint sees one row; a cycle takes several. So each guarded link gets a
trigger that walks up from the new parent and refuses to meet the row it started from.
The triggers are (re)made after every `migrate`, because SQLite loses those of a table
whenever Django rebuilds it to alter a column.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


@dataclass(frozen=True)
class Link:
    """A column by which a row names what stands above `child` (the row itself)."""

    table: str
    parent: str
    child: str = "id"


def guard(app: AppConfig, *links: Link) -> None:
    """Guard the links of an app against cycles, now and after each later migration."""

    def install(using: str, **kwargs: Any) -> None:
        connection = connections[using]
        tables = connection.introspection.table_names()
        for link in links:
            if link.table in tables:
                _install(connection, link)

    uid = f"{app.label}.trees"
    post_migrate.connect(install, sender=app, weak=False, dispatch_uid=uid)


SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {event} ON {table}
FOR EACH ROW WHEN NEW.{parent} IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, '{name}: a record cannot come above itself')
  WHERE EXISTS (
    WITH RECURSIVE above(id) AS (
      SELECT NEW.{parent}
      UNION SELECT t.{parent} FROM {table} t JOIN above ON t.{child} = above.id
      WHERE t.{parent} IS NOT NULL)
    SELECT 1 FROM above WHERE id = NEW.{child});
END"""

POSTGRES = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  -- Two transactions could each add half a cycle: one at a time.
  PERFORM pg_advisory_xact_lock(hashtext('{name}'));
  IF EXISTS (
    WITH RECURSIVE above(id) AS (
      SELECT NEW.{parent}::bigint
      UNION SELECT t.{parent} FROM {table} t JOIN above ON t.{child} = above.id
      WHERE t.{parent} IS NOT NULL)
    SELECT 1 FROM above WHERE id = NEW.{child}) THEN
    RAISE EXCEPTION '{name}: a record cannot come above itself'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {parent} ON {table}
FOR EACH ROW WHEN (NEW.{parent} IS NOT NULL) EXECUTE FUNCTION {name}();"""


def _install(connection: Any, link: Link) -> None:
    name = f"{link.table}_{link.parent}_no_cycle"
    names = {"name": name, **vars(link)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES.format(**names))
            return
        for verb, event in (("ins", "INSERT"), ("upd", f"UPDATE OF {link.parent}")):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{verb}")
            cursor.execute(SQLITE.format(verb=verb, event=event, **names))
