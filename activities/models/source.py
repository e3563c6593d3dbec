from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import SourceKind
from partners.dates import EdtfField
from partners.models import Organization


class Source(models.Model):
    """A document that records rest on."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    publisher = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("publisher"),
    )
    date = EdtfField(_("date"))
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    incomplete = models.BooleanField(
        _("incomplete"),
        default=False,
        help_text=_("Our copy lacks pages or is damaged."),
    )
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "code"]
        constraints = [
            models.CheckConstraint(
                name="source_kind_known", condition=Q(kind__in=SourceKind.values)
            )
        ]

    def __str__(self) -> str:
        return self.title
