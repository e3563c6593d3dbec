"""A record in several languages: each page shows its own first, and marks others."""

import pytest

from activities import publishing
from tests.factories import EventFactory
from tests.site.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db):
    made = EventFactory(
        title="A workshop",
        summary="In short.",
        description="At length, in English.",
        translations={
            "fr": {
                "title": "Un atelier",
                "summary": "En bref.",
                "description": "Longuement, en français.",
            },
            "ar": {"title": "ورشة عمل", "description": "النص الكامل"},
        },
    )
    publishing.publish(made)
    return made


def test_a_page_shows_its_own_language_first(client, event):
    page = read(client.get(f"/fr/events/{event.slug}/"))
    head = page.one("h1")
    assert head.text == "Un atelier"
    assert not head["lang"]
    assert page.one("title").text.startswith("Un atelier")
    text = page.one("div", class_="telling").text
    assert text.index("Longuement") < text.index("At length")


def test_the_original_and_other_languages_are_marked(client, event):
    page = read(client.get(f"/fr/events/{event.slug}/"))
    telling = page.one("div", class_="telling")
    original = telling.one("div", lang="en")
    assert "A workshop" in original.text
    arabic = telling.one("div", lang="ar")
    assert arabic["dir"] == "rtl"
    assert "النص الكامل" in arabic.text


def test_what_there_is_in_no_other_language_is_shown_as_written_and_said_so(client):
    made = EventFactory(title="Only this", description="Only English.")
    publishing.publish(made)
    page = read(client.get(f"/es/events/{made.slug}/"))
    assert page.one("h1")["lang"] == "en"
    assert "inglés" in page.one("div", class_="telling").text
    plain = read(client.get(f"/events/{made.slug}/"))
    assert not plain.one("h1")["lang"]
    assert "only available" not in plain.text


def test_arabic_is_set_from_right_to_left(client):
    made = EventFactory(title="ورشة عمل", description="النص", language="ar")
    publishing.publish(made)
    head = read(client.get(f"/events/{made.slug}/")).one("h1")
    assert (head["lang"], head["dir"]) == ("ar", "rtl")
    assert (
        "only available in Arabic"
        in client.get(f"/events/{made.slug}/").content.decode()
    )


def test_a_list_shows_titles_and_summaries_in_its_language(client, event):
    row = read(client.get("/fr/events/?q=atelier")).one("li", class_="row")
    assert row.one("h3").text == "Un atelier"
    assert "En bref." in row.text
    original = read(client.get("/es/events/?q=atelier")).one("li", class_="row")
    assert original.one("h3").text == "A workshop"
    assert original.one("h3").one("a")["lang"] == "en"


def test_a_row_of_the_api_says_its_language_and_its_other_titles(client, event):
    (row,) = client.get("/api/v1/events/?q=atelier").json()["results"]
    assert row["language"] == "en"
    assert row["translated"]["fr"] == {"title": "Un atelier", "summary": "En bref."}
    assert row["translated"]["ar"] == {"title": "ورشة عمل"}


def test_dialogues_have_their_titles_in_every_language(client):
    french = read(client.get("/fr/dialogues/hld2013/"))
    assert french.one("h1").text.startswith("Deuxième Dialogue de haut niveau")
    spanish = read(client.get("/es/themes/")).text
    assert "Diálogo de 2013" in spanish
