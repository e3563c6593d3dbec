"""What a column of a table can be: every field, told to whoever fills one in."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.choices import (
    ActivityKind,
    BudgetKind,
    BudgetStatus,
    ClassificationScheme,
    PlaceRelation,
    Role,
    Status,
    TransactionKind,
)
from partners.choices import OrganizationKind

MAIN = ""  # the table with one row an activity
SUFFIXES = {
    "language": re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*"),
    "number": re.compile(r"[1-9][0-9]?"),
}


@dataclass(frozen=True)
class Field:
    """A field; `by` tells what may follow its name: `title:fr`, `date:1`."""

    name: str
    help: str | Promise
    example: str = ""
    codes: tuple[str, ...] = ()
    required: bool = False
    by: str = ""


def _codes(choices: Any) -> tuple[str, ...]:
    return tuple(choices.values)


_DAY = _("A day, as 2018-03-13 or as a date of the spreadsheet.")
_IMPRECISE = _("A day, a month or a year: 2018-03-13, 2018-03, 2018.")
_SHARE = _("The share of the activity in percent, from 0 to 100.")
_AMOUNT = _("A number with a point and without separators: 1234567.89.")
_CURRENCY = _("Three letters of ISO 4217.")
_COUNTRY = _("Two letters of ISO 3166-1.")
_VOCABULARY = _("The list of the region: 1 OECD DAC (if empty), 2 UN M49.")
_REGION = _("The code of the region in its list; of UN M49 three digits.")

FIELDS: dict[str, tuple[Field, ...]] = {
    MAIN: (
        Field("title", _("In one line, at most 400 letters."), required=True),
        Field("title", _("The title in a language."), by="language"),
        Field("summary", _("One or two sentences for lists, at most 400 letters.")),
        Field("summary", _("The summary in a language."), by="language"),
        Field("description", _("The text; a blank line parts paragraphs.")),
        Field("description", _("The text in a language."), by="language"),
        Field("language", _("Of title and text, as in BCP 47; en if empty."), "en"),
        Field("kind", _("What it is."), "project", _codes(ActivityKind)),
        Field(
            "status",
            _("Only suspended and cancelled are kept: dates tell the rest."),
            "suspended",
            _codes(Status),
        ),
        Field("planned_start", _IMPRECISE, "2018-03-13"),
        Field("actual_start", _IMPRECISE, "2018-04"),
        Field("planned_end", _IMPRECISE, "2019-03-12"),
        Field("actual_end", _IMPRECISE, "2019"),
        Field("dates", _("In place of start and end, as EDTF."), "2003-11/2004-02"),
        Field("date", _IMPRECISE, "2018-03-13", by="number"),
        Field("date_type", _("What the date is: 1 to 4."), "1", by="number"),
        Field("country", _COUNTRY, "KE"),
        Field("country", _COUNTRY, "KE", by="number"),
        Field("country_percentage", _SHARE, "50"),
        Field("country_percentage", _SHARE, "50", by="number"),
        Field("region", _REGION, "142"),
        Field("region", _REGION, "142", by="number"),
        Field("region_name", _("How the source names it."), "Asia"),
        Field("region_name", _("How the source names it."), "Asia", by="number"),
        Field("region_vocabulary", _VOCABULARY, "2"),
        Field("region_vocabulary", _VOCABULARY, "2", by="number"),
        Field("region_percentage", _SHARE, "50"),
        Field("region_percentage", _SHARE, "50", by="number"),
        Field("parent", _("The identifier of the activity it is part of.")),
        Field("themes", _("Codes of themes, parted by semicolons."), "hld2013-1"),
        Field("reporter_ref", _("The identifier of who reports it."), "XM-DAC-47066"),
        Field("reporter_name", _("The name of who reports it.")),
        Field("reporter_type", _("Its kind."), "ngo", _codes(OrganizationKind)),
    ),
    "participations": (
        Field("name", _("The organization’s name; needed if it has no ref.")),
        Field("ref", _("The organization’s identifier."), "XM-DAC-47066"),
        Field("type", _("Its kind."), "government", _codes(OrganizationKind)),
        Field("role", _("What it was."), "funder", _codes(Role), required=True),
    ),
    "places": (
        Field("place", _("A code of this tracker’s places."), "asia-pacific"),
        Field("country", _COUNTRY, "KE"),
        Field("region", _REGION, "142"),
        Field("region_vocabulary", _VOCABULARY, "2"),
        Field("percentage", _SHARE, "50"),
        Field("relation", _("About it if empty."), "about", _codes(PlaceRelation)),
        Field("city", _("At most 100 letters."), "Nairobi"),
        Field("as_written", _("How the source names it, where that differs.")),
        Field("note", _("At most 250 letters.")),
    ),
    "classifications": (
        Field(
            "scheme",
            _("A sector if empty."),
            "sector",
            _codes(ClassificationScheme),
        ),
        Field("vocabulary", _("The number of the list in IATI; 1 if empty."), "1"),
        Field("vocabulary_uri", _("The address of the list.")),
        Field("code", _("The code in the list."), "15190", required=True),
        Field("name", _("What the code means.")),
        Field("percentage", _SHARE, "100"),
    ),
    "budgets": (
        Field("kind", _("Original if empty."), "original", _codes(BudgetKind)),
        Field("status", _("Indicative if empty."), "committed", _codes(BudgetStatus)),
        Field("start", _DAY, "2018-01-01", required=True),
        Field("end", _DAY, "2018-12-31", required=True),
        Field("value", _AMOUNT, "153846.2", required=True),
        Field("currency", _CURRENCY, "USD", required=True),
        Field("value_date", _("The day whose exchange rate applies."), "2018-03-13"),
    ),
    "transactions": (
        Field(
            "kind",
            _("Which way the money went."),
            "disbursement",
            _codes(TransactionKind),
            required=True,
        ),
        Field("date", _DAY, "2018-03-01", required=True),
        Field("value", _AMOUNT, "200000.06", required=True),
        Field("currency", _CURRENCY, "USD", required=True),
    ),
    "locations": (
        Field("name", _("Its name; needed if it has no coordinates.")),
        Field("description", _("A text on it.")),
        Field("latitude", _("Degrees with a point, from -90 to 90."), "4.883711"),
        Field("longitude", _("Degrees with a point, from -180 to 180."), "31.5781"),
    ),
    "links": (
        Field("url", _("The address."), "https://example.org/report", required=True),
        Field("title", _("The title; the address if empty.")),
        Field("category", _("The code in IATI’s DocumentCategory."), "A08"),
        Field("language", _("Two letters."), "en"),
        Field("date", _DAY, "2019-06-30"),
    ),
    "identifiers": (
        Field("scheme", _("Small letters and hyphens."), "crs", required=True),
        Field("value", _("The identifier there."), "2018000123", required=True),
    ),
}


def find(part: str, name: str) -> Field | None:
    """The field that a mapping means by `title`, `title:fr` or `date:1`."""
    base, colon, suffix = name.partition(":")
    for field in FIELDS[part]:
        if field.name != base or bool(colon) != bool(field.by):
            continue
        if not colon or SUFFIXES[field.by].fullmatch(suffix.lower()):
            return field
    return None
