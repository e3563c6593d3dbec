"""Finding the organization that a name or an identifier means.

An identifier may be borne by several (GB-GOV-1 is DFID's and its successor's), and a
publisher may put one over all parts of a government: an identifier alone never makes
two names one organization.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from partners.dates import read_edtf
from partners.known import Known, Name
from partners.suspects import Suspects, Why

__all__ = ["Known", "Match", "Name", "Register", "normalised", "variants"]

# Why somebody may be meant, as it is kept with the question that staff answer.
REASONS = {
    Why.IDENTIFIER: "the same identifier, {}, and a similar name",
    Why.NAME: "the same name but for words that tell little",
    Why.OTHER_NAME: "a similar name",
    Why.ACRONYM: "the acronym {}",
    Why.INITIALS: "its first letters",
    Why.ALIKE: "a similar name",
}

_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WORDS = re.compile(r"\w+")
# Said before a name, it tells whose it is, not what: "UK - Home Office".
_PREFIX = re.compile(r"^[\w .&]{2,30} [-–] ")
_FILLING = {"the", "of", "for", "and", "de", "la", "le", "les", "des", "du", "et", "y"}


@dataclass(frozen=True)
class Match:
    """Whom a name means. `slug` is empty where nobody; `doubt` is who it may be."""

    slug: str = ""
    doubt: str = ""
    likeness: int = 0
    reason: str = ""


@lru_cache(maxsize=65536)
def normalised(name: str) -> str:
    """A name without case, accents, punctuation, filling words and brackets."""
    plain = unicodedata.normalize("NFKD", _BRACKETED.sub(" ", name) or name)
    plain = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    words = [word for word in _WORDS.findall(plain) if word not in _FILLING]
    return " ".join(words) or name.casefold().strip()


def variants(name: str) -> Iterator[str]:
    """The normalised name, then the same without whose it is said to be."""
    yield normalised(name)
    bare = _PREFIX.sub("", name)
    if bare != name:
        yield normalised(bare)


class Register:
    """All organizations, to be asked many times. Holds names, not records."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.suspects = Suspects()
        self._by_slug: dict[str, Known] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_identifier: dict[str, list[str]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """Know another organization from now on."""
        self._by_slug[one.slug] = one
        self.suspects.add(one)
        for name in one.names:
            self._put(self._by_name, normalised(name.text), one.slug)
        for identifier in one.identifiers:
            self._put(self._by_identifier, identifier.casefold(), one.slug)

    def __contains__(self, slug: str) -> bool:
        return slug in self._by_slug

    def find(self, identifier: str, name: str, on: date | None = None) -> Match:
        """Whom an identifier and a name mean together; either may be empty.

        `on` is a day at which the name was borne: it decides between several.
        """
        bearers = self._by_identifier.get(identifier.casefold(), [])
        if not name:
            return self._of_identifier(identifier, bearers, on)
        for variant in variants(name):
            named = self._by_name.get(variant, [])
            both = [slug for slug in named if slug in bearers]
            if found := self._one_of(both or named, variant, on):
                return Match(found)
        return self._doubtful(identifier, name, bearers)

    def _of_identifier(
        self, identifier: str, bearers: list[str], on: date | None
    ) -> Match:
        if len(bearers) == 1:
            return Match(bearers[0])
        at_the_time = [
            slug for slug in bearers if on and _borne(self._by_slug[slug].names[0], on)
        ]
        if len(at_the_time) == 1:
            return Match(at_the_time[0])
        if found := self._sole(bearers):
            return Match(found)
        if not bearers:
            return Match()
        return Match(doubt=bearers[0], reason=f"{identifier} is borne by several")

    def _one_of(self, slugs: list[str], variant: str, on: date | None) -> str:
        """The one that bears the name, of several the one that bore it then."""
        if len(slugs) > 1 and on:
            then = [slug for slug in slugs if self._bore(slug, variant, on)]
            slugs = then if len(then) == 1 else slugs
        return self._sole(slugs)

    def _sole(self, slugs: list[str]) -> str:
        """The only one; of several the one about whom that has been asked already."""
        if len(slugs) == 1:
            return slugs[0]
        return next((slug for slug in slugs if self._by_slug[slug].is_asked), "")

    def _bore(self, slug: str, variant: str, on: date) -> bool:
        names = self._by_slug[slug].names
        return any(normalised(n.text) == variant and _borne(n, on) for n in names)

    def _doubtful(self, identifier: str, name: str, bearers: list[str]) -> Match:
        """Nobody, but perhaps somebody who can be told by nearly the same."""
        sought = Known("", [Name(name)], {identifier} if identifier else set())
        for one in self.suspects.of(sought):
            why = Why.IDENTIFIER if one.slug in bearers else one.why
            text = identifier if one.slug in bearers else one.text
            reason = REASONS[why].format(text)
            return Match("", one.slug, one.likeness, reason)
        return Match()

    @staticmethod
    def _put(index: dict[str, list[str]], key: str, slug: str) -> None:
        slugs = index.setdefault(key, [])
        if slug not in slugs:
            slugs.append(slug)


def _borne(name: Name, on: date) -> bool:
    if not name.valid:
        return True
    span = read_edtf(name.valid)
    return (span.earliest or on) <= on <= (span.latest or on)
