"""The map of the site for search engines: every page in every language, in parts."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from activities.catalogue import addresses
from activities.catalogue.addresses import Address
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.site.languages import DEFAULT, OTHERS, localized
from iomtracker.fair_use import costing

XML = "application/xml"
COST = 20  # units of fair use: a thousand records in every language
PLAIN = "pages"  # the part of the pages that are not about one record
PAGES = (
    "/",
    "/activities/",
    "/events/",
    "/publications/",
    "/partners/",
    "/themes/",
    "/places/",
    "/dialogues/",
    "/pictures/",
    "/map/",
    "/coverage/",
    "/timeline/",
    "/network/",
    "/api/docs/",
)


def index(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Where the parts are, and when each last changed."""
    parts = [
        (_whole(request, f"{one.kind.plural}-{one.number}"), _stamp(one.updated))
        for one in addresses.parts()
    ]
    context = {"parts": [(_whole(request, PLAIN), ""), *parts]}
    return render(request, "site/sitemap_index.xml", context, content_type=XML)


def pages(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The pages that are not about one record: lists, overviews, documentation."""
    return _part(request, ((path, "") for path in PAGES))


def part(
    request: HttpRequest, catalogue: Catalogue, word: str, number: int
) -> HttpResponse:
    """Some pages of a kind. Raises Http404 for a kind or a part that is not there."""
    try:
        kind = EntryKind.of_plural(word)
    except KeyError:
        raise Http404 from None
    found = addresses.of_part(kind, number) if kind != EntryKind.SOURCE else []
    if not found:
        raise Http404
    return _part(request, map(_told, found))


def _told(address: Address) -> tuple[str, str]:
    return address.url, _stamp(address.updated)


def _part(request: HttpRequest, found: Iterable[tuple[str, str]]) -> HttpResponse:
    """Each address in each language, with where it is in the others."""
    base = request.build_absolute_uri("/").removesuffix("/")
    rows = ((_in_every_language(url), stamp) for url, stamp in found)
    context = {"base": base, "pages": rows}
    response = render(request, "site/sitemap.xml", context, content_type=XML)
    return costing(response, COST)


def _in_every_language(url: str) -> dict[str, str]:
    return {code: localized(url, code) for code in (DEFAULT, *OTHERS)}


def _whole(request: HttpRequest, name: str) -> str:
    return request.build_absolute_uri(f"/sitemap-{name}.xml")


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
