"""Themes, and the dialogues that set them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.catalogue import counts, related
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import listing
from activities.site.languages import absolute, said
from activities.site.listing import Document
from activities.site.missing import missing

ROWS = 10
ALL = 1000


@dataclass(frozen=True)
class Counted:
    """A theme, or the cross-cutting records of a dialogue, and what is under it."""

    about: Document
    counts: dict[str, int]


@dataclass(frozen=True)
class Overview:
    """A dialogue, its themes and the records that cut across them."""

    dialogue: Document
    themes: list[Counted]
    cross_cutting: dict[str, int]

    @property
    def has_records(self) -> bool:
        counted = [self.cross_cutting, *(one.counts for one in self.themes)]
        return any(sum(numbers.values()) for numbers in counted)


def overviews(catalogue: Catalogue) -> list[Overview]:
    """Every dialogue with its themes, the earliest first."""
    dialogues = listing.listed(catalogue, EntryKind.DIALOGUE, ALL, sort=["date"]).rows
    counted = counts.of_all(catalogue, EntryKind.THEME)
    return [overview(catalogue, dialogue, counted) for dialogue in dialogues]


def overview(
    catalogue: Catalogue, dialogue: Document, counted: dict[str, dict[str, int]]
) -> Overview:
    code = dialogue["code"]
    themes = catalogue.vocabulary.keys(EntryKind.THEME).values()
    of_it = [theme for theme in themes if theme["dialogue"] == code]
    own = said(of_it, catalogue.vocabulary)
    own.sort(key=lambda theme: theme["number"])
    return Overview(
        dialogue,
        [Counted(theme, counted.get(theme["code"], {})) for theme in own],
        counts.cross_cutting(catalogue, code),
    )


def all_of(request: HttpRequest, catalogue: Catalogue, kind: EntryKind) -> HttpResponse:
    """All themes, or all dialogues: the same overviews, told in two ways."""
    path = f"/{kind.plural}/"
    context = {
        "overviews": overviews(catalogue),
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
    context = _frame(request, document) | {
        "elsewhere": [
            one | {"set_by": catalogue.vocabulary.label("dialogue", one["dialogue"])}
            for one in document["corresponds_to"]
        ],
        "listings": listing.by_kind(catalogue, ROWS, theme=[key]),
        "cross_cutting": counts.cross_cutting(catalogue, dialogue),
    }
    return render(request, "site/theme.html", context)


def dialogue(request: HttpRequest, code: str, catalogue: Catalogue) -> HttpResponse:
    found = related.find(EntryKind.DIALOGUE, code)
    if found is None:
        return missing(request, EntryKind.DIALOGUE, code)
    across = {"dialogue": [code], "cross_cutting": ["1"]}
    counted = counts.of_all(catalogue, EntryKind.THEME)
    document = said(found.document, catalogue.vocabulary)
    context = _frame(request, document) | {
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
