"""With whom: the partners whose role is one of the standard's four."""

import re
from collections.abc import Iterator

from django.conf import settings

from activities.choices import Role
from activities.exports.iati.around import Partner
from activities.exports.iati.subject import Subject
from activities.exports.iati.xml import Element, made
from activities.iati import codes

# What the standard lets an identifier be made of.
FORM = re.compile(r"(?!\s)[^/&|?]+(?<!\s)")
_UNKNOWN = Partner("", "")


def participants(subject: Subject) -> Iterator[Element]:
    """Each partner once a role; with none of them the publisher is accountable."""
    seen = set()
    for partner in subject.document["partners"]:
        role = codes.ROLE_CODES.get(partner["role"]["code"], "")
        if role and (partner["slug"], role) not in seen:
            seen.add((partner["slug"], role))
            about = subject.around.partners.get(partner["slug"], _UNKNOWN)
            yield _participant(subject, partner["name"], about, role)
    if not seen:
        publisher = Partner(settings.IATI_PUBLISHER, codes.MULTILATERAL)
        role = codes.ROLE_CODES[Role.ACCOUNTABLE]
        yield _participant(subject, subject.about.publisher, publisher, role)


def _participant(subject: Subject, name: str, about: Partner, role: str) -> Element:
    ref = about.ref if FORM.fullmatch(about.ref) else ""
    element = made("participating-org", {"ref": ref, "type": about.kind, "role": role})
    subject.narrate(element, name)
    return element
