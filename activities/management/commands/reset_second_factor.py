from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.sign_in import second_factor


class Command(BaseCommand):
    help = (
        "Takes the second factor of an account, and ends its sessions: at the next"
        " sign-in another is set up. For who has lost phone and recovery codes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="name of the account")
        parser.add_argument("--reason", default="", help="kept in the audit trail")

    def handle(self, **options: Any) -> None:
        name = options["name"]
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        if second_factor.reset(user, reason=options["reason"]):
            self.stdout.write(f"The second factor of “{name}” is reset.")
        else:
            self.stdout.write(f"“{name}” has no second factor. Its sessions are ended.")
