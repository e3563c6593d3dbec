"""Social cards: each page has one, drawn as told, small, and the same each time."""

import time
from io import BytesIO

import pytest
from PIL import Image

from activities import publishing
from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.models import Entry
from activities.site.cards import drawing, words
from activities.site.cards.drawing import Picture
from activities.site.cards.pictures import HOME, address
from tests.factories import EventFactory
from tests.site.reading import read
from tests.site.test_citing import metas
from tests.site.test_records import WORKSHOP

pytestmark = pytest.mark.django_db
MOST_BYTES = 60_000


def picture(response) -> Image.Image:
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert len(response.content) <= MOST_BYTES
    return Image.open(BytesIO(response.content))


def test_every_entry_has_a_card_where_its_page_says(client):
    entries = Entry.objects.exclude(kind=EntryKind.SOURCE).order_by("pk")
    for kind, key in entries.values_list("kind", "key")[::29]:
        url = page_url(kind, key)
        card = address(url)
        assert card == f"/cards{url.rstrip('/')}.png"
        assert picture(client.get(card)).size == (1200, 630)
    told = metas(read(client.get(WORKSHOP)))
    assert told["og:image"] == [f"http://testserver{address(WORKSHOP)}"]


@pytest.mark.parametrize(
    "path", ["/", "/events/", "/partners/", "/themes/", "/places/", "/dialogues/"]
)
def test_lists_and_the_first_page_have_one_too(client, path):
    told = metas(read(client.get(path)))
    card = told["og:image"][0].removeprefix("http://testserver")
    assert (card == HOME) == (path == "/")
    picture(client.get(card))


@pytest.mark.parametrize(
    "path", ["/nothing/", "/themes/hld2013/", "/events/a/1/", "/api/docs/", "/search/"]
)
def test_pages_without_a_card_of_their_own_have_the_usual_one(path):
    assert address(path) == HOME


def test_what_a_page_says_to_those_who_link_to_it(client):
    told = metas(read(client.get(f"/fr{WORKSHOP}")))
    assert told["og:title"][0].startswith("Trade and Migration")
    assert told["og:url"] == [f"http://testserver/fr{WORKSHOP}"]
    assert told["og:locale"] == ["fr_FR"]
    assert told["og:locale:alternate"] == ["en_US", "es_ES"]
    assert told["twitter:card"] == ["summary_large_image"]
    assert told["description"] == told["og:description"]
    assert told["description"][0].startswith("Trade and migration officials")
    # One picture for all languages.
    assert told["og:image"] == [f"http://testserver{address(WORKSHOP)}"]
    assert client.get(f"/fr{address(WORKSHOP)}").status_code == 404


def test_a_card_is_kept_by_who_asks_until_something_changes(client):
    card = address(WORKSHOP)
    first = client.get(card)
    again = client.get(card, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get(card).content == first.content


def test_a_card_of_what_never_was_or_is_gone(client):
    assert client.get("/cards/events/no-such.png").status_code == 404
    made = EventFactory()
    publishing.publish(made)
    assert client.get(f"/cards/events/{made.slug}.png").status_code == 200
    publishing.withdraw(made, reason="Entered twice")
    assert client.get(f"/cards/events/{made.slug}.png").status_code == 410


def test_a_title_in_letters_that_the_font_lacks_is_told_in_others(client):
    document = {
        "title": "ورشة عمل",
        "translations": {"fr": {"title": "Un atelier à Łódź"}},
        "kind": {"code": "workshop", "name": "Workshop"},
        "dates": None,
        "places": [],
        "themes": [],
    }
    told = words._of_record(EntryKind.EVENT, document)
    assert told.title == "Un atelier à Łódź"
    assert words._of_record(EntryKind.EVENT, document | {"translations": {}}).title == (
        "Event"
    )


@pytest.mark.parametrize("title", ["Short", "A title of many words " * 16, "W" * 400])
def test_any_title_fits(title):
    themes = tuple((number, "A theme with a long name") for number in range(1, 6))
    data = drawing.png(Picture(title, "above " * 40, "below " * 40, themes))
    image = Image.open(BytesIO(data)).convert("L")
    assert len(data) <= MOST_BYTES
    right = image.crop((1140, 0, 1200, 630))
    assert right.getextrema()[0] > 240  # nothing runs into the margin


def test_the_same_picture_is_the_same_bytes_drawn_without_delay():
    told = Picture("The same " * 20, "Event", "Angola", ((1, "Theme"),))
    drawing.png(told)
    started = time.process_time()
    assert drawing.png(told) == drawing.png(told)
    assert time.process_time() - started < 5  # of any machine; 0.06 s is usual
