"""The languages of the public pages: one address for each, and data in each.

English stands at `/activities/`, French at `/fr/activities/`, Spanish at
`/es/activities/`. The address alone decides, so that an answer is the same for all who
ask and may be kept. What has no words in a language is shown as it was written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language, get_language_info, override

from activities.catalogue import figures
from activities.catalogue.dates import in_words
from activities.catalogue.kinds import EntryKind
from activities.catalogue.vocabulary import Vocabulary

Answer = Callable[[HttpRequest], HttpResponse]

DEFAULT = settings.LANGUAGE_CODE
OTHERS = tuple(code for code, _name in settings.LANGUAGES if code != DEFAULT)
# What is the same in every language: data for programs, files, the desk.
NEUTRAL = ("/api/v1/", "/static/", "/admin/")


@dataclass(frozen=True)
class Tongue:
    """A language that a page may be read in, and where."""

    code: str
    name: str
    url: str
    current: bool


def speak_by_address(get_response: Answer) -> Answer:
    """Answer in the language that the address begins with."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = of_path(request.path_info)
        with override(code):
            response = get_response(request)
            response.setdefault("Content-Language", code)
        return response

    return middleware


def of_path(path: str) -> str:
    """The language of an address."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in OTHERS else DEFAULT


def neutral(path: str) -> str:
    """An address without its language."""
    code = of_path(path)
    return path if code == DEFAULT else path.removeprefix(f"/{code}")


def localized(path: str, code: str = "") -> str:
    """The address of a page in a language, the active one unless told.

    What is no page of ours, or has its language already, stays as it is.
    """
    code = code or get_language() or DEFAULT
    is_page = path.startswith("/") and not path.startswith(NEUTRAL)
    is_file = "." in path.partition("?")[0].rpartition("/")[2]
    if code == DEFAULT or not is_page or is_file or of_path(path) != DEFAULT:
        return path
    return f"/{code}{path}"


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a page in the active language."""
    return request.build_absolute_uri(localized(path))


def tongues(path: str) -> list[Tongue]:
    """Every language, and where the page of an address is in it."""
    here, plain = of_path(path), neutral(path)
    return [
        Tongue(
            code,
            str(get_language_info(code)["name_local"]).capitalize(),
            localized(plain, code),
            code == here,
        )
        for code, _name in settings.LANGUAGES
    ]


def said(document: Any, vocabulary: Vocabulary) -> Any:
    """A document in the active language: names of places and themes, kinds, roles,
    dates, and the addresses of pages.

    What staff wrote stays as written. The document itself is left as it is.
    """
    if get_language() == DEFAULT:
        return document
    return _said(document, vocabulary)


def _said(part: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(part, list):
        return [_said(one, vocabulary) for one in part]
    if not isinstance(part, dict):
        return part
    told = {name: _said(value, vocabulary) for name, value in part.items()}
    if isinstance(told.get("url"), str):
        told["url"] = localized(told["url"])
    if told.get("edtf"):
        told["display"] = in_words(told["edtf"])
    elif set(told) == {"code", "name"}:
        told["name"] = _label(told["name"])
    elif "qualifier" in told:
        told["display"] = figures.in_words(
            told["qualifier"], told["value"], told["unit"]
        )
    elif kind := _named_kind(told):
        told |= vocabulary.named(kind, told["code"])
    return told


def _label(name: str) -> str:
    """The label of a controlled list: its English is what translations go by."""
    return translation.gettext(name) if name else ""


def _named_kind(about: dict[str, Any]) -> EntryKind | None:
    """Whether a part names a place or a theme, whose names are in the catalogue."""
    if "code" not in about:
        return None
    if "iso3" in about and "name" in about:
        return EntryKind.PLACE
    if "gcm_objectives" in about or ("number" in about and "dialogue" in about):
        return EntryKind.THEME
    if "short_title" in about:
        return EntryKind.DIALOGUE
    return None
