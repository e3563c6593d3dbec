"""What an element is written from: a document, what is around it, and the file."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from activities.exports.about import About
from activities.exports.iati.around import Around
from activities.exports.iati.xml import Element, made, narrate
from activities.iati import codes

Document = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """`language` is that of texts of the element that state none."""

    document: Document
    around: Around
    about: About
    language: str

    def narrate(self, parent: Element, text: str, language: str = "en") -> None:
        """A text within an element. Names and codes of ours are English."""
        narrate(parent, text, language, self.language)

    def address(self, path: str) -> str:
        """The whole address of a page; where nobody says of which site, its path."""
        return f"{(settings.SITE_URL or self.about.base_url).rstrip('/')}{path}"

    @property
    def today(self) -> str:
        """The day that statuses are measured against, as an ISO date."""
        day = str(self.about.day)
        return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def reporting_org(subject: Subject) -> Element:
    """Who publishes what was entered here."""
    ref, kind = settings.IATI_PUBLISHER, codes.MULTILATERAL
    element = made("reporting-org", {"ref": ref, "type": kind})
    subject.narrate(element, subject.about.publisher)
    return element
