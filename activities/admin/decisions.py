"""What was decided about records: the list of all, and of one the latest."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities import roles
from activities.admin.desk import OnlyRead
from activities.admin.rights import Guarded
from activities.catalogue.snapshots import kind_of
from activities.models import Decision

SHOWN = 50  # of one record, on its form
SAID = {
    "edit": _("Changed: a working version beside what is public"),
    "submit": _("Submitted for review"),
    "return": _("Returned to the author"),
    "approve": _("Approved"),
    "publish": _("Published"),
    "withdraw": _("Withdrawn from the public"),
    "discard": _("Changes discarded"),
    "delete": _("Deleted"),
}


def decided(record):
    """The decisions about a record, the latest first, each in words."""
    found = Decision.objects.filter(record_kind=kind_of(record), slug=record.slug)
    told = list(found.select_related("by")[:SHOWN])
    for one in told:
        one.said = SAID.get(one.action, one.action)
    return told


@admin.register(Decision)
class DecisionAdmin(OnlyRead, Guarded, admin.ModelAdmin):
    """Who decided what, and why: to be read, never to be changed.

    It names records of every office: their own are shown on their forms.
    """

    right_to_see = roles.Action.MERGE
    list_display = [
        "at",
        "action",
        "record_kind",
        "slug",
        "from_state",
        "to_state",
        "record_version",
        "by",
        "reason",
    ]
    list_filter = ["action", "record_kind", "at"]
    list_select_related = ["by"]
    search_fields = ["slug", "reason"]
