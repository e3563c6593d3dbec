"""Who may say that two organizations are one, or are not: asked here alone."""

from activities import roles
from activities.roles import Action


def may_compare(user):
    """Whether somebody may see who may be one, and say that they are not."""
    return roles.may(user, Action.MERGE)


def may_merge(user):
    """Whether somebody may merge organizations, and take that back."""
    return roles.may(user, Action.MERGE)
