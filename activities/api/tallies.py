"""The numbers of the pictures as files: /map.csv, /coverage.csv."""

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from activities.api.views import CatalogueView, query_of
from activities.catalogue import changes, sentence
from activities.catalogue.days import today
from activities.catalogue.selection import Catalogue, Selection
from activities.catalogue.tallies.pictures import Picture
from activities.exports import tallies
from activities.exports.about import About
from iomtracker.fair_use import costing

COST = 5  # units of fair use: as the page of the picture


class TallyView(CatalogueView):
    """The numbers of a picture of a selection."""

    picture: Picture

    # No part of v1: its columns are what the picture shows.
    @extend_schema(exclude=True)
    def get(self, request: Request, catalogue: Catalogue) -> HttpResponse:
        by, selection = self.picture.read(query_of(request), catalogue)
        way = self.picture.ways[by]
        about = _about(request, self.picture.name, by, selection)
        text = tallies.csv_text(way.tally(selection), about, way.kind)
        response = HttpResponse(text, content_type=tallies.MEDIA_TYPE)
        name = f"{self.picture.name}-{about.as_of:%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return costing(response, COST)


def view_of(picture: Picture) -> type[TallyView]:
    view: type[TallyView] = type(
        f"{picture.name.title()}Tally", (TallyView,), {"picture": picture}
    )
    return view


def _about(request: Request, name: str, by: str, selection: Selection) -> About:
    query = f"by={by}&{selection.query_string()}".rstrip("&")
    return About(
        title=sentence.sentence(selection),
        base_url=request.build_absolute_uri("/"),
        self_url=request.build_absolute_uri(),
        page_url=request.build_absolute_uri(f"/{name}/?{query}"),
        as_of=changes.last_change_at(),
        day=today(),
        publisher=settings.PUBLISHER,
        licence=settings.LICENCE,
        licence_url=settings.LICENCE_URL,
    )
