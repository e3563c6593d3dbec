from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models.part import ContentPart


class FollowUp(ContentPart):
    """An activity, event or publication that came out of an earlier event."""

    follows = models.ForeignKey(
        "activities.Event",
        on_delete=models.PROTECT,
        related_name="followed_up_by",
        verbose_name=_("follows up"),
        help_text=_("The earlier event."),
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta(ContentPart.Meta):
        verbose_name = _("follow-up")
        verbose_name_plural = _("follows up")
        constraints = [
            *ContentPart.Meta.constraints,
            *ContentPart.once("followup", "follows"),
            models.CheckConstraint(
                name="followup_not_itself",
                condition=Q(event__isnull=True) | ~Q(event=F("follows")),
                violation_error_message=_("An event does not follow up itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.follows)
