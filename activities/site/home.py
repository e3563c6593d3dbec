"""The first page: what this is, the search box, themes, what is new and coming."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.catalogue.kinds import RECORDS, EntryKind
from activities.catalogue.selection import Catalogue
from activities.choices import Status
from activities.site import listing, places
from activities.site.languages import absolute
from activities.site.listing import Listing
from activities.site.overviews import Overview, overviews
from activities.site.pictures import world
from activities.site.places import Gazetteer

LATEST = 5
COMING = 4


def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    context = {
        "overview": _current(catalogue),
        "lists": [_count(catalogue, kind) for kind in RECORDS],
        "regions": places.regions(Gazetteer.of(catalogue)),
        "latest": listing.listed(catalogue, None, LATEST, sort=["-updated"]),
        "coming": _coming(catalogue),
        "world": world.of_everything(catalogue),
        "canonical": absolute(request, "/"),
    }
    return render(request, "site/home.html", context)


def _current(catalogue: Catalogue) -> Overview | None:
    """The latest dialogue that anything is reported to; later ones have their pages."""
    told = [one for one in overviews(catalogue) if one.has_records]
    return told[-1] if told else None


def _coming(catalogue: Catalogue) -> Listing:
    """What is to begin, the nearest first."""
    forthcoming = [str(Status.FORTHCOMING)]
    return listing.listed(catalogue, None, COMING, status=forthcoming, sort=["date"])


def _count(catalogue: Catalogue, kind: EntryKind) -> Listing:
    return listing.listed(catalogue, kind, 1)
