"""The page of a partner: who it is, and what it did in which role."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from activities.catalogue import counts, facets, related
from activities.catalogue import selection as selections
from activities.catalogue.days import today
from activities.catalogue.facets import Facet
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.exports import formats
from activities.site import citing, forms, listing
from activities.site.cards import Card
from activities.site.languages import said
from activities.site.listing import Document, Listing
from activities.site.missing import missing
from activities.site.pictures import networks

ROWS = 5


@dataclass(frozen=True)
class InRole:
    """The newest records that a partner has a role in."""

    role: str
    listing: Listing


@dataclass(frozen=True)
class Under:
    """A theme, how many of a partner's records are under it, and where they are."""

    about: Document
    dialogue: str
    count: int
    url: str


def partner(request: HttpRequest, slug: str, catalogue: Catalogue) -> HttpResponse:
    found = related.find(EntryKind.PARTNER, slug)
    if found is None:
        return missing(request, EntryKind.PARTNER, slug)
    document = said(found.document, catalogue.vocabulary)
    whole = listing.listed(catalogue, None, 1, partner=[slug])
    roles, themes, years = _facets(catalogue, slug)
    context = {
        "works_with": networks.works_with(catalogue, slug),
        "document": document,
        "card": Card(_titled(document), document["description"]),
        "linked_data": citing.linked_data(request, found.document),
        "whole": whole,
        "csv_url": formats.address(None, "csv", f"partner={slug}"),
        "themes": _under(catalogue, slug, themes),
        "years": _span(years),
        "related": said(found.related, catalogue.vocabulary),
        "canonical": request.build_absolute_uri(document["url"]),
        "json_url": document["api_url"],
        "forms": forms.of_record(EntryKind.PARTNER, document),
        "counts": counts.of_entry(catalogue, EntryKind.PARTNER, slug),
        "in_roles": [
            InRole(
                option.label,
                listing.listed(
                    catalogue, None, ROWS, partner=[slug], role=[option.value]
                ),
            )
            for option in roles.options
        ],
    }
    return render(request, "site/partner.html", context)


def _titled(document: Document) -> str:
    """The name of a partner, and its acronym where it has one beside it."""
    name, acronym = document["name"], document["acronym"]
    return name if acronym in ("", name) else f"{name} ({acronym})"


def _facets(catalogue: Catalogue, slug: str) -> list[Facet]:
    """Roles, themes and years of a partner's records, each counted."""
    asked = QueryDict(mutable=True)
    asked["partner"] = slug
    selection = selections.read(None, asked, catalogue)
    return facets.count(selection, ["role", "theme", "year"])


def _under(catalogue: Catalogue, slug: str, counted: Facet) -> list[Under]:
    """The themes of a partner's records in the order of the dialogues."""
    known = said(catalogue.vocabulary.keys(EntryKind.THEME), catalogue.vocabulary)
    return [
        Under(
            known[option.value],
            catalogue.vocabulary.label("dialogue", known[option.value]["dialogue"]),
            option.count,
            listing.address(None, f"partner={slug}&theme={option.value}"),
        )
        for option in counted.options
    ]


def _span(years: Facet) -> tuple[int, int] | None:
    """The first and the last year of a partner's records, as far as they are dated.

    What has no end goes on to this year; what is yet to come is not told.
    """
    this_year = today() // 10000
    known = [int(option.value) for option in years.options]
    past = [year for year in known if year <= this_year]
    return (past[0], past[-1]) if (past := sorted(past)) else None
