from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from activities.management.commands._importing import ImportCommand
from activities.models.importing import FileKind


class Command(ImportCommand):
    help = (
        "Imports an IATI file of activities or organisations, versions 2.01 to 2.03."
        " Shows what it would do; --apply does it."
    )
    kind = FileKind.IATI

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        super().add_arguments(parser)

    def handle(self, *, file: Path, apply: bool, publish: bool, **options: Any) -> None:
        self.run([file], apply=apply, publish=publish)
