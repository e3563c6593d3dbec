"""The organizations of an activity, as the file names them, and their roles."""

from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati.record import Record, kept
from activities.imports.iati.texts import name_of, narratives, shortened
from activities.imports.iati.xml import Element, attribute
from activities.imports.readings import Named, Participant

LONGEST_REF = 100
LONGEST_NAME = 250
_LONGEST_LANGUAGE = 10


def participants(record: Record) -> list[Participant]:
    """Organizations with a role, each pair once; the first where their types differ."""
    found: dict[tuple[str, str, str], Participant] = {}
    for element in record.element.iterchildren("participating-org"):
        code = attribute(element, "role")
        if code not in codes.ROLES:
            message = _("“%(value)s” is no role of an organization: it was left out.")
            told = {"value": code}
            record.warn(element, message % told, attribute="role", remedy=kept())
            continue
        organization = named(record, element)
        if not organization.ref and not organization.name:
            message = _("The organization has neither reference nor name: left out.")
            record.warn(element, message, remedy=kept())
            continue
        participant = Participant(organization, str(codes.ROLES[code]))
        found.setdefault((organization.ref, organization.name, code), participant)
    return list(found.values())


def reporter(record: Record) -> Named:
    """Who published the record."""
    element = record.element.find("reporting-org")
    if element is None:
        message = _("The file does not say who reports this.")
        remedy = _("Give it a reporting-org.")
        record.warn(record.element, message, remedy=remedy)
        return Named()
    return named(record, element)


def named(record: Record, element: Element) -> Named:
    """An organization by its attributes and narratives."""
    ref = attribute(element, "ref")
    if len(ref) > LONGEST_REF:
        message = _("The reference has more than %(longest)d characters: left out.")
        told = {"longest": LONGEST_REF}
        record.warn(element, message % told, attribute="ref", remedy=kept())
        ref = ""
    name = name_of(record, element, LONGEST_NAME)
    return Named(
        ref, name, _kind(record, element), further_names(record, element, name)
    )


def further_names(
    record: Record, element: Element, name: str
) -> tuple[tuple[str, str], ...]:
    """Language and name of the narratives that are not the name itself."""
    found: dict[tuple[str, str], None] = {}
    for language, text in narratives(record, element):
        other = shortened(record, element, text, LONGEST_NAME)
        if other != name:
            is_long = len(language) > _LONGEST_LANGUAGE
            code = language.split("-")[0] if is_long else language
            found.setdefault((code, other))
    return tuple(found)


def _kind(record: Record, element: Element) -> str:
    """The code of OrganizationKind, or empty."""
    code = attribute(element, "type")
    if code and code not in codes.ORGANIZATION_KINDS:
        message = _("“%(value)s” is no type of organization.") % {"value": code}
        record.warn(element, message, attribute="type", remedy=kept())
    return str(codes.ORGANIZATION_KINDS.get(code, ""))
