"""Who may say that two organizations are one, or are not: asked here alone."""

from activities import roles
from activities.roles import Action


def may_compare(user):
    """Whether somebody may see who may be one, and say that they are not."""
    return roles.may(user, Action.MERGE)


def may_merge(user, gone=None):
    """Whether somebody may merge an organization into another."""
    return roles.may(user, Action.MERGE)


def may_move(user, kinds=()):
    """The same, of any that these kinds of records name."""
    return roles.may(user, Action.MERGE)


def may_undo(user, merge=None):
    """Whether somebody may take a merge back."""
    return roles.may(user, Action.MERGE)
