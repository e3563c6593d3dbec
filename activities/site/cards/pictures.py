"""Where the cards are, and what answers there. They are the same in every language."""

import re

from django.http import Http404, HttpRequest, HttpResponse

from activities.catalogue import related
from activities.catalogue.kinds import PAGED, EntryKind
from activities.catalogue.selection import Catalogue
from activities.site.cards import drawing, words
from activities.site.cards.drawing import Picture
from activities.site.missing import missing
from iomtracker.fair_use import costing

HOME = "/cards/home.png"
COST = 5  # what a picture costs to draw: /api/docs/#fair-use
_PAGE = re.compile(r"/([a-z]+)/(?:([\w-]+)/)?(?:(\d+)/)?")
_WORDS = {kind.plural for kind in PAGED}


def address(path: str) -> str:
    """The picture of the page at a path without language; the usual one for others."""
    found = _PAGE.fullmatch(path)
    if found is None or found[1] not in _WORDS:
        return HOME
    is_theme = found[1] == EntryKind.THEME.plural
    if bool(found[2] and is_theme) != bool(found[3]):
        return HOME
    return f"/cards{path.rstrip('/')}.png"


def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return _drawn(words.of_home())


def of_list(
    request: HttpRequest, catalogue: Catalogue, kind: EntryKind
) -> HttpResponse:
    return _drawn(words.of_list(catalogue, kind))


def of_entry(
    request: HttpRequest, key: str, catalogue: Catalogue, kind: EntryKind
) -> HttpResponse:
    found = related.find(kind, key)
    if found is not None:
        return _drawn(words.of_entry(catalogue, found.document))
    gone = missing(request, kind, key)  # raises Http404 for what never was
    if gone.status_code == 410:
        return HttpResponse(status=410)
    raise Http404


def of_theme(
    request: HttpRequest, dialogue: str, number: int, catalogue: Catalogue
) -> HttpResponse:
    return of_entry(request, f"{dialogue}-{number}", catalogue, EntryKind.THEME)


def _drawn(picture: Picture) -> HttpResponse:
    response = HttpResponse(drawing.png(picture), content_type="image/png")
    return costing(response, COST)
