from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from activities.answers import build
from activities.catalogue.index import follower
from activities.exports import dumps


class Command(BaseCommand):
    help = (
        "Makes the tracker ready to serve: the database's tables, the first content,"
        " static files, the index. What is ready already is left alone."
    )

    def handle(self, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        if not follower.catalogue_position().sequence:
            call_command("load_content", stdout=self.stdout)
        self._collect_static()
        follower.catch_up()
        if not any(dumps.root().glob("[0-9]*")):
            call_command("make_dumps", stdout=self.stdout)

    def _collect_static(self) -> None:
        stamp = settings.STATIC_ROOT / "build"
        if stamp.exists() and stamp.read_text() == build():
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(build())
