"""How a name is compared with others: the forms it has, and how alike two forms are."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from partners.wording import FILLING, misspelt, plain, words

SHORTEST_INITIALS = 4  # fewer letters begin too many names

_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# Said before a name, it tells whose it is, not what: "UK - Home Office".
PREFIX = re.compile(r"^[\w .&]{2,40}? ?[-–] (?=\S)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,}[\w&-]{0,6}")
_TRANSLATED = re.compile(r"\s+[/|]\s*|\s*[/|]\s+")


@dataclass(frozen=True)
class Form:
    """A name as it is compared: its words, in no order, and all of them in one.

    One that lacks what stood before the name ("UK - …") is `bare`.
    """

    words: tuple[str, ...]
    glued: str
    bare: bool = False
    apart: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "apart", frozenset(self.words))

    def may_be(self, other: "Form") -> bool:
        """Whether the two are worth comparing word by word: quick, and asked often."""
        shared = len(self.apart & other.apart)
        return shared >= len(self.apart) - self.mistakes or self.glued == other.glued

    @property
    def mistakes(self) -> int:
        """How many of its words may be misspelt."""
        return 1 if len(self.words) < 5 else 2


@lru_cache(maxsize=65536)
def forms(name: str) -> tuple[Form, ...]:
    """The name without brackets, each of its translations, what stands in brackets,
    and the name without whose it is said to be."""
    found: dict[tuple[str, ...], Form] = {}
    whole = _BRACKETED.sub(" ", name).strip() or name
    for text, bare in _readings(name, whole):
        told = words(text)
        if told:
            key = tuple(sorted(told))
            found.setdefault(key, Form(key, "".join(told), bare))
    return tuple(found.values())


def _readings(name: str, whole: str) -> Iterator[tuple[str, bool]]:
    yield whole, False
    before = PREFIX.match(whole)
    said = before[0] if before else ""
    parts = _TRANSLATED.split(whole.removeprefix(said))
    if len(parts) > 1:
        yield from ((said + part, False) for part in parts)
    for inside in _inside(name):
        if " " in inside.strip():
            yield inside, False
    if said and not is_acronym(said.rstrip(" -–")):
        yield whole.removeprefix(said), True
    elif said:
        yield whole.removeprefix(said), False


def _inside(name: str) -> list[str]:
    return [one or other for one, other in _BRACKETED.findall(name)]


def is_acronym(text: str) -> bool:
    """Whether a text is written as an acronym: UNHCR, U.N.H.C.R., MoFA."""
    capitals = sum(one.isupper() for one in text)
    return bool(_ACRONYM.fullmatch(text)) and capitals * 2 > len(text.replace(".", ""))


@lru_cache(maxsize=65536)
def acronyms(name: str) -> frozenset[str]:
    """Acronyms in small letters: a whole name, what is in brackets or before a dash."""
    before = PREFIX.match(name)
    offered = [name.strip(), *_inside(name)]
    offered += [before[0].rstrip(" -–")] if before else []
    return frozenset(
        plain(one).replace(".", "")
        for one in map(str.strip, offered)
        if is_acronym(one)
    )


@lru_cache(maxsize=65536)
def initials(name: str) -> frozenset[str]:
    """What an acronym of the name would be, with and without its filling words."""
    every = re.findall(r"\w+", plain(_BRACKETED.sub(" ", name)))
    told = [one for one in every if one not in FILLING]
    found = {"".join(one[0] for one in some) for some in (every, told) if len(some) > 1}
    return frozenset(one for one in found if len(one) >= SHORTEST_INITIALS)


def alike(one: Form, other: Form, is_word: Callable[[str], bool]) -> int:
    """How alike two forms are, in percent; 0 where they do not mean the same.

    `is_word` tells words that many names have: two of those are never one misspelt.
    """
    if one.words == other.words or one.glued == other.glued:
        return 100
    if len(one.words) != len(other.words):
        return 0
    left = list((Counter(one.words) - Counter(other.words)).elements())
    right = list((Counter(other.words) - Counter(one.words)).elements())
    if len(left) > one.mistakes or not _all_misspelt(left, right, is_word):
        return 0
    return min(99, round(fuzz.ratio(" ".join(one.words), " ".join(other.words))))


def _all_misspelt(
    left: list[str], right: list[str], is_word: Callable[[str], bool]
) -> bool:
    """Whether each word on the left is one on the right, misspelt."""
    for word in left:
        meant = next((one for one in right if _same(word, one, is_word)), None)
        if meant is None:
            return False
        right.remove(meant)
    return True


def _same(one: str, other: str, is_word: Callable[[str], bool]) -> bool:
    if one.rstrip("s") == other.rstrip("s"):
        return True
    return misspelt(one, other) and not (is_word(one) and is_word(other))
