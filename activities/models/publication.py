from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import PublicationKind
from activities.models.content import Content, kind_known


class Publication(Content):
    """A report, study, number of a series… Belongs to an activity or an event."""

    kind = models.CharField(_("kind"), max_length=40, choices=PublicationKind)
    activity = models.ForeignKey(
        "activities.Activity",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("activity"),
    )
    event = models.ForeignKey(
        "activities.Event",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("event"),
    )
    series = models.CharField(_("series"), max_length=200, blank=True)
    number = models.CharField(_("number in the series"), max_length=40, blank=True)
    edition = models.CharField(_("edition"), max_length=40, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)

    class Meta(Content.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            *Content.Meta.constraints,
            kind_known("publication_kind_known", PublicationKind),
            models.CheckConstraint(
                name="publication_one_owner_at_most",
                condition=Q(activity__isnull=True) | Q(event__isnull=True),
                violation_error_message=_("Give the activity or the event, not both."),
            ),
        ]


class PublicationIdentifier(models.Model):
    """An identifier of a publication in some scheme: isbn, doi…"""

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.SlugField(_("scheme"), max_length=40)
    value = models.CharField(_("value"), max_length=200)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "scheme", "value"],
                name="publicationidentifier_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.value}"
