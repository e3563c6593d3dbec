from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.part import ActivityPart

IATI = "iati"


class ActivityIdentifier(ActivityPart):
    """An identifier of an activity in some scheme. Of `iati` it is the only bearer."""

    scheme = models.SlugField(
        _("scheme"), max_length=40, help_text=_("iati, or for example iati-a1, crs.")
    )
    value = models.CharField(_("value"), max_length=250)

    class Meta(ActivityPart.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "scheme", "value"],
                name="activityidentifier_once",
                violation_error_message=_("This identifier is listed already."),
            ),
            models.UniqueConstraint(
                fields=["value"],
                condition=Q(scheme=IATI),
                name="activityidentifier_iati_once",
                violation_error_message=_("Another activity has this identifier."),
            ),
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(scheme=IATI),
                name="activityidentifier_one_of_iati",
                violation_error_message=_("An activity has one IATI identifier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.value}"
