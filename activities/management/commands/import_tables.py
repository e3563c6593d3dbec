from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from activities.management.commands._importing import ImportCommand
from activities.models import ImportMapping
from activities.models.importing import FileKind

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


class Command(ImportCommand):
    help = (
        "Imports activities from the spreadsheets of a folder (.xlsx, .csv), by a"
        " mapping of their columns. Shows what it would do; --apply does it."
    )
    kind = FileKind.TABLES

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--mapping", default="iomtracker template")
        super().add_arguments(parser)

    def handle(
        self, *, folder: Path, mapping: str, apply: bool, publish: bool, **options: Any
    ) -> None:
        found = ImportMapping.objects.filter(name=mapping).first()
        if found is None:
            names = ", ".join(ImportMapping.objects.values_list("name", flat=True))
            raise CommandError(f"There is no mapping “{mapping}”; there are: {names}.")
        files = sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES)
        if not files:
            raise CommandError(f"There is no table in {folder}.")
        self.run(files, apply=apply, publish=publish, mapping=found)
