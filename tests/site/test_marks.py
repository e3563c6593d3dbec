"""The words sought are marked where they stand, as the search finds them."""

import pytest

from activities import publishing
from activities.catalogue.marks import Marker
from tests.factories import EventFactory
from tests.site.reading import read

pytestmark = pytest.mark.django_db

SPOKEN = {("egypte",): [("egypt",)], ("cote", "d", "ivoire"): [("ivory", "coast")]}


def marked(search: str, text: str, *languages: str) -> str:
    parts = Marker.of(search, languages or ("en",), SPOKEN).parts(text)
    return "".join(f"[{one.text}]" if one.marked else one.text for one in parts)


@pytest.mark.parametrize(
    ("search", "text", "shown"),
    [
        ("workshop", "Two Workshops, one WORKSHOP", "Two [Workshops], one [WORKSHOP]"),
        ("migrates", "Migrating birds", "[Migrating] birds"),
        ("cote", "La Côte d’Ivoire", "La [Côte] d’Ivoire"),
        ("Côte", "La Cote", "La [Cote]"),
        ("remit", "Remittances sent", "[Remittances] sent"),
        ("remit x", "Remittances sent", "Remittances sent"),
        ('"labour mobility"', "Labour mobility, labour", "[Labour mobility], labour"),
        ("“labour mobility”", "labour mobility", "[labour mobility]"),
        ("trade -labour", "Trade and labour", "[Trade] and labour"),
        ("égypte", "From Egypt", "From [Egypt]"),
        ("côte d'ivoire", "Ivory Coast", "[Ivory Coast]"),
        ("a&b", "a&b <c>", "[a&b] <c>"),
    ],
)
def test_words_are_marked_as_they_are_found(search, text, shown):
    assert marked(search, text) == shown


def test_words_are_marked_in_the_forms_of_the_record_s_language():
    assert marked("atelier", "Les ateliers", "fr") == "Les [ateliers]"
    assert marked("nacionales", "nacional", "es") == "[nacional]"


def rows_of(client, query: str) -> dict:
    page = read(client.get(f"/search/?q={query}"))
    return {row.one("h3").one("a")["href"]: row for row in page.all("li", class_="row")}


def test_a_row_shows_where_it_was_found(client):
    long = (
        "Begins otherwise. " * 40 + "Here the quixotic windmills turn. " + "End. " * 40
    )
    publishing.publish_all(
        [
            EventFactory(slug="a", title="Quixotic <windmills>", summary=""),
            EventFactory(slug="b", title="Other", summary="Plain.", description=long),
        ]
    )
    rows = rows_of(client, "windmill")
    assert rows["/events/a/"].one("h3").one("mark").text == "windmills"
    assert rows["/events/a/"].one("h3").text == "Quixotic < windmills>"
    passage = rows["/events/b/"].one("p", class_="passage")
    assert passage.one("mark").text == "windmills"
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert len(passage.text) < 300
    assert not rows["/events/a/"].all("p", class_="passage")


def test_nothing_is_marked_where_no_words_are_sought(client):
    assert not read(client.get("/events/")).all("mark")


def test_places_are_found_by_their_names_in_other_languages(client):
    found = rows_of(client, "belgium")
    assert found
    assert {*found} <= {*rows_of(client, "belgique")}
