"""The words of the public pages, as plain as a child of nine or ten can read them."""

import re

import pytest

from tests.test_languages import messages

pytestmark = pytest.mark.once  # what stands in the files

# Flesch and Kincaid's grade: years at school that a text asks for.
HIGHEST = 8.0  # of everything the pages say
HIGHEST_OF_ONE = 13.0  # of a single text: a list of our own words alone costs ten
SHORTEST = 10  # words; in a shorter text one long word decides
# Written for programmers.
TECHNICAL = re.compile(r"activities/(api|exports)/|templates/site/_?api_|api_docs")
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>|https?://\S+|&\w+;")
# Names are as long as they are.
NAMES = re.compile(
    r"(the )?(International Organization for Migration|United Nations)’?"
)
# What the United Nations ask to be said, in the words they ask for.
GIVEN = ("The names and designations used", "The designations employed")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^aeiouy]es)$")


def texts() -> list[str]:
    """Each text of the pages once, with a short word for what is filled in."""
    found = []
    for one in messages.said():
        where = [place for place, _line in one.locations]
        if one.id and not all(TECHNICAL.search(place) for place in where):
            whole = one.id if isinstance(one.id, str) else one.id[-1]
            found.append(" ".join(NAMES.sub("it", FILLED_IN.sub("it", whole)).split()))
    return [one for one in found if not one.startswith(GIVEN)]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z’']*[a-z]", text.lower())


def sentences(text: str) -> int:
    return max(1, len(re.findall(r"\w[.:;?!…](?:\s|”|$)", text)))


def syllables(word: str) -> int:
    groups = len(VOWELS.findall(word))
    return max(1, groups - bool(SILENT.search(word)))


def grade(text: str) -> float:
    said = words(text)
    length = len(said) / sentences(text)
    return 0.39 * length + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def test_the_words_are_counted_as_people_say_them():
    told = {"the": 1, "place": 1, "named": 1, "dated": 2, "table": 2, "people": 2}
    told |= {"country": 2, "activity": 4, "organization": 5, "changes": 1, "page": 1}
    wrong = {one: syllables(one) for one, n in told.items() if syllables(one) != n}
    assert not wrong
    assert grade("The cat sat on the mat.") < 1


@pytest.mark.parametrize("least", [1, 8])
def test_what_the_pages_say_is_plain(least):
    """Labels and help together, and help alone."""
    some = [one for one in texts() if len(words(one)) >= least]
    together = " ".join(f"{one.rstrip('.')}." for one in some)
    assert len(words(together)) > 500
    assert grade(together) <= HIGHEST


def test_no_text_of_the_pages_is_hard():
    hard = {
        one: round(grade(one), 1)
        for one in texts()
        if len(words(one)) >= SHORTEST and grade(one) > HIGHEST_OF_ONE
    }
    assert not hard
