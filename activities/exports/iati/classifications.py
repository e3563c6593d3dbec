"""Sectors and tags: those of others' lists, and our themes."""

from collections.abc import Iterator
from typing import Any

from activities.choices import ClassificationScheme
from activities.exports.iati import shares
from activities.exports.iati.subject import Subject
from activities.exports.iati.xml import Element, made
from activities.iati import codes

Row = dict[str, Any]


def classifications(subject: Subject) -> Iterator[Element]:
    """Sectors, of each list the whole, then tags."""
    rows = subject.document.get("classifications", [])
    sectors: dict[str, list[Row]] = {}
    for row in rows:
        if row["scheme"]["code"] == ClassificationScheme.SECTOR:
            sectors.setdefault(row["vocabulary"], []).append(row)
    for same_list in sectors.values():
        told = shares.of_the_whole([one["percentage"] for one in same_list])
        for row, (percentage, remark) in zip(same_list, told, strict=True):
            yield _element(subject, row, percentage, remark)
    for row in rows:
        if row["scheme"]["code"] == ClassificationScheme.TAG:
            yield _element(subject, row)


def themes(subject: Subject) -> Iterator[Element]:
    """Our themes as tags of a list that is the page of all of them."""
    for theme in subject.document["themes"]:
        marker = " (suggested)" if theme["suggested"] else ""
        told = {
            "vocabulary": codes.OWN,
            "vocabulary-uri": subject.address(codes.THEMES_PATH),
            "code": theme["code"],
        }
        element = made("tag", told)
        subject.narrate(element, f"{theme['title']}{marker}")
        yield element


def is_theme(element: Element) -> bool:
    """Whether an element is one of the tags that we write."""
    if element.tag != "tag" or element.get("vocabulary") != codes.OWN:
        return False
    address: str = element.get("vocabulary-uri", "").partition("?")[0]
    return address.endswith(codes.THEMES_PATH)


def _element(
    subject: Subject, row: Row, percentage: str = "", remark: str = ""
) -> Element:
    told = {
        "vocabulary": row["vocabulary"],
        "vocabulary-uri": row["vocabulary_uri"],
        "code": row["code"],
        "percentage": percentage,
    }
    element = made(row["scheme"]["code"], told)
    text = ". ".join(filter(None, [row["name"], remark]))
    if text:
        subject.narrate(element, text)
    return element
