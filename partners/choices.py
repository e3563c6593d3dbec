"""Controlled lists of the partners' room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    """What an organization is. Finer than IATI's OrganisationType, and maps to it."""

    UN_ENTITY = "un-entity", _("UN entity")
    FINANCIAL = "international-financial-institution", _("Development bank")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    REGIONAL = "regional-body", _("Regional body")
    GOVERNMENT = "government", _("Government")
    NGO = "ngo", _("Non-governmental organization")
    ACADEMIC = "academic", _("University or research institute")
    PRIVATE = "private-sector", _("Private sector")
    PROCESS = "process", _("Consultative process")
    INTER_AGENCY = "inter-agency-group", _("Inter-agency group")
    ADVISORY = "advisory-body", _("Advisory body")
    OTHER = "other", _("Other")


class NameKind(models.TextChoices):
    """How a name relates to the organization that bears it."""

    OFFICIAL = "official", _("Official")
    FORMER = "former", _("Former")
    ALTERNATIVE = "alternative", _("Alternative")
    ACRONYM = "acronym", _("Acronym")
    AS_WRITTEN = "as-written", _("As written in a source")
