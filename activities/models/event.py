from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.choices import EventKind
from activities.models.content import Content, kind_known


class Event(Content):
    """A dated happening: a workshop, a conference, a consultation…"""

    kind = models.CharField(_("kind"), max_length=40, choices=EventKind)
    activity = models.ForeignKey(
        "activities.Activity",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("activity"),
        help_text=_("The activity or series this event belongs to."),
    )

    class Meta(Content.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Content.Meta.constraints,
            kind_known("event_kind_known", EventKind),
        ]
