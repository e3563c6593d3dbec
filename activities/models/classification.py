from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import ClassificationScheme
from activities.models.part import ActivityPart, share_field


class Classification(ActivityPart):
    """A code of somebody's list that an activity stands under: a sector, a tag.

    `vocabulary` is the code of the list in IATI's SectorVocabulary or TagVocabulary.
    """

    scheme = models.CharField(_("scheme"), max_length=10, choices=ClassificationScheme)
    vocabulary = models.CharField(_("vocabulary"), max_length=10)
    vocabulary_uri = models.CharField(
        _("address of the vocabulary"), max_length=500, blank=True
    )
    code = models.CharField(_("code"), max_length=120)
    name = models.CharField(_("name"), max_length=400, blank=True)
    percentage = share_field()

    class Meta(ActivityPart.Meta):
        verbose_name = _("sector or tag")
        verbose_name_plural = _("sectors and tags")
        indexes = [models.Index(fields=["vocabulary", "code"])]
        constraints = [
            models.CheckConstraint(
                name="classification_scheme_known",
                condition=Q(scheme__in=ClassificationScheme.values),
            )
        ]

    def __str__(self) -> str:
        return f"{self.vocabulary}/{self.code}"
