from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.imports import batches, undo, work
from activities.models import ImportBatch


class Command(BaseCommand):
    help = "Takes a step of an import: the desk calls it. May be called again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", type=int)
        parser.add_argument("step", choices=work.STEPS)
        parser.add_argument("--by", type=int, help="Key of the account that asked.")

    def handle(self, *, batch: int, step: str, by: int | None, **options: Any) -> None:
        found = ImportBatch.objects.get(pk=batch)
        user = get_user_model().objects.filter(pk=by).first() if by else None
        if by and user is None:
            raise CommandError(f"There is no account {by}.")
        if step == "plan":
            batches.plan(found)
        elif step == "apply":
            batches.apply(found, user)
        else:
            undo.undo(found, user)
