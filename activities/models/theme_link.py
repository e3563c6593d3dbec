from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.dialogue import Theme
from activities.models.part import ContentPart


class ThemeLink(ContentPart):
    """A theme under which a record is reported, and why."""

    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        related_name="links",
        verbose_name=_("theme"),
    )
    reason = models.CharField(_("why under this theme"), max_length=250, blank=True)
    suggested = models.BooleanField(
        _("only suggested"),
        default=False,
        help_text=_("By a rule, from a code of the publisher; no one has decided."),
    )

    class Meta(ContentPart.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            *ContentPart.Meta.constraints,
            *ContentPart.once("themelink", "theme"),
        ]

    def __str__(self) -> str:
        return str(self.theme)
