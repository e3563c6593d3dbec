"""Dialogues and the round-table themes they set."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.dates import Dated
from partners.records import refuse_leading_hyphen


class Dialogue(Dated):
    """A meeting or forum of the United Nations that sets themes."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=250)
    short_title = models.CharField(_("short title"), max_length=80, blank=True)
    names = models.JSONField(
        _("titles in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language code: {"fr": "…", "es": "…"}.'),
    )
    short_names = models.JSONField(
        _("short titles in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language code: {"fr": "…", "es": "…"}.'),
    )
    document = models.CharField(
        _("document"), max_length=60, blank=True, help_text=_("Symbol: A/RES/60/227.")
    )
    note = models.TextField(_("public note"), blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ["earliest", "code"]

    def __str__(self) -> str:
        return self.short_title or self.title

    def clean(self) -> None:
        super().clean()
        refuse_leading_hyphen("code", self.code)


class GcmObjective(models.Model):
    """One of the 23 objectives of the Global Compact for Migration (A/RES/73/195)."""

    number = models.PositiveSmallIntegerField(
        _("number"),
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(23)],
    )
    title = models.CharField(_("title"), max_length=250)
    names = models.JSONField(
        _("titles in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language code: {"fr": "…", "es": "…"}.'),
    )
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        verbose_name = _("GCM objective")
        verbose_name_plural = _("GCM objectives")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="gcmobjective_1_to_23",
                condition=Q(number__gte=1, number__lte=23),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Theme(models.Model):
    """A round-table theme of one dialogue. Its code is `<dialogue>-<number>`."""

    code = models.SlugField(max_length=50, unique=True, editable=False)
    dialogue = models.ForeignKey(
        Dialogue,
        on_delete=models.PROTECT,
        related_name="themes",
        verbose_name=_("dialogue"),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    title = models.CharField(_("title"), max_length=400)
    short_title = models.CharField(_("short title"), max_length=80, blank=True)
    names = models.JSONField(
        _("short titles in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language code: {"fr": "…", "es": "…"}.'),
    )
    description = models.TextField(_("description"), blank=True)
    note = models.TextField(_("public note"), blank=True)
    gcm_objectives = models.ManyToManyField(
        GcmObjective, blank=True, related_name="themes"
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["dialogue__earliest", "dialogue__code", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "number"],
                name="theme_number_once",
                violation_error_message=_("This dialogue has that number already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.short_title or self.title}"

    def clean(self) -> None:
        super().clean()
        if not self.dialogue_id:
            return
        code = f"{self.dialogue.code}-{self.number}"
        if self.pk and self.code and self.code != code:
            raise ValidationError(_("A theme keeps its dialogue and number."))
        self.code = code


class ThemeCorrespondence(models.Model):
    """Two themes of different dialogues that speak of the same. Read both ways."""

    theme = models.ForeignKey(
        Theme, on_delete=models.CASCADE, related_name="correspondences"
    )
    corresponds_to = models.ForeignKey(
        Theme, on_delete=models.CASCADE, related_name="corresponding"
    )
    note = models.CharField(_("why"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("corresponding theme")
        verbose_name_plural = _("corresponding themes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "corresponds_to"], name="themecorrespondence_once"
            ),
            models.CheckConstraint(
                name="themecorrespondence_not_itself",
                condition=~Q(theme=F("corresponds_to")),
                violation_error_message=_("A theme does not correspond to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme.code} ↔ {self.corresponds_to.code}"
