"""The names behind the codes: themes, places, dialogues and partners, as published.

Kept in each process and read anew when one of them has changed; answers on labels,
on what a query may ask for, and on which code a person's spelling means.
"""

import threading
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from django.conf import settings
from django.db.models import Max
from django.utils.translation import get_language

from activities.catalogue.index.follower import Position
from activities.catalogue.index.schema import words_of
from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Change, Entry

KINDS = (EntryKind.THEME, EntryKind.PLACE, EntryKind.DIALOGUE, EntryKind.PARTNER)
# Those with names in several languages, and what of them such a name stands for.
NAMED = {
    EntryKind.THEME: ("title", "short_title"),
    EntryKind.PLACE: ("name",),
    EntryKind.DIALOGUE: ("title", "short_title"),
}


@dataclass(frozen=True)
class Vocabulary:
    """References of all public themes, places, dialogues and partners, by key."""

    epoch: str
    checked_at: int
    changed_at: int
    references: dict[str, dict[str, dict[str, Any]]]
    place_codes: dict[str, str] = field(default_factory=dict)
    # kind -> key -> language -> name
    names: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    # dialogue -> language -> short title
    short_names: dict[str, dict[str, str]] = field(default_factory=dict)
    # the words of a name in another language -> of what it is called in English
    spoken: dict[tuple[str, ...], list[tuple[str, ...]]] = field(default_factory=dict)

    def label(self, kind: str, key: str) -> str:
        """The name of a key in the active language, or as there is one.

        The key itself where it is not public.
        """
        about = self.references[kind].get(key)
        if about is None:
            return key
        about = about | self.named(kind, key)
        return str(about.get("name") or about.get("short_title") or about["title"])

    def named(self, kind: str, key: str) -> dict[str, str]:
        """What of a reference is another in the active language: {"name": "Égypte"}."""
        code = get_language() or settings.LANGUAGE_CODE
        if code == settings.LANGUAGE_CODE:
            return {}
        name = self.names.get(kind, {}).get(key, {}).get(code)
        if not name:
            return {}
        named = dict.fromkeys(NAMED[EntryKind(kind)], name)
        short = self.short_names.get(key, {}).get(code)
        return named | {"short_title": short} if short else named

    def canonical_place(self, code: str) -> str | None:
        """Our code of a place by its ISO 3166-1 or M49 code, in any case of letters."""
        return self.place_codes.get(code.upper()) or self.place_codes.get(code)

    def keys(self, kind: str) -> dict[str, dict[str, Any]]:
        return self.references[kind]


_known: Vocabulary | None = None
_reading = threading.Lock()


def at(position: Position) -> Vocabulary:
    """The vocabulary, as fresh as the position."""
    global _known
    known = _known
    if known and (known.epoch, known.checked_at) == (position.epoch, position.sequence):
        return known
    with _reading:
        changed_at = _last_change()
        known = _known
        if known and (known.epoch, known.changed_at) == (position.epoch, changed_at):
            known = replace(known, checked_at=position.sequence)
        else:
            references, (names, short_names) = _read(), _names()
            known = Vocabulary(
                position.epoch,
                position.sequence,
                changed_at,
                references,
                _place_codes(references[EntryKind.PLACE]),
                names,
                short_names,
                _spoken(references, names),
            )
        _known = known
        return known


def _last_change() -> int:
    """The number of the last change to any of the KINDS; 0 if there is none."""
    changes = Change.objects.filter(kind__in=KINDS)
    return changes.aggregate(last=Max("sequence"))["last"] or 0


def _read() -> dict[str, dict[str, dict[str, Any]]]:
    references: dict[str, dict[str, dict[str, Any]]] = {str(kind): {} for kind in KINDS}
    rows = Entry.objects.filter(kind__in=KINDS).order_by("pk")
    for entry in rows.only("kind", "key", "reference"):
        references[entry.kind][entry.key] = entry.reference
    return references


def _names() -> tuple[dict[str, dict[str, dict[str, str]]], dict[str, dict[str, str]]]:
    """Names in other languages by kind and key, and the short ones of dialogues."""
    names: dict[str, dict[str, dict[str, str]]] = {str(kind): {} for kind in NAMED}
    short = {}
    rows = Entry.objects.filter(kind__in=NAMED).values_list("kind", "key", "document")
    for kind, key, document in rows:
        told = orjson.loads(document)
        names[kind][key] = told.get("names", {})
        if kind == EntryKind.DIALOGUE:
            short[key] = told.get("short_names", {})
    return names, short


def _spoken(
    references: dict[str, dict[str, dict[str, Any]]],
    names: dict[str, dict[str, dict[str, str]]],
) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The English names of places and themes, which are those that documents hold, by
    their names in other languages.
    """
    spoken: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for kind, field_ in ((EntryKind.PLACE, "name"), (EntryKind.THEME, "title")):
        for key, by_language in names[kind].items():
            english = words_of(references[kind][key][field_])
            others = {
                words_of(one) for code, one in by_language.items() if code != "en"
            }
            for words in others - {(), english}:
                spoken.setdefault(words, []).append(english)
    return spoken


def _place_codes(places: dict[str, dict[str, Any]]) -> dict[str, str]:
    codes = {}
    for code, about in places.items():
        for alias in (code, about["iso2"], about["iso3"], about["m49"]):
            if alias:
                codes[alias] = code
    return codes
