"""The first page: what this is, the search box, the themes, the latest changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.catalogue.kinds import RECORDS, EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import listing, places, themes
from activities.site.languages import absolute
from activities.site.listing import Listing
from activities.site.places import Gazetteer

LATEST = 5


def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    # The earliest dialogue that anything was reported to; later ones have their pages.
    told = [one for one in themes.overviews(catalogue) if one.has_records]
    context = {
        "overview": told[0] if told else None,
        "lists": [_count(catalogue, kind) for kind in RECORDS],
        "regions": places.regions(Gazetteer.of(catalogue)),
        "latest": listing.listed(catalogue, None, LATEST, sort=["-updated"]),
        "canonical": absolute(request, "/"),
    }
    return render(request, "site/home.html", context)


def _count(catalogue: Catalogue, kind: EntryKind) -> Listing:
    return listing.listed(catalogue, kind, 1)
