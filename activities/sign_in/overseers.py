"""Who oversees accounts: reads the audit trail, gives back access."""

from typing import Any

from activities import roles
from activities.roles import Action


def is_overseer(user: Any) -> bool:
    """The one place that says so."""
    return bool(user.is_active and user.is_staff and roles.may(user, Action.STAFF))


def may_reset(user: Any, other: Any) -> bool:
    """Whether one may take another's second factor: of who stands above, nobody's."""
    return is_overseer(user) and (user.is_superuser or not other.is_superuser)
