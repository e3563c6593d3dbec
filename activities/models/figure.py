from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import Qualifier
from activities.models.part import ContentPart
from partners.dates import EdtfField


class Figure(ContentPart):
    """A number that a record states: more than 50 persons, as of September 2005."""

    label = models.CharField(_("what is counted"), max_length=200)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    unit = models.CharField(
        _("unit"), max_length=40, help_text=_("persons, countries, USD, percent…")
    )
    qualifier = models.CharField(
        _("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )
    as_of = EdtfField(_("as of"))

    class Meta(ContentPart.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            *ContentPart.Meta.constraints,
            models.CheckConstraint(
                name="figure_qualifier_known",
                condition=Q(qualifier__in=Qualifier.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value.normalize():f} {self.unit}"
