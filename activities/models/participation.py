from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import Role
from activities.models.part import ContentPart
from partners.models import Organization


class Participation(ContentPart):
    """An organization and what it was in an activity, event or publication."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("organization"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta(ContentPart.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            *ContentPart.Meta.constraints,
            *ContentPart.once("participation", "organization", "role"),
            models.CheckConstraint(
                name="participation_role_known", condition=Q(role__in=Role.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_role_display()}"
