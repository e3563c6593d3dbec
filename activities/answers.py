"""Public answers: one version for all of them, the sequence of the catalogue.

Every public view is wrapped in `public`. It answers 304 where the visitor has the
version already, and keeps ready answers in memory for as long as the version lasts.
"""

import hashlib
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from activities import compression
from activities.catalogue.days import today
from activities.catalogue.index import follower
from activities.catalogue.index.follower import Position
from activities.catalogue.keeper import Keeper
from activities.catalogue.selection import Catalogue
from iomtracker import __version__
from iomtracker.fair_use import cost_of, costing

View = Callable[..., HttpResponse]
Version = tuple[str, int, int]  # epoch, sequence, day

OVERHEAD = 600  # bytes of the objects around an answer that is kept


def public(view: View) -> View:
    """A view of the catalogue, which it is given as `catalogue`. Reads only."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        position = follower.catalogue_position()
        version = (position.epoch, position.sequence, today())
        tags, known = tags_of(version, request), _known_tags(request)
        if same := [tag for tag in tags.values() if tag in known]:
            return _finished(HttpResponse(status=304), same[0])
        kept = answers.get(version, _key(request))
        if kept is not None:
            return _finished(kept.response(request), tags[kept.coding])
        response, fresh = _made(view, request, position, *args, **kwargs)
        if not fresh or response.status_code != 200:
            # What leads elsewhere, or is gone, may be back tomorrow.
            response["Cache-Control"] = "no-cache"
            return response
        if response.streaming:
            return _finished(*_streamed(response, request, tags))
        kept = Kept.of(response, request)
        answers.keep(version, _key(request), kept)
        finished = _finished(kept.response(request), tags[kept.coding])
        # What it took to make; from memory it costs one unit.
        return costing(finished, cost_of(response))

    return answer


@dataclass(frozen=True)
class Kept:
    """A ready answer, as it goes out."""

    content_type: str
    body: bytes
    coding: str

    @classmethod
    def of(cls, response: Any, request: HttpRequest) -> "Kept":
        body, coding = response.content, _coding(request)
        if len(body) <= compression.SMALLEST:
            coding = ""
        if coding:
            body = compression.compressed(body, coding)
        return cls(response["Content-Type"], body, coding)

    def response(self, request: HttpRequest) -> HttpResponse:
        body = b"" if request.method == "HEAD" else self.body
        response = HttpResponse(body, content_type=self.content_type)
        response["Content-Length"] = str(len(self.body))
        if self.coding:
            response["Content-Encoding"] = self.coding
        return response


def _weight(key: Hashable, kept: Kept) -> int:
    """Bytes that an answer takes, with its address and what Python adds to both."""
    return len(str(key)) + len(kept.body) + OVERHEAD


answers: Keeper[Kept] = Keeper(lambda: settings.ANSWER_CACHE_MB * 1024 * 1024, _weight)


def tags_of(version: Version, request: HttpRequest) -> dict[str, str]:
    """The ETags of an answer by its coding: none, gzip, br.

    One version for all, an address of its own each; the same in every process and
    after a restart.
    """
    epoch, sequence, day = version
    query = request.META.get("QUERY_STRING", "")
    address = zlib.crc32(f"{request.path}?{query}".encode())
    tag = f"{build()}-{epoch[:8]}-{sequence}-{day}-{address:x}"
    return {"": f'"{tag}"', "gzip": f'"{tag}-gzip"', "br": f'"{tag}-br"'}


@cache
def build() -> str:
    """A digest of the program: another version of it may answer otherwise."""
    digest = hashlib.sha256(__version__.encode())
    for folder in (
        "activities",
        "partners",
        "iomtracker",
        "templates",
        "locale",
        "static",
    ):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".mo", ".svg"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _made(
    view: View, request: HttpRequest, position: Position, *args: Any, **kwargs: Any
) -> tuple[HttpResponse, bool]:
    """The view's answer, and whether it is of the catalogue's latest version."""
    catalogue = Catalogue.at(position)
    response: Any = view(request, *args, catalogue=catalogue, **kwargs)
    if hasattr(response, "render"):
        response = response.render()
    index = catalogue.index
    is_latest = index.epoch == position.epoch and index.reached >= position.sequence
    return response, is_latest


def _streamed(
    response: Any, request: HttpRequest, tags: dict[str, str]
) -> tuple[HttpResponse, str]:
    """An answer too long to keep, and its ETag: it goes out while it is made."""
    coding = "gzip" if compression.takes(_accepted(request), "gzip") else ""
    if request.method == "HEAD":
        response.streaming_content = []
    elif coding:
        response.streaming_content = compression.streamed(response.streaming_content)
    if coding:
        response["Content-Encoding"] = coding
    return response, tags[coding]


def _finished(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _known_tags(request: HttpRequest) -> list[str]:
    given = request.headers.get("If-None-Match", "")
    return [tag.strip().removeprefix("W/") for tag in given.split(",")] if given else []


def _coding(request: HttpRequest) -> str:
    return compression.best_of(_accepted(request))


def _accepted(request: HttpRequest) -> str:
    return request.headers.get("Accept-Encoding", "")


def _key(request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"{address} {_coding(request)}"
