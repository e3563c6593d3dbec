from django.core.management.base import BaseCommand

from activities.catalogue import store
from activities.catalogue.index import follower


class Command(BaseCommand):
    help = (
        "Makes every public document anew from what was published, and starts a new"
        " epoch. From the same version of the program come the same bytes."
    )

    def handle(self, **options: object) -> None:
        count = store.rebuild()
        follower.catch_up()
        self.stdout.write(f"{count} documents rebuilt.")
