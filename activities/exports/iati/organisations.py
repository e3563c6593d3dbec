"""Partners as elements of an organization file."""

from activities.exports.about import About
from activities.exports.iati import identifiers
from activities.exports.iati.around import Around
from activities.exports.iati.participants import FORM
from activities.exports.iati.subject import Document, Subject, reporting_org
from activities.exports.iati.xml import (
    XML_LANG,
    Element,
    arrange,
    made,
    only_of_the_standard,
    read,
    within,
)
from activities.iati import order
from partners.choices import NameKind

UNIDENTIFIED = "no identifier of theirs is known"
SUCCEEDED = "their successors have the same identifier"
UPDATED = "last-updated-datetime"
_LANGUAGE = "en"  # of names that state none


def why_not(document: Document, around: Around) -> str:
    """Why a partner has no place in a file; empty where it has one."""
    ref = identifiers.of_partner(document)
    if not document.get("original") and not FORM.fullmatch(ref):
        return UNIDENTIFIED
    successor = document["succeeded_by"]
    follows = successor and around.partners.get(successor["slug"])
    return SUCCEEDED if follows and follows.ref == ref else ""


def element(document: Document, around: Around, about: About) -> Element:
    """An organization: from its original if it has one, else from the document."""
    original = document.get("original")
    if original:
        return _merged(document, around, about)
    subject = Subject(document, around, about, _LANGUAGE)
    told = {UPDATED: document["updated"], XML_LANG: _LANGUAGE}
    root = made("iati-organisation", told)
    within(root, "organisation-identifier").text = identifiers.of_partner(document)
    root.append(reporting_org(subject))
    arrange(root, list(root), [_name(subject)], order.ORGANISATION)
    return root


def _merged(document: Document, around: Around, about: About) -> Element:
    """The publisher's element, with name and identifier as they are stated now."""
    original = document["original"]
    root = read(original["element"])
    subject = Subject(document, around, about, root.get(XML_LANG, ""))
    only_of_the_standard(root, order.ORGANISATION, order.ORGANISATION_ATTRIBUTES)
    kept, new = list(root), []
    if "name" not in original["kept"]:
        kept = [child for child in kept if child.tag != "name"]
        new = [_name(subject)]
    is_renumbered = "identifiers" not in original["kept"] and _identify(root, document)
    arrange(root, kept, new, order.ORGANISATION)
    if new or is_renumbered:
        root.set(UPDATED, document["updated"])
    return root


def _identify(root: Element, document: Document) -> bool:
    """Put another identifier where the one there is no longer stated."""
    stated = identifiers.stated(document)
    found = root.find("organisation-identifier")
    if not stated or found is None or (found.text or "").strip() in stated:
        return False
    found.text = stated[0]
    return True


def _name(subject: Subject) -> Element:
    """Its name, and its official names in other languages."""
    element = made("name")
    subject.narrate(element, subject.document["name"], _LANGUAGE)
    seen = {_LANGUAGE}
    for row in subject.document["names"]:
        is_official = row["kind"]["code"] == NameKind.OFFICIAL
        if is_official and row["language"] not in seen:
            seen.add(row["language"])
            subject.narrate(element, row["name"], row["language"])
    return element
