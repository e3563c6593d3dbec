"""The page of a partner: who it is, and what it did in which role."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from activities.catalogue import counts, facets, related
from activities.catalogue import selection as selections
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import forms, listing
from activities.site.languages import said
from activities.site.listing import Listing
from activities.site.missing import missing

ROWS = 5


@dataclass(frozen=True)
class InRole:
    """The newest records that a partner has a role in."""

    role: str
    listing: Listing


def partner(request: HttpRequest, slug: str, catalogue: Catalogue) -> HttpResponse:
    found = related.find(EntryKind.PARTNER, slug)
    if found is None:
        return missing(request, EntryKind.PARTNER, slug)
    document = said(found.document, catalogue.vocabulary)
    context = {
        "document": document,
        "related": said(found.related, catalogue.vocabulary),
        "canonical": request.build_absolute_uri(document["url"]),
        "json_url": document["api_url"],
        "forms": forms.of_record(EntryKind.PARTNER, document),
        "counts": counts.of_entry(catalogue, EntryKind.PARTNER, slug),
        "in_roles": _in_roles(catalogue, slug),
    }
    return render(request, "site/partner.html", context)


def _in_roles(catalogue: Catalogue, slug: str) -> list[InRole]:
    """The partner's records under each of its roles, the most frequent role first."""
    asked = QueryDict(mutable=True)
    asked["partner"] = slug
    roles = facets.count(selections.read(None, asked, catalogue), ["role"])[0]
    return [
        InRole(
            option.label,
            listing.listed(catalogue, None, ROWS, partner=[slug], role=[option.value]),
        )
        for option in roles.options
    ]
