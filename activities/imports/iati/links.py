"""The documents that an activity links to."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from activities.imports.iati.days import day_of
from activities.imports.iati.record import Record, kept
from activities.imports.iati.texts import name_of
from activities.imports.iati.xml import Element, attribute
from activities.imports.readings import Link

LONGEST_URL = 500
LONGEST_TITLE = 400
_ADDRESS = URLValidator(schemes=["http", "https", "ftp"])
_CATEGORY = re.compile("[A-Z][0-9]{2}")
_LANGUAGE = re.compile("[a-z]{2,3}")


def read(record: Record) -> list[Link]:
    """Links, each address once."""
    found: dict[str, Link] = {}
    for element in record.element.iterchildren("document-link"):
        link = _link(record, element)
        if link:
            known = found.get(link.url)
            found[link.url] = _merged(known, link) if known else link
    return [_titled(link) for link in found.values()]


def _link(record: Record, element: Element) -> Link | None:
    url = attribute(element, "url")
    if not _is_taken(record, element, url):
        return None
    date = element.find("document-date")
    day = None if date is None else day_of(record, date)
    title = name_of(record, element.find("title"), LONGEST_TITLE)
    if not title:
        message = _("The document has no title: its address was taken.")
        record.warn(element, message, attribute="url")
    return Link(
        url=url,
        title=title,
        category=_first_code(element, "category", _CATEGORY),
        language=_first_code(element, "language", _LANGUAGE),
        date=day.isoformat() if day else "",
    )


def _is_taken(record: Record, element: Element, url: str) -> bool:
    """Whether the address is one that a reader can follow; else with a warning."""
    message = ""
    if len(url) > LONGEST_URL:
        message = _("The address has more than %(longest)d characters: left out.")
    else:
        try:
            _ADDRESS(url)
        except ValidationError:
            message = _("“%(value)s” is not an address of the web: it was left out.")
    if message:
        told = {"value": url, "longest": LONGEST_URL}
        record.warn(element, message % told, attribute="url", remedy=kept())
    return not message


def _first_code(element: Element, name: str, form: re.Pattern[str]) -> str:
    """The first code of the form that codes of this list have."""
    found = (attribute(one, "code") for one in element.iterchildren(name))
    codes = (code.lower() if name == "language" else code for code in found)
    return next((code for code in codes if form.fullmatch(code)), "")


def _merged(first: Link, second: Link) -> Link:
    """The first of two of the same address, filled up from the second."""
    return Link(
        url=first.url,
        title=first.title or second.title,
        category=first.category or second.category,
        language=first.language or second.language,
        date=first.date or second.date,
    )


def _titled(link: Link) -> Link:
    title = link.title or link.url[:LONGEST_TITLE]
    return Link(link.url, title, link.category, link.language, link.date)
