"""The identifiers of an activity: its own, others, and that of what it is part of."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import attribute, text_of
from activities.imports.readings import Named

LONGEST = 250
LONGEST_SCHEME = 40
_FORMER = "B1"  # OtherIdentifierType: a previous reporting organization


def own(record: Record, tag: str, reporter: Named) -> str:
    """The record's identifier. Without one, or with one too long, it is refused."""
    element = record.element.find(tag)
    value = "" if element is None else " ".join(text_of(element).split())
    where = record.element if element is None else element
    if not value:
        remedy = _("Give %(tag)s a text.") % {"tag": tag}
        record.refuse(where, _("The record has no identifier."), remedy=remedy)
    elif len(value) > LONGEST:
        message = _("The identifier has more than %(longest)d characters.")
        record.refuse(where, message % {"longest": LONGEST}, value=value)
    elif reporter.ref and not value.startswith((reporter.ref, *_former(record))):
        message = _("The identifier does not begin with “%(ref)s”, who reports it.")
        remedy = _("The standard asks for this; the identifier was taken as it is.")
        record.warn(where, message % {"ref": reporter.ref}, value=value, remedy=remedy)
    return value


def _former(record: Record) -> tuple[str, ...]:
    """Under which references its publisher reported before."""
    others = record.element.iterchildren("other-identifier")
    former = (attribute(one, "ref") for one in others if one.get("type") == _FORMER)
    return tuple(filter(None, former))


def read(record: Record, own: str) -> list[dict[str, str]]:
    """Its own identifier first, then the others, each once."""
    found = {("iati", own): None} if own else {}
    for element in record.element.iterchildren("other-identifier"):
        value = " ".join(attribute(element, "ref").split())
        if not value or len(value) > LONGEST:
            message = _("The other identifier is empty or too long: it was left out.")
            record.warn(element, message, attribute="ref", remedy=kept())
            continue
        kind = slugify(attribute(element, "type")) or "other"
        found.setdefault((f"iati-{kind}"[:LONGEST_SCHEME], value))
    return [{"scheme": scheme, "value": value} for scheme, value in found]


def parent(record: Record, own: str) -> str:
    """The identifier of the activity it is part of, or empty."""
    found: list[str] = []
    for element in record.element.iterchildren("related-activity"):
        value = " ".join(attribute(element, "ref").split())
        if attribute(element, "type") != codes.PARENT or not value or value in found:
            continue
        message = ""
        if value == own:
            message = _("The activity is said to be part of itself: left out.")
        elif found:
            message = _("The activity is part of several: the first was taken.")
        if message:
            record.warn(element, message, attribute="ref", remedy=kept())
        else:
            found.append(value)
    return next(iter(found), "")
