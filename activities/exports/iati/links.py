"""To what it is linked: publications, the activity above, parts and events below."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from activities.exports import days
from activities.exports.iati.around import Child
from activities.exports.iati.subject import Document, Subject
from activities.exports.iati.texts import in_languages
from activities.exports.iati.xml import Element, made, within
from activities.iati import codes

# By the end of an address; most pages have none.
_MEDIA_TYPES = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "json": "application/json",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_WEB_PAGE = "text/html"
_TWO_LETTERS = re.compile("[a-z]{2}")


def publications(subject: Subject, element: Element) -> list[Document]:
    """What is published of it on the web and is no link of the element yet."""
    key = subject.document["record"], subject.document["slug"]
    links = element.iterchildren("document-link")
    linked = {one.get("url", "").strip() for one in links}
    found = {
        one["web_address"]: one
        for one in subject.around.publications.get(key, [])
        if one["web_address"] and one["web_address"] not in linked
    }
    return list(found.values())


def document_link(subject: Subject, publication: Document) -> Element:
    """A publication as a document that an element links to."""
    address = publication["web_address"]
    told = {"url": address, "format": _media_type(address)}
    element = made("document-link", told)
    title = within(element, "title")
    for language, text in in_languages(publication, ("title",)):
        subject.narrate(title, text, language)
    within(element, "category", {"code": codes.OUR_PUBLICATIONS})
    language = publication["language"].partition("-")[0]
    if _TWO_LETTERS.fullmatch(language):
        within(element, "language", {"code": language})
    span = days.whole_days(publication)
    if span:
        within(element, "document-date", {"iso-date": span[0].isoformat()})
    return element


def parents(subject: Subject) -> Iterator[Element]:
    """The activity that it is part of."""
    document = subject.document
    above = document.get("parent") or document.get("activity")
    if above and above["slug"] in subject.around.identifiers:
        ref = subject.around.identifiers[above["slug"]]
        yield made("related-activity", {"ref": ref, "type": codes.PARENT})


def children(subject: Subject, element: Element) -> list[Child]:
    """Its parts and events, but for those that the element names already."""
    key = subject.document["record"], subject.document["slug"]
    named = {
        one.get("ref", "").strip()
        for one in element.iterchildren("related-activity")
        if one.get("type") == codes.CHILD
    }
    below = subject.around.children.get(key, [])
    return [one for one in below if one.identifier not in named]


def related_activity(child: Child) -> Element:
    """A part or event as an activity that an element is related to."""
    told = {"ref": child.identifier, "type": codes.CHILD}
    return made("related-activity", told)


def is_parent(element: Element) -> bool:
    return bool(element.get("type") == codes.PARENT)


def _media_type(address: str) -> str:
    ending = urlsplit(address).path.rpartition(".")[2].lower()
    return _MEDIA_TYPES.get(ending, _WEB_PAGE)
