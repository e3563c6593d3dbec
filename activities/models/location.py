from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.part import ActivityPart


def _degrees(name: Any, most: int) -> models.DecimalField:  # type: ignore[type-arg]  # untyped at run time
    """A coordinate in decimal degrees, WGS 84."""
    return models.DecimalField(
        name,
        max_digits=13,
        decimal_places=10,
        null=True,
        blank=True,
        validators=[MinValueValidator(-most), MaxValueValidator(most)],
    )


class Location(ActivityPart):
    """A spot or an area within the places of an activity, named or with coordinates."""

    name = models.CharField(_("name"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    latitude = _degrees(_("latitude"), 90)
    longitude = _degrees(_("longitude"), 180)

    class Meta(ActivityPart.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
            models.CheckConstraint(
                name="location_has_both_coordinates",
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give latitude and longitude, or neither."),
            )
        ]

    def __str__(self) -> str:
        return self.name or f"{self.latitude}, {self.longitude}"
