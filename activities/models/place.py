"""Places: the M49 tree of the UN Statistics Division, and groupings of our own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.choices import PlaceKind, PlaceRelation
from activities.models.part import ContentPart, share_field
from partners.dates import EdtfField
from partners.records import refuse_leading_hyphen

NAME_LANGUAGES = ["en", "fr", "es", "ar"]


class Place(models.Model):
    """A region, country or grouping.

    `code` is the public key: ISO 3166-1 alpha-2 for countries and territories, M49
    for regions, ISO 3166-3 for former countries, a word for our own groupings.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    iso2 = models.CharField("ISO 3166-1 alpha-2", max_length=2, blank=True)
    iso3 = models.CharField("ISO 3166-1 alpha-3", max_length=3, blank=True)
    m49 = models.CharField("UN M49", max_length=3, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    members = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="groupings",
        verbose_name=_("members"),
        help_text=_("Only for groupings."),
    )
    succeeded_by = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )
    until = EdtfField(_("until"), help_text=_("Former countries: when it ended."))
    names = models.JSONField(
        _("names"), help_text=_('By language code: {"en": "Angola", "fr": "Angola"}.')
    )
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="place_kind_known", condition=Q(kind__in=PlaceKind.values)
            ),
            models.CheckConstraint(
                name="place_not_own_parent", condition=~Q(parent=F("pk"))
            ),
            *[
                models.UniqueConstraint(
                    fields=[code], condition=~Q(**{code: ""}), name=f"place_{code}_once"
                )
                for code in ("iso2", "iso3", "m49")
            ],
        ]

    def __str__(self) -> str:
        return f"{self.names.get('en', '')} ({self.code})"

    def clean(self) -> None:
        super().clean()
        refuse_leading_hyphen("code", self.code)
        self._refuse_known_code()
        if not isinstance(self.names, dict) or not self.names.get("en"):
            raise ValidationError({"names": _('Give at least {"en": "…"}.')})
        if not all(isinstance(name, str) for name in self.names.values()):
            raise ValidationError({"names": _("Each name is a text.")})

    def _refuse_known_code(self) -> None:
        """A place is asked for by any of its codes: none may mean another place."""
        code = Q()
        for name in ("code", "iso2", "iso3", "m49"):
            code |= Q(**{f"{name}__iexact": self.code})
        other = Place.objects.filter(code).exclude(pk=self.pk).first()
        if other is not None:
            message = _("“%(code)s” is a code of %(place)s: choose another.")
            values = {"code": self.code, "place": other}
            raise ValidationError({"code": message % values})


class RecordPlace(ContentPart):
    """Where a record took place, or which place it concerns."""

    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="mentions",
        verbose_name=_("place"),
    )
    relation = models.CharField(
        _("relation"),
        max_length=10,
        choices=PlaceRelation,
        default=PlaceRelation.ABOUT,
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    as_written = models.CharField(
        _("as written"),
        max_length=200,
        blank=True,
        help_text=_("How the source names the place, where it differs."),
    )
    percentage = share_field()
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta(ContentPart.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            *ContentPart.Meta.constraints,
            *ContentPart.once("recordplace", "place", "relation", "city"),
            models.CheckConstraint(
                name="recordplace_relation_known",
                condition=Q(relation__in=PlaceRelation.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)
