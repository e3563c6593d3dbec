"""What a page says of itself to reference managers and search engines."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from activities.catalogue import changes
from activities.catalogue.days import today
from activities.exports import citation, json_ld
from activities.exports.about import About
from activities.site.listing import Document


@dataclass(frozen=True)
class Cite:
    """A record's reference: in words, as metadata, and where it is for programs."""

    text: str
    metadata: list[tuple[str, str]]
    bibtex: str
    ris: str
    csl: str


def of(request: HttpRequest, document: Document) -> Cite:
    """How to cite a record of IOM's work; the document is in the page's language."""
    about, path = about_page(request, document), page_path(document)
    return Cite(
        citation.text(document, about),
        citation.metadata(document, about),
        *(f"{path}.{ending}" for ending in ("bib", "ris", "csl.json")),
    )


def page_path(document: Document) -> str:
    """The address that files of a record begin with, the same in every language."""
    return str(document["api_url"]).removeprefix("/api/v1").rstrip("/")


def linked_data(request: HttpRequest, document: Document) -> SafeString:
    """The record as JSON-LD for its page, whatever the page's language."""
    # Escaped by `json_ld.page`: no text in it can end the element it stands in.
    return mark_safe(json_ld.page(document, about_page(request, document)))  # noqa: S308


def about_page(request: HttpRequest, document: Document) -> About:
    """What exports say of themselves, said of a page."""
    url = request.build_absolute_uri(document["url"])
    return About(
        title=document.get("title") or document["name"],
        base_url=request.build_absolute_uri("/"),
        self_url=url,
        page_url=url,
        as_of=changes.last_change_at(),
        day=today(),
        publisher=settings.PUBLISHER,
        licence=settings.LICENCE,
        licence_url=settings.LICENCE_URL,
    )
