from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities import audit
from activities.models.audit import Deed
from activities.sign_in import budgets


class Command(BaseCommand):
    help = (
        "Forgets what was tried of an account, or from an address: whoever is held back"
        " by others' guessing may sign in at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="name of the account")
        parser.add_argument("--address", help="the address, of IPv6 its /64 network")

    def handle(self, **options: Any) -> None:
        name, address = options["name"], options["address"]
        if not name and not address:
            raise CommandError("Give the name of an account or an --address.")
        if name:
            if not get_user_model().objects.filter(username=name).exists():
                raise CommandError(f"There is no account “{name}”.")
            budgets.refill(budgets.ACCOUNT, name)
            budgets.refill(budgets.CODE, name)
        if address:
            budgets.refill(budgets.ADDRESS, address)
        audit.note(Deed.MAINTAINED, name=name or "", told=f"let in {address or ''}")
        self.stdout.write("Forgotten what was tried.")
