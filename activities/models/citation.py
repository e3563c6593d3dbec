from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.part import CONTENT_OWNERS, exactly_one, owner_key
from activities.models.source import Source


class Citation(models.Model):
    """The passage of a source that a record, or one of its statements, rests on."""

    owners = (*CONTENT_OWNERS, "organization")

    activity = owner_key("activities.Activity")
    event = owner_key("activities.Event")
    publication = owner_key("activities.Publication")
    organization = owner_key("partners.Organization")
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="citations",
        verbose_name=_("source"),
    )
    section = models.CharField(
        _("section"), max_length=60, blank=True, help_text=_("For example B.2.")
    )
    page = models.CharField(_("page"), max_length=20, blank=True)
    quote = models.CharField(
        _("quotation"), max_length=300, blank=True, help_text=_("Short and exact.")
    )
    statement = models.CharField(
        _("supports"),
        max_length=250,
        blank=True,
        help_text=_("Which statement rests on it, if not the whole record."),
    )
    source_incomplete = models.BooleanField(
        _("passage is damaged"),
        default=False,
        help_text=_("The page breaks off here, so something may be missing."),
    )
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("sources")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="citation_has_one_owner",
                condition=exactly_one((*CONTENT_OWNERS, "organization")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.section}" if self.section else str(self.source)
