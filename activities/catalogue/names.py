"""Every name of places, themes, dialogues and partners, to be found while it is typed.

In all languages, with former names and acronyms; kept in each process until one of
them changes.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import orjson

from activities.catalogue.index.schema import words_of
from activities.catalogue.index.words import edit_distance
from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Entry
from activities.catalogue.vocabulary import KINDS, Vocabulary

WHOLE, BEGINNING, WITHIN, NEAR = range(4)  # how well a name fits what was typed


@dataclass(frozen=True)
class Name:
    """A name, its words as they are compared, and what it names."""

    kind: EntryKind
    key: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """All names, and by each of their words which of them have it."""

    version: tuple[str, int]
    all: list[Name]
    by_word: dict[str, set[int]]
    words: list[str] = field(default_factory=list)

    def matching(self, typed: tuple[str, ...]) -> Iterator[tuple[int, Name]]:
        """Names with a word beginning with each of those typed, and how they fit."""
        for name in self._with_all([self._beginning(word) for word in typed]):
            yield _fit(name, typed), name

    def near(self, typed: tuple[str, ...]) -> Iterator[tuple[int, Name]]:
        """Names that would match but for a slip or two."""
        for name in self._with_all([self._alike(word) for word in typed]):
            yield NEAR, name

    def _with_all(self, alternatives: Iterable[Iterable[str]]) -> list[Name]:
        """Names that have, for each word typed, one of its alternatives."""
        sets = [
            set().union(*(self.by_word[word] for word in words))
            for words in alternatives
        ]
        found = set.intersection(*sets) if sets else set()
        return [self.all[at] for at in sorted(found)]

    def _beginning(self, typed: str) -> Iterator[str]:
        following = self.words[bisect_left(self.words, typed) :]
        return takewhile(lambda word: word.startswith(typed), following)

    def _alike(self, typed: str) -> Iterator[str]:
        """Words whose beginning is what was typed, but for a slip or two."""
        most = slips_allowed(typed)
        for word in self._beginning(typed[:1]):
            begun = (word[: len(typed) + change] for change in range(-most, most + 1))
            if any(edit_distance(typed, one, most) <= most for one in begun):
                yield word


def slips_allowed(word: str) -> int:
    """How many letters of a word may be wrong: none of a short one, two of a long."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 8 else 2


def _fit(name: Name, typed: tuple[str, ...]) -> int:
    if name.words == typed:
        return WHOLE
    pairs = zip(name.words, typed, strict=False)
    begun = len(name.words) >= len(typed) and all(
        word.startswith(one) for word, one in pairs
    )
    return BEGINNING if begun else WITHIN


_known: Names | None = None


def of(vocabulary: Vocabulary) -> Names:
    """The names, as fresh as the vocabulary."""
    global _known
    version, known = (vocabulary.epoch, vocabulary.changed_at), _known
    if known is None or known.version != version:
        known = _known = _indexed(version)
    return known


def _indexed(version: tuple[str, int]) -> Names:
    found = list(dict.fromkeys(_read()))
    by_word: dict[str, set[int]] = {}
    for at, name in enumerate(found):
        for word in name.words:
            by_word.setdefault(word, set()).add(at)
    return Names(version, found, by_word, sorted(by_word))


def _read() -> Iterator[Name]:
    rows = Entry.objects.filter(kind__in=KINDS).order_by("pk")
    for kind, key, document in rows.values_list("kind", "key", "document"):
        for text in _texts(orjson.loads(document)):
            if words := words_of(text):
                yield Name(EntryKind(kind), key, text, words)


def _texts(document: dict[str, Any]) -> Iterator[str]:
    for name in ("name", "acronym", "short_title", "title"):
        yield document.get(name, "")
    names = document.get("names", {})
    if isinstance(names, dict):
        yield from names.values()
    else:
        yield from (one["name"] for one in names)
