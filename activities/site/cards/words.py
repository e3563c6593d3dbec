"""What a card says of an entry: in English, or in letters that its font has."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from activities.catalogue import counts
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import listing, words
from activities.site.cards.drawing import Picture, font
from activities.site.listing import Document

MOST_PLACES = 5


def of_entry(catalogue: Catalogue, document: Document) -> Picture:
    """The picture of any entry that has a page."""
    kind = EntryKind(document["record"])
    if kind in CONTENT:
        return _of_record(kind, document)
    title = _drawable([document.get("title"), document.get("name")], str(kind.label))
    numbers = counts.of_entry(catalogue, kind, document["slug"])
    told = [
        words.amount(one, numbers[one.plural]) for one in CONTENT if numbers[one.plural]
    ]
    if kind == EntryKind.THEME:
        above = _line([str(kind.label), document["dialogue"]["short_title"]])
        theme = (document["number"], document["short_title"])
        return Picture(title, above, _line(told), (theme,))
    return Picture(title, _line([str(kind.label), *_of_what(document)]), _line(told))


def of_list(catalogue: Catalogue, kind: EntryKind) -> Picture:
    """The picture of a whole list: what it is of, and how long."""
    if kind in (EntryKind.THEME, EntryKind.PLACE, EntryKind.DIALOGUE):
        return Picture(kind.heading, below=_purpose())
    whole = listing.listed(catalogue, kind, 1)
    return Picture(kind.heading, whole.amount, _purpose())


def of_home() -> Picture:
    """The picture of the first page, and of what has none of its own."""
    return Picture(_purpose())


def _of_record(kind: EntryKind, document: Document) -> Picture:
    translated = [one.get("title") for one in document["translations"].values()]
    title = _drawable([document["title"], *translated], str(kind.label))
    dates = (document["dates"] or {}).get("display", "")
    places = [
        ", ".join(filter(None, [one["city"], one["name"]]))
        for one in document["places"]
    ]
    more = " …" if len(places) > MOST_PLACES else ""
    return Picture(
        title,
        _line([str(kind.label), document["kind"]["name"], dates]),
        _line(dict.fromkeys(places[:MOST_PLACES])) + more,
        tuple((one["number"], one["short_title"]) for one in document["themes"]),
    )


def _of_what(document: Document) -> list[str]:
    """The kind of a partner or a place; the dates of a dialogue."""
    kind = document.get("kind") or {}
    country = document.get("country") or {}
    dates = document.get("dates") or {}
    return [kind.get("name", ""), country.get("name", ""), dates.get("display", "")]


def _purpose() -> str:
    return _("What IOM does on migration and development, and with whom")


def _line(parts: Iterable[str]) -> str:
    return _plain(" · ".join(part for part in parts if part))


def _drawable(texts: Iterable[str | None], otherwise: str) -> str:
    """The first text that the font can write; at worst what kind of thing it is."""
    for text in texts:
        plain = unicodedata.normalize("NFC", " ".join((text or "").split()))
        if plain and all(_has(letter) for letter in plain):
            return plain
    return otherwise


def _plain(text: str) -> str:
    """A text without the letters that the font cannot write."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if _has(letter))


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Whether the font has a letter; what it has not, it leaves blank."""
    return letter.isspace() or font(20).getmask(letter).getbbox() is not None
