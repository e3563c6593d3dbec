"""What the head of a page says for those who link to it: Open Graph and the like."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.site.cards.pictures import address
from activities.site.languages import neutral

LONGEST = 200  # letters of a description
LOCALES = {"en": "en_US", "fr": "fr_FR", "es": "es_ES"}


@dataclass(frozen=True)
class Card:
    """A page's title and what it is about. `image` is a path, if not the usual one."""

    title: str
    description: str = ""
    image: str = ""


@dataclass(frozen=True)
class Head:
    """A card as the page states it, with whole addresses."""

    title: str
    description: str
    image: str
    locale: str
    other_locales: list[str]


def of_page(request: HttpRequest, context: Mapping[str, Any]) -> Head:
    """The card that a view gives as `card`, or what the page is called."""
    card = context.get("card") or Card(_named(context))
    path = card.image or address(neutral(request.path))
    code = get_language() or settings.LANGUAGE_CODE
    return Head(
        card.title,
        shortened(card.description) or _about(),
        request.build_absolute_uri(path),
        LOCALES.get(code, code),
        [locale for other, locale in LOCALES.items() if other != code],
    )


def shortened(text: str) -> str:
    """The beginning of a text on one line, to a whole word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0].rstrip(" .,;:–-") + " …"


def _named(context: Mapping[str, Any]) -> str:
    document = context.get("document") or {}
    name = document.get("title") or document.get("name") or context.get("heading")
    return str(name or _("IOM activity tracker"))


def _about() -> str:
    return _(
        "What the International Organization for Migration reports that it does on"
        " migration and development, each statement with its source."
    )
