from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from activities import audit

LEAST = 90


class Command(BaseCommand):
    help = (
        "Deletes the lines of the audit trail that are older than so many days, and"
        " writes a line that says so. Nothing else deletes any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days", type=int, required=True, help=f"how many to keep, {LEAST} or more"
        )

    def handle(self, **options: Any) -> None:
        if options["days"] < LEAST:
            raise CommandError(f"Keep {LEAST} days at least.")
        before = timezone.now() - timedelta(days=options["days"])
        self.stdout.write(f"Lines forgotten: {audit.forget(before)}.")
