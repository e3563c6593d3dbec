"""Activities and events as elements of a file.

What came from a publisher's file comes out as it came in: a group of elements whose
fields are as they were, and whatever no field says. The rest is written anew.
"""

from datetime import datetime

from activities.catalogue.kinds import EntryKind
from activities.exports.about import About
from activities.exports.iati import (
    classifications,
    dates,
    identifiers,
    links,
    money,
    parts,
    places,
)
from activities.exports.iati.around import Around
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
from activities.iati import groups, order

UNDATED = "no date of them is stated, and the standard wants one"
UPDATED = "last-updated-datetime"
_OF_EVENTS = "2"  # their level, below activities


def why_not(document: Document, around: Around) -> str:
    """Why a record has no place in a file; empty where it has one."""
    original = document.get("original") or {"element": "", "kept": []}
    is_kept = "dates" in original["kept"] and "<activity-date" in original["element"]
    return "" if is_kept or dates.has_any(document) else UNDATED


def element(document: Document, around: Around, about: About) -> Element:
    """An activity or event: from its original if it has one, else from the document."""
    if document.get("original"):
        return _merged(document, around, about)
    subject = Subject(document, around, about, document["language"])
    root = _blank(subject)
    root.set(UPDATED, _fill(root, subject, list(root), list(parts.WRITERS)))
    return root


def _blank(subject: Subject) -> Element:
    """The element of a record that was entered here, before its groups."""
    document = subject.document
    told = {
        UPDATED: document["updated"],
        XML_LANG: document["language"],
        "default-currency": money.only_currency(document),
    }
    if document["record"] == EntryKind.EVENT:
        told["hierarchy"] = _OF_EVENTS
    root = made("iati-activity", told)
    within(root, "iati-identifier").text = identifiers.of_record(document)
    root.append(reporting_org(subject))
    root.extend(places.scopes(subject))
    return root


def _merged(document: Document, around: Around, about: About) -> Element:
    """The publisher's element, with what has been said since."""
    original = document["original"]
    root = read(original["element"])
    subject = Subject(document, around, about, root.get(XML_LANG, ""))
    only_of_the_standard(root, order.ACTIVITY, order.ACTIVITY_ATTRIBUTES)
    children = [
        child
        for child in root
        if child.tag not in groups.NEVER_PUBLIC and not classifications.is_theme(child)
    ]
    anew = parts.anew(subject, set(original["kept"]), children)
    if "identifiers" in anew:
        _identify(root, document)
    updated = _fill(root, subject, children, anew)
    if updated or _is_to_come(root.get(UPDATED), about):
        root.set(UPDATED, updated or document["updated"])
    return root


def _fill(
    root: Element, subject: Subject, children: list[Element], anew: list[str]
) -> str:
    """Write these groups anew, and add what an element names not yet.

    Returns of when the latest of it is; empty where nothing is new.
    """
    document = subject.document
    dropped = {one for group in anew for one in parts.told_by(group, children)}
    kept = [child for child in children if child not in dropped]
    new = [one for group in anew for one in parts.WRITERS[group](subject)]
    new += classifications.themes(subject)
    publications = links.publications(subject, root)
    below = links.children(subject, root)
    moments = [document["updated"]] if new or dropped else []
    moments += [one["updated"] for one in publications]
    moments += [child.updated for child in below]
    new += [links.document_link(subject, one) for one in publications]
    new += [links.related_activity(child) for child in below]
    arrange(root, kept, new, order.ACTIVITY)
    return max(moments, default="")


def _identify(root: Element, document: Document) -> None:
    """The identifier as it is stated now; without any the publisher's stays."""
    stated = next(iter(identifiers.stated(document)), "")
    element = root.find("iati-identifier")
    if stated and element is not None:
        element.text = stated


def _is_to_come(stated: str | None, about: About) -> bool:
    """Whether a publisher says that it was updated in the future."""
    if not stated:
        return False
    try:
        moment = datetime.fromisoformat(stated.strip())
    except ValueError:
        return True  # no date at all: ours is one
    if moment.tzinfo is None:
        return moment > about.as_of.replace(tzinfo=None)
    return moment > about.as_of
