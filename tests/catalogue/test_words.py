"""Searching by words: forms, accents, beginnings, phrases, and what was meant."""

import unicodedata

import pytest

from activities import publishing
from activities.catalogue import results
from activities.catalogue.index import words
from activities.catalogue.kinds import EntryKind
from tests.catalogue.asking import asked, found
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    records = {
        "a": EventFactory(slug="a", title="Quixotic workshops on Côte d’Ivoire"),
        "b": EventFactory(
            slug="b",
            title="Quixotic ateliers",
            language="fr",
            summary="Les réfugiés et la santé",
        ),
        "c": EventFactory(
            slug="c", title="Labour quixotic mobility", summary="Mobility of labour"
        ),
    }
    publishing.publish_all(records.values())
    return records


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("quixotic", {"a", "b", "c"}),
        ("quixotic workshop", {"a"}),
        ("quixotic cote", {"a"}),
        ("QUIXOTIC CÔTE", {"a"}),
        ("quixotic atelier", {"b"}),
        ("quixotic refugie", {"b"}),
        ("quixot", {"a", "b", "c"}),
        ("quix* mobility", {"c"}),
        ('"mobility of labour"', {"c"}),
        ('quixotic "labour mobility"', set()),
        ("quixotic -mobility", {"a", "b"}),
        ("quixotic zzz", set()),
        ("!!", set()),
    ],
)
def test_words_find_what_a_person_means(made, text, keys):
    assert found(asked(EntryKind.EVENT, {"q": [text]})) & {"a", "b", "c"} == keys
    if not keys:
        assert not found(asked(EntryKind.EVENT, {"q": [text]}))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("quixotik", "quixotic"),
        ("quixotic wrokshop", "quixotic workshop"),
        ("quixotic", ""),
        ("qqqqqqqqq", ""),
    ],
)
def test_near_words_are_offered_where_those_sought_do_not_occur(made, text, meant):
    suggestion = results.suggestion(asked(EntryKind.EVENT, {"q": [text]}))
    assert suggestion.startswith(meant) if meant else suggestion == ""


def test_a_title_weighs_more_than_a_text(made):
    publishing.publish(EventFactory(slug="d", title="Other", description="quixotic"))
    rows = results.page(asked(EntryKind.EVENT, {"q": ["quixotic"]})).rows
    assert b'"slug":"d"' in rows[-1]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("trade", "trade", 0),
        ("trade", "trad", 1),
        ("trade", "tarde", 1),
        ("abc", "xyz", 3),
    ],
)
def test_the_distance_of_words_counts_edits(one, other, distance):
    assert min(words.edit_distance(one, other, 2), 3) == distance


@pytest.mark.django_db
def test_an_accent_of_its_own_and_one_after_the_letter_are_the_same():
    for number, name in enumerate(("Genève", unicodedata.normalize("NFD", "Genève"))):
        publishing.publish(EventFactory(slug=f"g{number}", title=f"À {name}"))
    for text in ("Genève", unicodedata.normalize("NFD", "Genève"), "geneve"):
        assert found(asked(EntryKind.EVENT, {"q": [text]})) == {"g0", "g1"}
