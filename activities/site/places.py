"""Places: the tree of regions, and the page of each."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from activities.catalogue import counts, related
from activities.catalogue.facets import COUNTRIES
from activities.catalogue.index.schema import words_of
from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.selection import Catalogue
from activities.choices import PlaceKind
from activities.site import citing, listing
from activities.site.cards import Card
from activities.site.languages import DEFAULT, absolute, localized, said
from activities.site.listing import Document
from activities.site.missing import missing

ROWS = 10
AREAS = (PlaceKind.REGION, PlaceKind.SUB_REGION, PlaceKind.INTERMEDIATE)


@dataclass(frozen=True)
class Node:
    """A place, how many records lie in it, and the places in it."""

    about: Document
    count: int
    parts: list["Node"]


@dataclass(frozen=True)
class Gazetteer:
    """All places, and how many records lie in each."""

    places: dict[str, Document]
    counts: dict[str, int]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Gazetteer":
        counted = counts.of_all(catalogue, EntryKind.PLACE)
        totals = {code: sum(numbers.values()) for code, numbers in counted.items()}
        known = catalogue.vocabulary.keys(EntryKind.PLACE)
        return cls(said(known, catalogue.vocabulary), totals)

    def nodes(self, codes: list[str]) -> list[Node]:
        """Places by their codes, by name; none for what is not public."""
        known = [self.places[code] for code in codes if code in self.places]
        known.sort(key=lambda about: words_of(about["name"]))
        return [Node(one, self.counts.get(one["code"], 0), []) for one in known]

    def areas(self, above: str) -> list[Node]:
        """The regions right below a place, each with its own below it."""
        below = [
            one
            for one in self.places.values()
            if one["kind"] in AREAS and one["within"][:1] == [above]
        ]
        below.sort(key=lambda about: words_of(about["name"]))
        return [
            Node(one, self.counts.get(one["code"], 0), self.areas(one["code"]))
            for one in below
        ]

    def of_kinds(self, *kinds: PlaceKind) -> list[Node]:
        return self.nodes([c for c, one in self.places.items() if one["kind"] in kinds])


def places(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    known = Gazetteer.of(catalogue)
    countries = known.of_kinds(*COUNTRIES)
    context = {
        "world": known.of_kinds(PlaceKind.WORLD),
        "regions": regions(known),
        "groupings": known.of_kinds(PlaceKind.GROUPING),
        "with_records": [one for one in countries if one.count],
        "without_records": [one for one in countries if not one.count],
        "canonical": absolute(request, "/places/"),
        "json_url": "/api/v1/places/",
    }
    return render(request, "site/places.html", context)


def regions(known: Gazetteer) -> list[Node]:
    """The regions that stand under the world."""
    worlds = known.of_kinds(PlaceKind.WORLD)
    return [region for world in worlds for region in known.areas(world.about["code"])]


def place(request: HttpRequest, code: str, catalogue: Catalogue) -> HttpResponse:
    canonical = catalogue.vocabulary.canonical_place(code)
    if canonical and canonical != code:
        there = localized(page_url(EntryKind.PLACE, canonical))
        return redirect(there, permanent=True)
    found = related.find(EntryKind.PLACE, code)
    if found is None:
        return missing(request, EntryKind.PLACE, code)
    known = Gazetteer.of(catalogue)
    document = said(found.document, catalogue.vocabulary)
    codes = [one["code"] for one in found.related["parts"]]
    parts = known.nodes([*codes, *document["members"]])
    context = {
        "document": document,
        "card": Card(document["name"]),
        "linked_data": citing.linked_data(request, found.document),
        "canonical": request.build_absolute_uri(document["url"]),
        "json_url": document["api_url"],
        "within": _widest_first(known, document["within"]),
        "groupings": [
            node
            for node in known.nodes(document["within"])
            if node.about["kind"] == PlaceKind.GROUPING
        ],
        "parts": parts,
        "parts_with_records": [one for one in parts if one.count],
        "parts_without_records": [one for one in parts if not one.count],
        "other_names": _other_names(document),
        "successors": known.nodes(document["succeeded_by"]),
        "listings": listing.by_kind(catalogue, ROWS, place=[code]),
        "partners": listing.listed(catalogue, EntryKind.PARTNER, ROWS, place=[code]),
    }
    return render(request, "site/place.html", context)


def _other_names(document: Document) -> list[tuple[str, str]]:
    """The names of a place in other languages than the page's, by their codes."""
    here = get_language() or DEFAULT
    return [(code, name) for code, name in document["names"].items() if code != here]


def _widest_first(known: Gazetteer, codes: list[str]) -> list[Document]:
    """Regions that a place lies in; their codes come the nearest first."""
    places = [known.places[code] for code in reversed(codes) if code in known.places]
    return [one for one in places if one["kind"] in (PlaceKind.WORLD, *AREAS)]
