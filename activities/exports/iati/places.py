"""Where it was for: countries, regions, the scope that follows, and spots."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from activities.catalogue.kinds import EntryKind
from activities.choices import PlaceKind, PlaceRelation
from activities.exports.iati import shares
from activities.exports.iati.subject import Document, Subject
from activities.exports.iati.xml import Element, made, within
from activities.iati import codes

Row = dict[str, Any]

_M49_KINDS = (
    *(PlaceKind.WORLD, PlaceKind.REGION, PlaceKind.SUB_REGION),
    PlaceKind.INTERMEDIATE,
)
_DAC_CODES = {place: code for code, place in codes.DAC_REGIONS.items()}
_M49 = re.compile("[0-9]{3}")


def recipients(subject: Subject) -> Iterator[Element]:
    """Countries and regions: together the whole, the regions of one list."""
    rows = _benefiting(subject.document)
    vocabulary = _vocabulary([one for one in rows if not one["iso2"]])
    told = shares.of_the_whole([one["percentage"] for one in rows])
    for row, (percentage, remark) in zip(rows, told, strict=True):
        if row["iso2"]:
            element = made("recipient-country", {"code": row["iso2"]})
        else:
            element = _region(subject, row, vocabulary)
        if percentage:
            element.set("percentage", percentage)
        subject.narrate(element, ". ".join(filter(None, [row["name"], remark])))
        yield element


def scopes(subject: Subject) -> Iterator[Element]:
    """The scope, as far as it follows from the places it concerns."""
    rows = _once(_related(subject.document, PlaceRelation.ABOUT))
    kinds = {one["kind"] for one in rows}
    if not rows:
        return
    if PlaceKind.WORLD in kinds:
        code = codes.GLOBAL
    elif any(not one["iso2"] for one in rows):
        code = codes.REGIONAL
    else:
        code = codes.NATIONAL if len(rows) == 1 else codes.MULTINATIONAL
    yield made("activity-scope", {"code": code})


def locations(subject: Subject) -> Iterator[Element]:
    """Spots and areas; of an event also where it was held."""
    for row in subject.document.get("locations", []):
        yield _location(subject, row, subject.document["language"])
    if subject.document["record"] == EntryKind.EVENT:
        for place in _related(subject.document, PlaceRelation.HELD_IN):
            name = ", ".join(filter(None, [place["city"], place["name"]]))
            yield _location(subject, {"name": name}, "en")


def is_told(element: Element) -> bool:
    """Whether our fields say what an element of an original does: lists we know."""
    if element.tag == "recipient-country":
        return True
    vocabulary = element.get("vocabulary") or codes.REGIONS_DAC
    address = element.get("vocabulary-uri", "")
    is_ours = address.endswith(codes.PLACES_PATH)
    return vocabulary in (codes.REGIONS_DAC, codes.REGIONS_M49) or is_ours


def _related(document: Document, relation: str) -> list[Row]:
    places = document["places"]
    return [one for one in places if one["relation"]["code"] == relation]


def _benefiting(document: Document) -> list[Row]:
    """The places it concerns, each once; where none is told, those it was held in."""
    about = _related(document, PlaceRelation.ABOUT)
    return _once(about or document["places"])


def _once(rows: list[Row]) -> list[Row]:
    """A place named twice, for two cities of it, has the share of both."""
    found: dict[str, Row] = {}
    for row in rows:
        before = found.get(row["code"])
        share = _sum(before["percentage"], row["percentage"]) if before else None
        found[row["code"]] = before | {"percentage": share} if before else row
    return list(found.values())


def _sum(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return one or other
    return str(Decimal(one) + Decimal(other))


def _vocabulary(regions: list[Row]) -> str:
    """The list that has all these regions: of two lists no shares could add up."""
    if all(_is_m49(one) for one in regions):
        return codes.REGIONS_M49
    if all(one["code"] in _DAC_CODES for one in regions):
        return codes.REGIONS_DAC
    return codes.REGIONS_OWN


def _is_m49(row: Row) -> bool:
    return row["kind"] in _M49_KINDS or _M49.fullmatch(row["code"]) is not None


def _region(subject: Subject, row: Row, vocabulary: str) -> Element:
    told = {"code": row["code"], "vocabulary": vocabulary}
    if vocabulary == codes.REGIONS_DAC:
        told["code"] = _DAC_CODES[row["code"]]
    if vocabulary == codes.REGIONS_OWN:
        told["vocabulary-uri"] = subject.address(codes.PLACES_PATH)
    return made("recipient-region", told)


def _location(subject: Subject, row: Row, language: str) -> Element:
    element = made("location")
    for name in ("name", "description"):
        if row.get(name):
            subject.narrate(within(element, name), row[name], language)
    if row.get("latitude") and row.get("longitude"):
        point = within(element, "point", {"srsName": codes.WGS84})
        within(point, "pos").text = f"{row['latitude']} {row['longitude']}"
    return element
