"""Who may say that two organizations are one, or are not: asked here alone."""

from activities import merging

# Which permissions a merge takes: what it moves is published again.
CHANGED = {
    "activity": "activities.change_activity",
    "event": "activities.change_event",
    "publication": "activities.change_publication",
    "partner": "partners.change_organization",
    "source": "activities.change_source",
}
PARTNER = CHANGED["partner"]


def may_compare(user):
    """Whether somebody may see who may be one, and say that they are not."""
    return user.has_perm(PARTNER)


def may_merge(user, gone):
    """Whether somebody may merge an organization into another."""
    return may_move(user, merging.named_by(gone))


def may_move(user, kinds):
    """The same, where it is known which kinds of records name it."""
    return user.has_perms({PARTNER, *(CHANGED[str(one)] for one in kinds)})


def may_undo(user, merge):
    """Whether somebody may take a merge back: it moves the same records."""
    kinds = {name.split("/", 1)[0] for name in merge.moved["published"]}
    if merge.moved["changed"].get("activities.source"):
        kinds.add("source")
    return may_move(user, kinds)
