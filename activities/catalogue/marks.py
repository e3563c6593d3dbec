"""Where the words of a search stand in a text: the same words that the index finds.

In any case of letters, with or without accents, in any form of the languages that the
text's record is searched by.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from activities.catalogue.index import schema, words
from activities.catalogue.index.words import Piece, Spoken

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = words.MOST_WORDS  # of a phrase
AROUND = 110  # letters shown before and after the first word found


@dataclass(frozen=True)
class Part:
    """A part of a text, and whether it is what was sought."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Marker:
    """Marks the words of one search in texts of some languages."""

    pieces: tuple[Piece, ...]
    languages: tuple[str, ...]

    @classmethod
    def of(cls, search: str, languages: Iterable[str], spoken: Spoken) -> "Marker":
        """For the words wanted of a search, and the names that they stand for."""
        groups = words.groups(search, spoken)
        every = [piece for group in groups for pieces in group for piece in pieces]
        wanted = tuple(piece for piece in every if not piece.excluded)
        return cls(wanted, ("", *sorted(languages)))

    def parts(self, text: str) -> list[Part]:
        """The whole text in parts; a single unmarked one where nothing is found."""
        text = unicodedata.normalize("NFC", text)
        return list(_cut(text, self._spans(text), 0, len(text)))

    def passage(self, text: str) -> list[Part]:
        """What stands around the first word found in a text; empty if none is."""
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        spans = self._spans(text)
        if not spans:
            return []
        start, end = _window(text, spans[0][0])
        parts = list(_cut(text, spans, start, end))
        before = [Part("… ")] if start else []
        after = [Part(" …")] if end < len(text) else []
        return [*before, *parts, *after]

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where something sought begins and ends, in order, none within another."""
        found = list(_WORD.finditer(text))
        spans, free = [], 0
        for at, match in enumerate(found):
            length = self._length_at([one[0] for one in found[at : at + MOST_WORDS]])
            if length and match.start() >= free:
                free = found[at + length - 1].end()
                spans.append((match.start(), free))
        return spans

    def _length_at(self, following: list[str]) -> int:
        """How many of the following words are something sought; 0 if none is."""
        lengths = [
            len(piece.words) for piece in self.pieces if self._is(piece, following)
        ]
        return max(lengths, default=0)

    def _is(self, piece: Piece, following: list[str]) -> bool:
        if len(following) < len(piece.words):
            return False
        if piece.prefix and form(following[0], "").startswith(piece.words[0]):
            return True
        pairs = list(zip(following, piece.words, strict=False))
        return any(
            all(form(word, language) == form(one, language) for word, one in pairs)
            for language in self.languages
        )


@lru_cache(maxsize=50_000)
def form(word: str, language: str) -> str:
    """A word as the index has it: folded, and for a language its stem."""
    found = schema.analyzer(language).analyze(word)
    return found[0] if found else ""


def _window(text: str, at: int) -> tuple[int, int]:
    """Where to begin and end around a place in a text, between words."""
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    if start:
        start = text.find(" ", start, at) + 1 or at
    if end < len(text):
        end = max(text.rfind(" ", at, end), at) if " " in text[at:end] else end
    return start, end


def _cut(
    text: str, spans: list[tuple[int, int]], start: int, end: int
) -> Iterator[Part]:
    """A part of a text, cut at the spans that lie in it."""
    at = start
    for first, last in spans:
        if first < start or last > end:
            continue
        if first > at:
            yield Part(text[at:first])
        yield Part(text[first:last], marked=True)
        at = last
    if at < end:
        yield Part(text[at:end])
