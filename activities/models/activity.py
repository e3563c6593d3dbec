from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityKind
from activities.models.content import Content, kind_known
from partners.dates import EdtfField


class Activity(Content):
    """What IOM does: a programme, a project, a dialogue… May be part of another."""

    kind = models.CharField(_("kind"), max_length=40, choices=ActivityKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    planned = EdtfField(
        _("planned dates"),
        help_text=_(
            "As planned before it began, where that is known: 2018-03/2019-02."
        ),
    )

    class Meta(Content.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            *Content.Meta.constraints,
            kind_known("activity_kind_known", ActivityKind),
            models.CheckConstraint(
                name="activity_not_own_parent",
                condition=~Q(parent=F("pk")),
                violation_error_message=_("An activity is not part of itself."),
            ),
        ]
