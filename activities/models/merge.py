"""What staff have found out of organizations: two are one, or they are not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models import Organization


class DifferentOrganizations(models.Model):
    """That two organizations are not one, though they look alike: nobody asks again."""

    first = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("organization"),
    )
    second = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("is another one than"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name=_("by"),
        help_text=_("Empty where a command did it."),
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("pair of different organizations")
        verbose_name_plural = _("different organizations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="differentorganizations_once"
            ),
            # Each pair has one order, so that it is kept once.
            models.CheckConstraint(
                name="differentorganizations_in_order",
                condition=Q(first__lt=F("second")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class Merge(models.Model):
    """That one organization was merged into another, and all that it takes to undo it.

    The organizations are named by address, for either may be no more.
    """

    gone_slug = models.SlugField(_("address"), max_length=120)
    gone_name = models.CharField(_("organization"), max_length=300)
    stays_slug = models.SlugField(_("address"), max_length=120)
    stays_name = models.CharField(_("merged into"), max_length=300)
    records = models.PositiveIntegerField(_("records that named it"))
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty where a command did it."),
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    # See activities/merging/journal.py for its form.
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("taken back"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    class Meta:
        verbose_name = _("merge of organizations")
        verbose_name_plural = _("merges of organizations")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["gone_slug"])]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.stays_name}"
