from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.dialogue import Theme


class ThemeRule(models.Model):
    """That activities under a code of somebody's list may belong under a theme.

    It suggests; staff decide. A rule with a `publisher` is for that one's files alone:
    vocabulary 99 is each publisher's own.
    """

    vocabulary = models.CharField(
        _("vocabulary"), max_length=10, help_text=_("1: DAC, 99: the publisher's own.")
    )
    code = models.CharField(_("code"), max_length=120)
    publisher = models.CharField(
        _("publisher"),
        max_length=100,
        blank=True,
        help_text=_("IATI identifier: XM-DAC-47066. Empty: all publishers."),
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.CASCADE, related_name="rules", verbose_name=_("theme")
    )
    note = models.CharField(
        _("why"), max_length=200, blank=True, help_text=_("Shown with the suggestion.")
    )

    class Meta:
        verbose_name = _("rule for themes")
        verbose_name_plural = _("rules for themes")
        ordering = ["vocabulary", "code", "theme"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code", "publisher", "theme"],
                name="themerule_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.vocabulary}/{self.code} → {self.theme}"
