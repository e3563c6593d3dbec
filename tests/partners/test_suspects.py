"""Whom staff are asked about: the same under another name, and seldom another."""

from collections import Counter
from random import Random
from time import perf_counter

import pytest

from partners.known import Known, Name
from partners.suspects import Suspects, Why
from tests.partners.planted import organizations, variants

pytestmark = pytest.mark.once  # names alone

RECALL = 0.95
FALSE_ALARMS = 0.05


@pytest.mark.parametrize("seed", range(5))
def test_of_200_variants_nearly_all_are_found_and_of_200_others_hardly_one(seed):
    draw = Random(seed)
    known, others = organizations(draw)
    planted = variants(known, draw)
    assert (len(known), len(others), len(planted)) == (200, 200, 200)
    index = Suspects(known)
    missed = [
        (kind, text)
        for kind, text, slug in planted
        if slug not in {one.slug for one in index.of(typed(text))}
    ]
    alarms = [one.names[0].text for one in others if index.of(one)]
    assert len(missed) <= 200 * (1 - RECALL), missed
    assert len(alarms) <= 200 * FALSE_ALARMS, alarms
    assert max(Counter(kind for kind, _text in missed).values(), default=0) <= 5


@pytest.mark.parametrize("seed", range(2))
def test_all_that_are_known_are_different_from_each_other(seed):
    known, others = organizations(Random(seed))
    pairs = Suspects([*known, *others]).pairs()
    assert len(pairs) <= len(known + others) * FALSE_ALARMS


def typed(text: str, **more) -> Known:
    return Known("", [Name(text)], **more)


def found(index: Suspects, text: str, **more) -> list[tuple[str, Why]]:
    return [(one.slug, one.why) for one in index.of(typed(text, **more))]


@pytest.fixture
def index() -> Suspects:
    return Suspects(
        [
            Known(
                "unhcr",
                [
                    Name("United Nations High Commissioner for Refugees"),
                    Name("Haut Commissariat pour les réfugiés"),
                ],
                {"XM-DAC-41121"},
                "UNHCR",
            ),
            Known("home", [Name("UK - Home Office")], {"GB-GOV-6"}, country="GB"),
            Known("acted", [Name("ACTED")]),
            Known("world-vision", [Name("World Vision")]),
            Known("fr", [Name("Ministry of Interior")], country="FR"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "slug", "why"),
    [
        ("unhcr", "unhcr", Why.ACRONYM),
        ("U.N.H.C.R.", "unhcr", Why.ACRONYM),
        ("HAUT COMMISSARIAT POUR LES REFUGIES", "unhcr", Why.OTHER_NAME),
        ("UN High Commissioner for Refugees", "unhcr", Why.NAME),
        ("UN High Comissioner for Refugees (UNHCR)", "unhcr", Why.ALIKE),
        ("xm-dac-41121", "unhcr", Why.IDENTIFIER),
        ("Home Office", "home", Why.NAME),
        ("Aid, Cooperation, Trade, Education, Development", "acted", Why.ACRONYM),
        ("WorldVision Inc.", "world-vision", Why.NAME),
    ],
)
def test_each_way_to_be_told_says_why(index, text, slug, why):
    assert found(index, text)[0] == (slug, why)


def test_countries_and_relations_tell_apart(index):
    assert found(index, "Ministry of Interior")
    assert not found(index, "Ministry of Interior", country="IT")
    assert not found(index, "Ministry of Interior", related=frozenset({"fr"}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Labour of Gambia", "Ministry of Labour of Zambia"),
        ("Round Table 1", "Round Table 2"),
        ("Iran - Ministry of Health", "Iraq - Ministry of Health"),
        ("Red Cross", "Norwegian Red Cross"),
        ("Estonia - Ministry of Justice", "Norway - Ministry of Justice"),
        ("Ministry of the Interior", "Ministry of the Exterior"),
    ],
)
def test_what_only_looks_alike_is_another(one, other):
    assert not found(Suspects([Known("one", [Name(one)])]), other)


@pytest.mark.parametrize(
    "text", ["", "—", "()", "a", "国际移民组织", "x" * 5000, "- - -"]
)
def test_anything_may_be_typed(index, text):
    assert isinstance(found(index, text, identifiers={text}), list)


def test_five_thousand_are_searched_at_once_and_compared_in_seconds():
    draw = Random(1)
    made = "".join
    words = [made(draw.choices("abcdefghilmnoprstu", k=7)) for _ in range(3000)]
    often = ["Ministry", "Council", "National", "International", "Health", "Fund"]
    known = [
        Known(
            str(n),
            [
                Name(" ".join(draw.sample(often, 2) + draw.sample(words, 2))),
                Name(" ".join(draw.sample(words, 3))),
            ],
            {f"XX-{n}"},
        )
        for n in range(5000)
    ]
    index = Suspects(known)
    start = perf_counter()
    for one in known[:50]:
        index.of(typed(one.names[0].text))
    assert (perf_counter() - start) / 50 < 0.1
    start = perf_counter()
    index.pairs()
    assert perf_counter() - start < 30
