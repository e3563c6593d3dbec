"""Themes, and the dialogues that set them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from activities.catalogue import counts, related
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import citing, corresponding, listing, subject_lines
from activities.site.cards import Card
from activities.site.languages import DEFAULT, absolute, said
from activities.site.listing import Document
from activities.site.missing import missing
from activities.site.overviews import overview, overviews

ROWS = 10


def all_of(request: HttpRequest, catalogue: Catalogue, kind: EntryKind) -> HttpResponse:
    """All themes, or all dialogues: the same overviews, told in two ways."""
    path = f"/{kind.plural}/"
    told = overviews(catalogue)
    context = {
        "overviews": told,
        "lines": subject_lines.table(told),
        "canonical": absolute(request, path),
        "json_url": f"/api/v1{path}",
    }
    return render(request, f"site/{kind.plural}.html", context)


def theme(
    request: HttpRequest, dialogue: str, number: int, catalogue: Catalogue
) -> HttpResponse:
    key = f"{dialogue}-{number}"
    found = related.find(EntryKind.THEME, key)
    if found is None:
        return missing(request, EntryKind.THEME, key)
    document = said(found.document, catalogue.vocabulary)
    elsewhere = corresponding.told(catalogue, key)
    context = _frame(request, document) | {
        "above": [document["dialogue"]],
        "linked_data": citing.linked_data(request, found.document),
        "card": Card(document["title"], document["description"]),
        "elsewhere": elsewhere,
        "listings": listing.by_kind(catalogue, ROWS, theme=[key]),
        "corresponding": corresponding.by_kind(catalogue, ROWS, key, elsewhere),
        "objectives": objectives(document),
        "cross_cutting": counts.cross_cutting(catalogue, dialogue),
    }
    return render(request, "site/theme.html", context)


def objectives(document: Document) -> list[Document]:
    """The objectives of a theme, each in the active language if it is named in it."""
    code = get_language() or DEFAULT
    told = [(one, one.get("names", {}).get(code)) for one in document["gcm_objectives"]]
    return [
        {
            "number": one["number"],
            "title": name or one["title"],
            "language": code if name else DEFAULT,
        }
        for one, name in told
    ]


def dialogue(request: HttpRequest, code: str, catalogue: Catalogue) -> HttpResponse:
    found = related.find(EntryKind.DIALOGUE, code)
    if found is None:
        return missing(request, EntryKind.DIALOGUE, code)
    across = {"dialogue": [code], "cross_cutting": ["1"]}
    counted = counts.of_all(catalogue, EntryKind.THEME)
    document = said(found.document, catalogue.vocabulary)
    context = _frame(request, document) | {
        "linked_data": citing.linked_data(request, found.document),
        "card": Card(document["title"], document["note"]),
        "overview": overview(catalogue, document, counted),
        "listings": listing.by_kind(catalogue, ROWS, **across),
    }
    return render(request, "site/dialogue.html", context)


def _frame(request: HttpRequest, document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "canonical": request.build_absolute_uri(document["url"]),
        "json_url": document["api_url"],
    }
