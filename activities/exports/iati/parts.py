"""The groups of an activity's elements, and who writes each."""

from collections.abc import Callable, Iterator

from activities.exports.iati import (
    classifications,
    dates,
    identifiers,
    links,
    money,
    participants,
    places,
    texts,
)
from activities.exports.iati.subject import Subject
from activities.exports.iati.xml import Element, made
from activities.iati import codes, groups

Writer = Callable[[Subject], Iterator[Element]]


def other_identifiers(subject: Subject) -> Iterator[Element]:
    """Identifiers in other schemes; ours name the standard's types: `iati-a1`."""
    for one in subject.document.get("identifiers", []):
        if one["scheme"] != identifiers.IATI:
            kind = one["scheme"].removeprefix("iati-").upper()
            known = kind in codes.OTHER_IDENTIFIER_TYPES
            told = kind if known else codes.OTHER_IDENTIFIER
            yield made("other-identifier", {"ref": one["value"], "type": told})


WRITERS: dict[str, Writer] = {
    "identifiers": other_identifiers,
    "title": texts.titles,
    "description": texts.descriptions,
    "status": dates.statuses,
    "dates": dates.activity_dates,
    "participations": participants.participants,
    "places": places.recipients,
    "locations": places.locations,
    "classifications": classifications.classifications,
    "budgets": money.budgets,
    "transactions": money.transactions,
    "parent": links.parents,
}
# The standard wants one of each: where an original has none, ours is written.
REQUIRED = ("title", "description", "status", "dates", "participations")
# Of some groups our fields say a part: what they do not say stays as it came.
_TOLD: dict[str, Callable[[Element], bool]] = {
    "description": lambda one: one.get("type", codes.GENERAL) == codes.GENERAL,
    "places": places.is_told,
    "parent": links.is_parent,
}


def told_by(group: str, children: list[Element]) -> list[Element]:
    """Those of the elements that say what the fields of a group say."""
    tags, is_told = groups.ELEMENTS[group], _TOLD.get(group, lambda one: True)
    return [one for one in children if one.tag in tags and is_told(one)]


def anew(subject: Subject, kept: set[str], children: list[Element]) -> list[str]:
    """The groups that are written anew, given those that are as they came.

    A status is derived from dates: with new dates it is written anew unless it says
    what they say.
    """
    found = [group for group in WRITERS if group not in kept]
    tags = {one.tag for one in children}
    missing = [one for one in REQUIRED if not tags.intersection(groups.ELEMENTS[one])]
    found += [group for group in missing if group not in found]
    if "dates" in found and "status" not in found:
        stated = told_by("status", children)[0].get("code")
        if stated not in dates.codes_of_status(subject):
            found.append("status")
    return found
