"""Whether a name and a password are those of somebody who works at the desk."""

from typing import Any

from django.contrib.auth import authenticate, get_user_model
from django.http import HttpRequest

from activities import audit
from activities.models.audit import Deed
from activities.sign_in import budgets, known
from iomtracker.fair_use import client_of


def check(request: HttpRequest, name: str, password: str) -> Any | None:
    """The account, or None. Raises budgets.Held where too much was tried.

    Who asks learns nothing else: not whether there is such an account, nor whether it
    may work at the desk. An account that is not there costs the time of one that is.
    """
    with audit.of(request):
        try:
            taken = budgets.take(*_budgets(request, name))
        except budgets.Held as held:
            if held.is_news:
                _tell(Deed.HELD, name, f"password, {held}")
            raise
        user = authenticate(request, username=name, password=password)
        if user is None or not user.is_staff:
            _tell(Deed.REFUSED, name, "password")
            return None
    budgets.give_back(taken)
    return user


def check_own(user: Any, password: str) -> bool:
    """The same of who is signed in. Raises budgets.Held."""
    taken = budgets.take((budgets.OWN_PASSWORD, user.get_username()))
    if not user.check_password(password):
        audit.write(Deed.REFUSED, by=user, told="own password")
        return False
    budgets.give_back(taken)
    return True


def _budgets(request: HttpRequest, name: str) -> list[tuple[budgets.Budget, str]]:
    place = known.place(request, name)
    if place:
        return [(budgets.KNOWN_PLACE, place)]
    return [(budgets.ACCOUNT, name), (budgets.ADDRESS, client_of(request))]


def _tell(deed: Deed, name: str, told: str) -> None:
    # A name that is nobody's may be a password in the wrong line: it is not kept.
    by = get_user_model().objects.filter(username=name).first()
    audit.write(deed, by=by, told=told)
