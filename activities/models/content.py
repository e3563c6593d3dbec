"""What activities, events and publications have in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.choices import Halt
from activities.models.dialogue import Dialogue
from partners.dates import Dated
from partners.records import Record

LANGUAGE_CODE = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("A language code, as in BCP 47: en, fr.")
)


TRANSLATED = ("title", "summary", "description")


def validate_translations(value: Any) -> None:
    """Raises ValidationError for what is not texts by language and field."""
    if not isinstance(value, dict):
        raise ValidationError(_("Give texts by language code, as in the example."))
    for language, texts in value.items():
        LANGUAGE_CODE(language)
        fields = texts if isinstance(texts, dict) else {"": None}
        for name, text in fields.items():
            if name not in TRANSLATED or not isinstance(text, str):
                message = _("“%(language)s”: give texts for %(fields)s.")
                told = {"language": language, "fields": ", ".join(TRANSLATED)}
                raise ValidationError(message, params=told)


class Content(Record, Dated):
    """A record with a title and a text, dated, under themes or cross-cutting."""

    title = models.CharField(
        _("title"),
        max_length=400,
        help_text=_("The exact title where there is one, else a plain description."),
    )
    summary = models.CharField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences, shown in lists."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("A blank line parts paragraphs.")
    )
    language = models.CharField(
        _("language of the text"),
        max_length=12,
        default="en",
        validators=[LANGUAGE_CODE],
    )
    translations = models.JSONField(
        _("in other languages"),
        default=dict,
        blank=True,
        validators=[validate_translations],
        help_text=_('By language code: {"fr": {"title": "…", "description": "…"}}.'),
    )
    cross_cutting = models.ForeignKey(
        Dialogue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("cross-cutting for"),
        help_text=_("Relevant to every theme of this dialogue; then give no theme."),
    )
    halted = models.CharField(
        _("halted"),
        max_length=10,
        choices=Halt,
        blank=True,
        help_text=_("Only if suspended or cancelled; dates tell the rest."),
    )
    office = models.ForeignKey(
        "activities.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("office"),
        help_text=_("Whose record this is: its staff may work on it. Never published."),
    )

    class Meta:
        abstract = True
        ordering = ["title", "slug"]
        constraints = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_halt_known",
                condition=models.Q(halted__in=["", *Halt.values]),
            ),
        ]

    def __str__(self) -> str:
        return self.title


def kind_known(name: str, kinds: type[models.TextChoices]) -> models.CheckConstraint:
    """The constraint that a record's kind is of its controlled list."""
    return models.CheckConstraint(name=name, condition=models.Q(kind__in=kinds.values))
