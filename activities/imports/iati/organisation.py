"""One iati-organisation as a reading."""

from django.utils.translation import gettext as _

from activities.imports.iati import identifiers, organizations, texts
from activities.imports.iati.activity import check_update
from activities.imports.iati.original import check_names, split_original
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element, line_of
from activities.imports.readings import Named, Reading
from partners.choices import NameKind


def read(element: Element) -> Reading:
    """Its names and its identifier, and the element itself."""
    record = Record(element)
    record.language = texts.default_language(record)
    identifier = identifiers.own(record, "organisation-identifier", Named())
    original, _contacts = split_original(element)
    check_names(record)
    check_update(record)
    reading = Reading(
        kind="partner",
        identifier=identifier,
        line=line_of(element),
        values={**_names(record), "identifiers": _identifiers(record, identifier)},
        reporter=organizations.reporter(record),
        original=original,
    )
    reading.problems = record.problems()
    return reading


def _names(record: Record) -> dict[str, object]:
    """The name, and the names in other languages. Without any it is refused."""
    element = record.element.find("name")
    name = texts.name_of(record, element, organizations.LONGEST_NAME)
    if not name:
        where = record.element if element is None else element
        remedy = _("Give name/narrative a text.")
        record.refuse(where, _("The organization has no name."), remedy=remedy)
        return {"name": "", "names": []}
    others = organizations.further_names(record, element, name)
    names = [
        {"name": other, "kind": NameKind.ALTERNATIVE.value, "language": language}
        for language, other in others
    ]
    return {"name": name, "names": names}


def _identifiers(record: Record, identifier: str) -> list[dict[str, str]]:
    if len(identifier) > organizations.LONGEST_REF:
        message = _("The identifier has more than %(longest)d characters.")
        told = {"longest": organizations.LONGEST_REF}
        record.refuse(record.element, message % told, value=identifier)
    return [{"scheme": "iati", "value": identifier}] if identifier else []
