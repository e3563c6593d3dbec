"""The offices of staff, and who works where. What they may do: `activities.roles`."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.place import Place


class Office(models.Model):
    """An office, and the places that it works in: regions stand for all within them."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    places = models.ManyToManyField(
        Place,
        blank=True,
        related_name="offices",
        verbose_name=_("works in"),
        help_text=_(
            "Countries, or regions with all that lies in them. Its staff work on the"
            " records of these places, whoever entered them."
        ),
    )

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name


class StaffMember(models.Model):
    """Where an account belongs. Its role is the group of accounts that it is in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="staff_member",
        verbose_name=_("account"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        related_name="staff",
        verbose_name=_("office"),
    )

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")

    def __str__(self) -> str:
        return f"{self.user} ({self.office})"
