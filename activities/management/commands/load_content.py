from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from activities import publishing
from activities.catalogue.index import follower
from activities.imports import fixtures
from activities.models import Activity, Event, Publication
from partners.models import Organization


class Command(BaseCommand):
    help = (
        "Fills an empty tracker with the files of a folder and publishes them."
        " A tracker that has been published to is left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures"
        )

    def handle(self, *, folder: Path, **options: Any) -> None:
        if follower.catalogue_position().sequence:
            self.stdout.write("The tracker has content; nothing was loaded.")
            return
        with transaction.atomic():
            try:
                loaded = fixtures.load(folder)
            except fixtures.FixtureError as error:
                raise CommandError(str(error)) from error
            publishing.publish_reference_data()
            for model in (Organization, Activity, Event, Publication):
                publishing.publish_all(
                    model.objects.order_by("pk"), reason="First content"
                )
        told = ", ".join(f"{count} {name}" for name, count in loaded.items())
        self.stdout.write(f"Loaded and published: {told}.")
