from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.imports import undo
from activities.models import ImportBatch


class Command(BaseCommand):
    help = "Takes an import back. What was changed since is left as it is, and told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import", type=int, help="Its number: see the desk.")

    def handle(self, **options: Any) -> None:
        batch = ImportBatch.objects.filter(pk=options["import"]).first()
        if batch is None:
            raise CommandError(f"There is no import {options['import']}.")
        if later := undo.comes_first(batch):
            raise CommandError(f"Import {later} changed the same: undo that one first.")
        counts = undo.undo(batch)
        self.stdout.write(f"{counts['undone']} taken back, {counts['left']} left.")
        left = batch.items.exclude(undone="").exclude(undone="undone")
        for item in left[:20]:
            self.stdout.write(f"{item.identifier}: {item.undone}")
