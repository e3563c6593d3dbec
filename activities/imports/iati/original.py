"""The element as it stands in the file, but for what must not leave the house."""

from django.utils.translation import gettext as _
from lxml import etree

from activities.iati.groups import NEVER_PUBLIC
from activities.imports.iati import themes
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element

# Reads again what it just wrote. A prefix that nobody declared is no reason to fail
# here: `check_names` refuses the record.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, strip_cdata=False, recover=True
)
_UNDECLARED = etree.XPath(
    "boolean(descendant-or-self::*[contains(local-name(), ':')]"
    " | descendant-or-self::*/@*[contains(local-name(), ':')])"
)


def check_names(record: Record) -> None:
    """Refuse a record with names of no namespace: no file may contain it again."""
    if _UNDECLARED(record.element):
        message = _("A prefix in it is declared nowhere, as xmlns:prefix would.")
        remedy = _("Ask the publisher for a file that declares it.")
        record.refuse(record.element, message, remedy=remedy)


def split_original(element: Element) -> tuple[str, str]:
    """The element as text, and apart from it people's names and addresses.

    Tags that are our own themes are left out: they are written anew on every export.
    The element itself is not changed.
    """
    whole = _text(element)
    if not any(_leaves(child) for child in element.iterchildren("*")):
        return whole, ""
    copy = etree.fromstring(whole, _PARSER)
    contacts = []
    for child in [one for one in copy.iterchildren("*") if _leaves(one)]:
        if child.tag in NEVER_PUBLIC:
            contacts.append(_text(child))
        copy.remove(child)
    return _text(copy), "\n".join(contacts)


def _leaves(child: Element) -> bool:
    return child.tag in NEVER_PUBLIC or (child.tag == "tag" and themes.is_own(child))


def _text(element: Element) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))
