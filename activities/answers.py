"""Public answers: one version for all of them, the sequence of the catalogue.

Every public view is wrapped in `public`. It answers 304 where the visitor has the
version already, and keeps ready answers in memory for as long as the version lasts.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from activities.catalogue.filters import today
from activities.catalogue.index import follower
from activities.catalogue.index.follower import Position
from activities.catalogue.keeper import Keeper
from activities.catalogue.selection import Catalogue
from iomtracker import __version__
from iomtracker.errors import refuse

View = Callable[..., HttpResponse]
Version = tuple[str, int, int]  # epoch, sequence, day

_GZIP_REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")
OVERHEAD = 600  # bytes of the objects around an answer that is kept
SMALLEST_COMPRESSED = 500  # bytes; below that the wrapping outweighs the gain


def public(view: View) -> View:
    """A view of the catalogue, which it is given as `catalogue`. Reads only."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in ("GET", "HEAD"):
            return _not_allowed(request)
        position = follower.catalogue_position()
        version = (position.epoch, position.sequence, today())
        tags, known = tags_of(version, request), _known_tags(request)
        if same := [tag for tag in tags if tag in known]:
            return _finished(HttpResponse(status=304), same[0])
        kept = answers.get(version, _key(request))
        if kept is None:
            response, fresh = _made(view, request, position, *args, **kwargs)
            if not fresh or response.status_code != 200:
                return _open_to_all(response)
            kept = Kept.of(response, request)
            answers.keep(version, _key(request), kept)
        return _finished(kept.response(request), tags[kept.zipped])

    # Nothing is written here, so there is nothing to forge.
    answer.csrf_exempt = True  # type: ignore[attr-defined]  # Django reads it there
    return answer


@dataclass(frozen=True)
class Kept:
    """A ready answer, as it goes out."""

    content_type: str
    body: bytes
    zipped: bool

    @classmethod
    def of(cls, response: Any, request: HttpRequest) -> "Kept":
        body = response.content
        zipped = _takes_gzip(request) and len(body) > SMALLEST_COMPRESSED
        if zipped:
            # No time in its header: the same answer is the same bytes.
            body = gzip.compress(body, 6, mtime=0)
        return cls(response["Content-Type"], body, zipped)

    def response(self, request: HttpRequest) -> HttpResponse:
        body = b"" if request.method == "HEAD" else self.body
        response = HttpResponse(body, content_type=self.content_type)
        response["Content-Length"] = str(len(self.body))
        if self.zipped:
            response["Content-Encoding"] = "gzip"
        return response


def _weight(key: Hashable, kept: Kept) -> int:
    """Bytes that an answer takes, with its address and what Python adds to both."""
    return len(str(key)) + len(kept.body) + OVERHEAD


answers: Keeper[Kept] = Keeper(lambda: settings.ANSWER_CACHE_MB * 1024 * 1024, _weight)


def tags_of(version: Version, request: HttpRequest) -> tuple[str, str]:
    """The ETags of an answer, as it is and compressed.

    One version for all, an address of its own each; the same in every process and
    after a restart.
    """
    epoch, sequence, day = version
    query = request.META.get("QUERY_STRING", "")
    address = zlib.crc32(f"{request.path}?{query}".encode())
    tag = f"{build()}-{epoch[:8]}-{sequence}-{day}-{address:x}"
    return f'"{tag}"', f'"{tag}-gzip"'


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


def _finished(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding"])
    return _open_to_all(response)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of any site read what is public anyway."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response


def _preflight() -> HttpResponse:
    """What a browser asks before a script of another site may send If-None-Match."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return _open_to_all(response)


def _not_allowed(request: HttpRequest) -> HttpResponse:
    message = _("What is public can only be read: GET, HEAD or OPTIONS.")
    response = refuse(request, message, HTTPStatus.METHOD_NOT_ALLOWED)
    response["Allow"] = "GET, HEAD, OPTIONS"
    return _open_to_all(response)


def _known_tags(request: HttpRequest) -> list[str]:
    given = request.headers.get("If-None-Match", "")
    return [tag.strip().removeprefix("W/") for tag in given.split(",")] if given else []


def _takes_gzip(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept-Encoding", "")
    return "gzip" in accepted and not _GZIP_REFUSED.search(accepted)


def _key(request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"{address} {_takes_gzip(request)}"
