"""Organizations: who IOM works with, under all their names and identifiers."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.choices import NameKind, OrganizationKind
from partners.dates import EdtfField
from partners.records import Record

COUNTRY_CODE = RegexValidator(
    r"^[A-Z]{2}$", _("Two capital letters, as in ISO 3166-1: CH.")
)


class Organization(Record):
    """A partner, or IOM itself. `name` is today's; `names` holds the others, dated."""

    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=40, choices=OrganizationKind)
    country = models.CharField(
        _("country of the seat"),
        max_length=2,
        blank=True,
        validators=[COUNTRY_CODE],
        help_text=_("ISO 3166-1 alpha-2 code, for example CH."),
    )
    city = models.CharField(_("city of the seat"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)
    founded = EdtfField(_("founded"))
    closed = EdtfField(_("closed"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    succeeded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )

    class Meta(Record.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "slug"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="organization_kind_known",
                condition=Q(kind__in=OrganizationKind.values),
            ),
            models.CheckConstraint(
                name="organization_not_own_parent",
                condition=~Q(parent=F("pk")),
                violation_error_message=_("An organization is not part of itself."),
            ),
            models.CheckConstraint(
                name="organization_not_own_successor",
                condition=~Q(succeeded_by=F("pk")),
                violation_error_message=_("An organization does not succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name


class OrganizationName(models.Model):
    """Another name of an organization, with the time in which it was borne."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind)
    language = models.CharField(_("language"), max_length=10, default="en")
    valid = EdtfField(_("valid"), help_text=_("When it was borne: ../2020-09-01."))

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("other names")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name", "kind", "language"],
                name="organizationname_once",
                violation_error_message=_("This name is listed already."),
            ),
            models.CheckConstraint(
                name="organizationname_kind_known",
                condition=Q(kind__in=NameKind.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationIdentifier(models.Model):
    """An identifier in someone's scheme (IATI, CRS channel code…).

    Not unique over organizations: GB-GOV-1 is DFID's and its successor's.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.SlugField(
        _("scheme"), max_length=40, help_text=_("For example iati or crs-channel.")
    )
    value = models.CharField(_("value"), max_length=100)
    source = models.CharField(
        _("source"), max_length=250, blank=True, help_text=_("Where this was seen.")
    )

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "scheme", "value"],
                name="organizationidentifier_once",
                violation_error_message=_("This identifier is listed already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.value}"
