"""Parts of a record: rows that belong to exactly one activity, event or publication."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CONTENT_OWNERS = ("activity", "event", "publication")


def owner_key(model: str) -> Any:
    """The nullable foreign key of a part to one kind of owner."""
    return models.ForeignKey(
        model, on_delete=models.CASCADE, null=True, blank=True, editable=False
    )


def exactly_one(owners: tuple[str, ...]) -> Q:
    """The condition that one, and only one, of the owners is given."""
    condition = Q()
    for owner in owners:
        others = {f"{other}__isnull": other != owner for other in owners}
        condition |= Q(**others)
    return condition


def share_field() -> Any:
    """The share of a record that falls to a part, in percent of its money."""
    return models.DecimalField(
        _("share in percent"),
        max_digits=13,
        decimal_places=10,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


class ActivityPart(models.Model):
    """A part that only activities have."""

    owners = ("activity",)

    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.CASCADE, editable=False
    )

    class Meta:
        abstract = True
        ordering = ["pk"]


class ContentPart(models.Model):
    """A part of an activity, an event or a publication."""

    owners = CONTENT_OWNERS

    activity = owner_key("activities.Activity")
    event = owner_key("activities.Event")
    publication = owner_key("activities.Publication")

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_has_one_owner", condition=exactly_one(CONTENT_OWNERS)
            )
        ]

    @staticmethod
    def once(part: str, *fields: str) -> list[models.UniqueConstraint]:
        """Per owner, no two parts may agree in all these fields."""
        return [
            models.UniqueConstraint(
                fields=[owner, *fields],
                condition=Q(**{f"{owner}__isnull": False}),
                name=f"{part}_once_per_{owner}",
                violation_error_message=_("This is listed twice."),
            )
            for owner in CONTENT_OWNERS
        ]
