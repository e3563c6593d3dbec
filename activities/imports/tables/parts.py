"""The parts of an activity, each from the rows of its tables."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from activities.choices import ClassificationScheme, Role
from activities.iati import codes
from activities.imports.readings import Link, Named, Participant
from activities.imports.tables import money, places, values
from activities.imports.tables.activity import (
    LONGEST_IDENTIFIER,
    LONGEST_NAME,
    LONGEST_REF,
)
from activities.imports.tables.cells import Cells
from partners.choices import OrganizationKind

Row = dict[str, Any]

_ADDRESS = URLValidator(schemes=["http", "https", "ftp"])
_LONGEST_URL = 500
_CATEGORY = re.compile("[A-Z][0-9]{2}")
_SCHEME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")


def participants(rows: Iterable[Cells]) -> list[Participant]:
    """Organizations with a role, each pair once."""
    found: dict[Participant, None] = {}
    for cells in rows:
        cells.need("role")
        role = cells.code("role", codes.ROLES, Role)
        organization = Named(
            ref=cells.line("ref", LONGEST_REF),
            name=cells.line("name", LONGEST_NAME),
            kind=cells.code("type", codes.ORGANIZATION_KINDS, OrganizationKind),
        )
        if not organization.ref and not organization.name:
            message = _("The organization has neither a name nor an identifier.")
            name = "name" if cells.has("name") else "ref"
            cells.refuse(name, message, _("Give one of them."))
        found.setdefault(Participant(organization, role))
    return list(found)


def links(rows: Iterable[Cells]) -> list[Link]:
    """Links, each address once."""
    found: dict[str, Link] = {}
    for cells in rows:
        url = cells.text("url")
        if cells.need("url"):
            _check_address(cells, url)
        day = cells.day("date")
        link = Link(
            url=url,
            title=cells.line("title", 400) or url[:400],
            category=_formed(cells, "category", _CATEGORY, _("as A08")),
            language=values.language(cells.raw("language")),
            date=day.isoformat() if day else "",
        )
        found.setdefault(url, link)
    return list(found.values())


def _check_address(cells: Cells, url: str) -> None:
    try:
        _ADDRESS(url)
    except ValidationError:
        message = _("“%s” is not an address of the web.") % url
        cells.refuse("url", message, _("Write it whole: https://example.org/report."))
    if len(url) > _LONGEST_URL:
        message = _("The address has more than %d letters.") % _LONGEST_URL
        cells.refuse("url", message, _("Use a shorter one."))


def _formed(cells: Cells, name: str, form: re.Pattern[str], how: str) -> str:
    told = cells.text(name)
    if told and not form.fullmatch(told):
        message = _("“%s” is not in the form that it should have.") % told
        cells.refuse(name, message, _("Write it %s.") % how)
    return told


def classifications(rows: Iterable[Cells]) -> list[Row]:
    return _once(_classification(cells) for cells in rows)


def _classification(cells: Cells) -> Row:
    cells.need("code")
    scheme = cells.code("scheme", {}, ClassificationScheme)
    return _filled(
        scheme=scheme or ClassificationScheme.SECTOR.value,
        vocabulary=cells.line("vocabulary", 10) or codes.DAC_5_DIGIT,
        vocabulary_uri=cells.line("vocabulary_uri", 500),
        code=cells.line("code", 120),
        name=cells.line("name", 400),
        percentage=cells.share("percentage"),
    )


def locations(rows: Iterable[Cells]) -> list[Row]:
    return _once(row for cells in rows if (row := _location(cells)))


def _location(cells: Cells) -> Row:
    row = _filled(
        name=cells.line("name", 400),
        description=cells.text("description"),
        latitude=cells.within("latitude", -90, 90),
        longitude=cells.within("longitude", -180, 180),
    )
    north, east = (bool(cells.raw(name).strip()) for name in ("latitude", "longitude"))
    if north != east:
        message = _("Of a point both the latitude and the longitude are needed.")
        cells.refuse("latitude" if east else "longitude", message)
    elif not north and "name" not in row:
        message = _("The row has neither a name nor coordinates: it was left out.")
        cells.warn("name", message)
    return row


def identifiers(rows: Iterable[Cells]) -> list[Row]:
    return _once(_identifier(cells) for cells in rows)


def _identifier(cells: Cells) -> Row:
    cells.need("scheme")
    cells.need("value")
    scheme = _formed(cells, "scheme", _SCHEME, _("in small letters: crs"))
    if scheme == "iati":
        message = _("The IATI identifier stands in the table of activities.")
        cells.refuse("scheme", message, _("Take this row out."))
    return {"scheme": scheme, "value": cells.line("value", LONGEST_IDENTIFIER)}


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({tuple(row.items()): row for row in rows}.values())


def _filled(**told: str) -> Row:
    return {name: value for name, value in told.items() if value}


# The parts that are values of a reading; participations and links stand beside them.
VALUES: dict[str, Callable[[Iterable[Cells]], list[Row]]] = {
    "places": places.of_part,
    "classifications": classifications,
    "budgets": money.budgets,
    "transactions": money.transactions,
    "locations": locations,
    "identifiers": identifiers,
}
