"""An address that leads nowhere: the way to what was probably meant.

An address that differs from a right one in its form alone is led there; for any other
the page offers records whose titles have its words.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from activities.catalogue import near
from activities.catalogue.index.follower import IndexBusy
from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.selection import Catalogue
from activities.site.languages import DEFAULT, localized, neutral, said
from iomtracker.errors import is_for_programs, refuse
from iomtracker.fair_use import costing

MOST = 5
COST = 5  # units of fair use: looking for what is near
# What people write for the kinds in addresses.
KINDS = {str(kind): kind for kind in EntryKind} | {
    kind.plural: kind for kind in EntryKind
}


@dataclass(frozen=True)
class Lost:
    """An address in pieces: what kind of record it asks for, and by which words."""

    kind: EntryKind | None
    pieces: tuple[str, ...]

    @classmethod
    def at(cls, path: str) -> "Lost":
        # What cannot be printed is no part of a word, and no database takes a NUL.
        readable = "".join(sign for sign in neutral(path) if sign.isprintable())
        pieces = [one for one in readable.lower().split("/") if one]
        if pieces[:1] == [DEFAULT]:
            pieces = pieces[1:]
        kind = KINDS.get(pieces[0]) if pieces else None
        named = pieces if kind is None else pieces[1:]
        return cls(kind, tuple(one.replace("_", "-") for one in named))

    @property
    def keys(self) -> list[str]:
        """What the key may be, the likeliest first: a theme's has two pieces."""
        return list(dict.fromkeys(["-".join(self.pieces), *reversed(self.pieces)]))

    @property
    def words(self) -> str:
        return " ".join(near.telling(" ".join(self.pieces[-1:])))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with ways on; the way itself where only the form of the address was wrong."""
    message = _("There is nothing at this address.")
    if is_for_programs(request.path):
        return refuse(request, message, HTTPStatus.NOT_FOUND)
    lost, context = Lost.at(request.path), {}
    try:
        if there := _meant(lost, request.path):
            return redirect(there, permanent=True)
        context = {"near": nearby(lost), "search": search(lost)}
    except (DatabaseError, IndexBusy, OSError):
        pass  # The page helps a little less without the catalogue.
    response = refuse(request, message, HTTPStatus.NOT_FOUND, **context)
    return costing(response, COST)


def _meant(lost: Lost, path: str) -> str:
    """The right form of an address: of a list or record that exists; else empty."""
    if lost.kind is None or lost.kind == EntryKind.SOURCE:
        return ""
    url = "" if lost.pieces else f"/{lost.kind.plural}/"
    if lost.pieces and near.exists(lost.kind, lost.keys[0]):
        url = page_url(lost.kind, lost.keys[0])
    return localized(url) if url and localized(url) != path else ""


def nearby(lost: Lost) -> list[dict[str, Any]]:
    """Rows of what was probably meant: of the same key, then of the same words."""
    catalogue = Catalogue.now()
    found = near.with_keys(lost.keys)
    found += near.near(catalogue, lost.kind, lost.words, MOST)
    once = {one["url"]: one for one in found}
    return [said(one, catalogue.vocabulary) for one in list(once.values())[:MOST]]


def search(lost: Lost) -> dict[str, str]:
    """The words of the address, and where they are searched for; empty without any."""
    if not lost.words:
        return {}
    url = f"{localized('/search/')}?{urlencode({'q': lost.words})}"
    return {"words": lost.words, "url": url}
