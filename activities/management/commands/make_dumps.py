"""Dumps for download: `manage.py make_dumps`, from a timer with `--when-due`."""

from django.core.management.base import BaseCommand

from activities.exports import dumps


class Command(BaseCommand):
    help = "Write a dump of everything public, for download at /api/v1/dumps/."

    def add_arguments(self, parser):
        parser.add_argument(
            "--when-due",
            action="store_true",
            help="only if the last one is a day old, or holds what is withdrawn since",
        )

    def handle(self, *args, when_due=False, **options):
        if when_due and not dumps.are_due():
            return
        dump = dumps.make()
        rows = sum(one.rows for one in dump.files if one.name.endswith(".jsonl.gz"))
        self.stdout.write(f"Dumped {rows} entries to {dump.path}.")
