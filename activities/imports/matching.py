"""Finds in the tracker what a reading names: partners, places, the record itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from activities.duplicates import known_organizations
from activities.imports.readings import Level, Named, Problem, Reading
from activities.imports.suggestions import Suggestions
from activities.models import (
    Activity,
    ActivityIdentifier,
    Event,
    Place,
)
from activities.models.identifier import IATI
from partners.choices import NameKind, OrganizationKind
from partners.matching import Known, Match, Name, Register
from partners.models import Organization

Row = dict[str, Any]

LONGEST_SLUG = 100
_TAKEN = ("event-", "activity-")
EVENT = "event-"  # before the address of an event in its identifier: see exports/iati


@dataclass(frozen=True)
class NewPartner:
    """An organization that a file names and the tracker does not know, to be made.

    `match` tells whom it may be instead: that is for staff to answer.
    """

    slug: str
    row: Row
    match: Match


class Matcher:
    """What an import compares with: read once, and kept up while it goes on."""

    def __init__(self) -> None:
        self.register = Register(known_organizations())
        self.suggestions = Suggestions()
        self.new: dict[str, NewPartner] = {}
        self._places = {
            code: {name.casefold() for name in names.values()}
            for code, names in Place.objects.values_list("code", "names")
        }
        self._slugs: dict[type[Any], set[str]] = {}

    def partner(self, named: Named, on: date | None = None) -> str:
        """The slug of the organization meant; of a new one the slug it will have."""
        match = self.register.find(named.ref, named.name, on)
        if match.slug:
            return match.slug
        name = named.name or named.ref
        slug = self.free_slug(Organization, name)
        self.new[slug] = NewPartner(slug, _organization(slug, name, named), match)
        self.register.add(
            Known(
                slug,
                [Name(name)],
                {named.ref} if named.ref else set(),
                is_asked=bool(match.doubt),
            )
        )
        return slug

    def places(self, reading: Reading) -> list[Row]:
        """The places of a reading that the tracker knows; others become problems."""
        known = []
        for row in reading.values.get("places", []):
            names = self._places.get(row["place"])
            if names is not None:
                known.append(_without_its_own_name(row, names))
                continue
            told = _("“%s” is no place of this tracker, and was left out.")
            remedy = _("Add the place, or correct the code at the source.")
            value = row["place"]
            reading.problems.append(
                Problem(
                    Level.WARNING, reading.line, "place", value, told % value, remedy
                )
            )
        return known

    def free_slug(self, model: type[Any], text: str) -> str:
        """An address that no record of the model has, made of a text."""
        if model not in self._slugs:
            self._slugs[model] = set(model.objects.values_list("slug", flat=True))
        taken = self._slugs[model]
        base = slugify(text)[:LONGEST_SLUG].strip("-") or "record"
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        return slug


def existing(readings: Iterable[Reading]) -> dict[str, Activity]:
    """The activities that have these identifiers, by identifier."""
    wanted = [one.identifier for one in readings if one.kind == "activity"]
    rows = ActivityIdentifier.objects.filter(scheme=IATI, value__in=wanted)
    return {row.value: row.activity for row in rows.select_related("activity")}


def our_own(readings: Iterable[Reading]) -> set[str]:
    """Those identifiers that our export gives to records entered here."""
    prefix = f"{settings.IATI_PUBLISHER}-".casefold()
    words = {
        one.identifier: one.identifier[len(prefix) :].casefold()
        for one in readings
        if one.identifier.casefold().startswith(prefix)
    }
    plain = {word.removeprefix("activity-") for word in words.values()}
    entered = Activity.objects.filter(slug__in={*words.values(), *plain})
    named = entered.filter(activityidentifier__scheme=IATI)
    slugs = set(entered.values_list("slug", flat=True))
    slugs -= set(named.values_list("slug", flat=True))
    events = [word.removeprefix(EVENT) for word in words.values() if EVENT in word]
    found = Event.objects.filter(slug__in=events).values_list("slug", flat=True)
    slugs |= {f"{EVENT}{slug}" for slug in found}
    slugs |= {f"activity-{slug}" for slug in slugs if slug.startswith(_TAKEN)}
    return {identifier for identifier, word in words.items() if word in slugs}


def _without_its_own_name(row: Row, names: set[str]) -> Row:
    """A place “as written” tells something only where that is no name of it."""
    if row.get("as_written", "").casefold() in names:
        return {name: value for name, value in row.items() if name != "as_written"}
    return row


def _organization(slug: str, name: str, named: Named) -> Row:
    row: Row = {
        "slug": slug,
        "name": name[:250],
        "kind": named.kind or OrganizationKind.OTHER.value,
    }
    if named.ref:
        row["identifiers"] = [{"scheme": IATI, "value": named.ref[:100]}]
    if named.names:
        row["names"] = [
            {"name": text[:250], "kind": NameKind.OFFICIAL.value, "language": language}
            for language, text in named.names
        ]
    return row
