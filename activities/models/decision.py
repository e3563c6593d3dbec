from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Decision(models.Model):
    """One step of a record on its way to or from the public, kept for good.

    The record is named by kind and address, not by key: it may be deleted, the
    decision to do so is not.
    """

    record_kind = models.CharField(_("kind of record"), max_length=20)
    slug = models.SlugField(_("address"), max_length=120)
    action = models.CharField(_("action"), max_length=20)
    from_state = models.CharField(_("from"), max_length=10)
    to_state = models.CharField(_("to"), max_length=10, blank=True)
    record_version = models.PositiveIntegerField(_("version"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name=_("by"),
        help_text=_("Empty where a command did it."),
    )
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["record_kind", "slug"])]

    def __str__(self) -> str:
        return f"{self.action} {self.record_kind}/{self.slug}"
