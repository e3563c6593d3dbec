"""Every option of a filter, on a page of its own; what is suggested while typing."""

import json
from urllib.parse import quote

import pytest

from activities import publishing
from activities.catalogue.kinds import EntryKind
from tests.factories import EventFactory
from tests.site.reading import hrefs, read
from tests.site.test_finding import count_of

pytestmark = pytest.mark.django_db


def options(page) -> dict[str, str]:
    """The links of all options by their values."""
    listed = page.all("ul", id="options")
    items = listed[0].all("li") if listed else []
    return {one["data-value"]: one.one("a")["href"] for one in items}


def suggested(client, text, path="/search/suggest/", **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    response = client.get(f"{path}?q={quote(text)}{query}")
    assert response.status_code == 200
    return json.loads(response.content)["suggestions"]


def test_a_list_leads_to_all_options_of_a_filter(client):
    page = read(client.get("/search/?place=001&sort=title"))
    links = [one for one in hrefs(page) if "/options/" in one]
    assert "/search/options/partner/?place=001&sort=title" in links
    for link in links:
        every = read(client.get(link))
        assert every.one("meta", name="robots")["content"] == "noindex"
        assert options(every)


def test_each_option_adds_itself_to_what_is_set(client):
    page = read(client.get("/events/options/partner/?year=2004"))
    for value, url in options(page).items():
        assert url == f"/events/?partner={value}&year=2004"
    numbers = {
        one["data-value"]: one.one("span", class_="number").text
        for one in page.one("ul", id="options").all("li")
    }
    found = count_of(read(client.get(options(page)["world-bank"])))
    assert numbers["world-bank"] == f"({found})"


def test_an_option_that_is_set_is_taken_away(client):
    page = read(client.get("/events/options/partner/?partner=world-bank&year=2004"))
    assert options(page)["world-bank"] == "/events/?year=2004"


@pytest.mark.parametrize(
    ("path", "sought", "value"),
    [
        ("/search/options/partner/", "bank wor", "world-bank"),
        ("/search/options/partner/", "wrold bnak", "world-bank"),
        ("/search/options/partner/", "UNCTAD", "unctad"),
        ("/search/options/country/", "zambie", "ZM"),
        ("/search/options/region/", "áfrica", "002"),
        ("/search/options/kind/", "work", "workshop"),
        ("/fr/search/options/country/", "zambia", "ZM"),
    ],
)
def test_options_are_found_by_any_of_their_names(client, path, sought, value):
    page = read(client.get(f"{path}?find={quote(sought)}"))
    assert value in options(page)
    assert len(options(page)) < len(options(read(client.get(path))))


def test_nothing_is_found_by_what_is_no_name(client):
    page = read(client.get("/search/options/partner/?find=zzzzz"))
    assert not options(page)
    assert page.one("p", id="none").text


def test_options_refuse_as_the_list_does(client):
    assert client.get("/events/options/partner/?theme=x").status_code == 400
    assert client.get(f"/events/options/partner/?find={'x' * 101}").status_code == 400
    assert client.get("/events/options/nothing/").status_code == 404
    assert client.get("/partners/options/partner/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("worl", "partner", "world-bank"),
        ("wrold ban", "partner", "world-bank"),
        ("unctad", "partner", "unctad"),
        ("égyp", "place", "EG"),
        ("egip", "place", "EG"),
        ("remitt", "theme", "hld2006-topics-3"),
        ("trata de", "theme", "hld2006-topics-4"),
    ],
)
def test_names_are_suggested_in_every_language(client, typed, kind, key):
    found = suggested(client, typed)
    assert (kind, key) in [(one["filter"], one["value"]) for one in found]


def test_a_suggestion_says_what_it_is_and_leads_there(client):
    first = suggested(client, "Egypt")[0]
    assert (first["label"], first["what"], first["url"]) == (
        *("Egypt", "Place", "/places/EG/"),
    )
    other = suggested(client, "Égypte")[0]
    assert other["label"] == "Egypt"
    assert "Égypte" in other["what"]
    french = suggested(client, "Égypte", "/fr/search/suggest/")[0]
    assert (french["label"], french["url"]) == ("Égypte", "/fr/places/EG/")
    assert "Égypte" not in french["what"]


def test_records_are_suggested_by_their_titles_on_their_own_list(client):
    publishing.publish(EventFactory(slug="made", title="Quixotic windmills"))
    for typed in ("quix", "windmill quixotic", "quixottic wind"):
        assert suggested(client, typed)[0]["url"] == "/events/made/"
        assert suggested(client, typed, record="event")
        assert not suggested(client, typed, record="activity")
        assert not suggested(client, typed, record=EntryKind.PARTNER)


@pytest.mark.parametrize(
    "query",
    ["", "q=", f"q={'x' * 101}", "q=a&q=b", "q=a&record=place", "q=a&theme=x"],
)
def test_what_cannot_be_suggested_for_is_refused(client, query):
    response = client.get(f"/search/suggest/?{query}")
    assert response.status_code == 400
    assert json.loads(response.content)["errors"]


@pytest.mark.parametrize("typed", ["!!", "%", "zzzzzz", "*", '"', "-"])
def test_nothing_is_suggested_for_what_names_nothing(client, typed):
    assert suggested(client, typed) == []
