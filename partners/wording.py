"""The words that names of organizations are made of, as far as they tell them apart."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

FILLING = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "y",
        "del",
        "los",
        "las",
        "el",
        "e",
        "und",
        "der",
        "die",
        "das",
        "fur",
        "in",
        "on",
        "to",
        "at",
    ]
)
# Said of what an organization is before the law: it is the same one without it.
LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "gmbh",
        "ggmbh",
        "mbh",
        "ev",
        "ag",
        "kg",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "snc",
        "nv",
        "bv",
        "bvba",
        "vzw",
        "asbl",
        "aisbl",
        "ab",
        "as",
        "asa",
        "oy",
        "oyj",
        "aps",
        "pty",
        "sak",
        "ong",
        "ngo",
        "npo",
        "sicav",
        "stichting",
    ]
)
# One word, written in several ways.
SAME = {
    "program": "programme",
    "organisation": "organization",
    "labor": "labour",
    "center": "centre",
    "defense": "defence",
    "cooperation": "cooperation",
    "affaires": "affairs",
    "univ": "university",
    "dept": "department",
    "dep": "department",
    "min": "ministry",
    "intl": "international",
    "natl": "national",
    "assoc": "association",
    "govt": "government",
    "un": "united nations",
    "uk": "united kingdom",
    "usa": "united states america",
    "us": "united states",
    "eu": "european union",
}
# Alike in letters, and not at all in what they mean.
OTHERS = frozenset(
    frozenset(pair.split())
    for pair in (
        "gambia zambia",
        "slovakia slovenia",
        "austria australia",
        "niger nigeria",
        "guinea guyana",
        "guyana guiana",
        "mali malawi",
        "oman roman",
        "india indiana",
        "dominica dominican",
        "paraguay uruguay",
        "mauritius mauritania",
        "northern southern",
        "western eastern",
        "interior exterior",
        "internal external",
        "migration immigration",
        "migration emigration",
        "migrations immigration",
        "immigration emigration",
        "migrants immigrants",
        "national rational",
        "women men",
        "import export",
        "economic economics",
    )
)

_APOSTROPHES = re.compile("['’`´ʼ]")
_ELIDED = re.compile(r"\b[dl]['’]", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w/\w\b")
_WORDS = re.compile(r"\w+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text in small letters, without accents."""
    parted = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(one for one in parted if not unicodedata.combining(one))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, each in its usual spelling, in order.

    Of a name that has no others, filling and legal words count as well.
    """
    bare = _APOSTROPHES.sub("", _ELIDED.sub(" ", text))
    bare = _DOTTED.sub(lambda found: re.sub(r"[./]", "", found[0]) + " ", bare)
    every = _WORDS.findall(plain(bare))
    told = [one for one in every if one not in FILLING and one not in LEGAL]
    usual = " ".join(SAME.get(one, one) for one in told or every)
    return tuple(usual.split())


def misspelt(one: str, other: str) -> bool:
    """Whether two different words may be one word, mistyped once or twice."""
    short, long = sorted((len(one), len(other)))
    if short < 4 or not (one.isalpha() and other.isalpha()):
        return False
    if frozenset((one, other)) in OTHERS:
        return False
    if long == 4:
        return sorted(one) == sorted(other)  # two letters have changed places
    return OSA.distance(one, other) <= (2 if short >= 9 else 1)
