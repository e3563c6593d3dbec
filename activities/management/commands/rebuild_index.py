from django.core.management.base import BaseCommand

from activities.catalogue.index import follower


class Command(BaseCommand):
    help = "Makes this machine's search index anew from the catalogue."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{follower.rebuild()} entries indexed.")
