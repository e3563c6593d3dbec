"""Pages of pictures: what they say of themselves, and what they refuse."""

import csv
import io
import random
from urllib.parse import parse_qsl, urlsplit

import pytest

from activities.catalogue.tallies.pictures import PICTURES
from tests.site.pictures.asking import WAYS, random_query
from tests.site.reading import hrefs, read, strange_scripts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_what_it_shows_of_how_many_and_of_when(client, name):
    page = read(client.get(f"/{name}/"))
    assert page.one("h1").text
    about = page.one("p", class_="about")
    assert about.text.startswith("49 records")
    assert "data as of" in about.text
    assert about.all("a")[0]["href"] == "/search/"
    assert page.one("link", rel="canonical")["href"] == f"http://testserver/{name}/"
    assert not page.all("meta", name="robots")
    assert page.all("table")


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_a_picture_of_a_selection_keeps_it_in_every_link(client, name, by):
    page = read(client.get(f"/{name}/?by={by}&year=2005"))
    assert page.one("meta", name="robots")["content"] == "noindex"
    tags = page.one("ul", class_="tags").all("a")
    assert dict(parse_qsl(urlsplit(tags[0]["href"]).query)).get("year") is None
    numbers = [a["href"] for a in page.all("a") if a.has("aria-label")]
    assert all("year=" in url or "to=" in url for url in numbers)


def test_a_tag_drops_one_value_and_nothing_else(client):
    chance = random.Random(2005)
    for _turn in range(12):
        query = random_query(chance, "")
        page = read(client.get(f"/timeline/?{query.urlencode()}"))
        given = sorted((n, v) for n, values in query.lists() for v in values)
        tags = page.one("ul", class_="tags").all("a")[:-1]
        left = [sorted(parse_qsl(urlsplit(tag["href"]).query)) for tag in tags]
        assert len(left) == len(given)
        assert all(set(one) < set(given) for one in left)
        assert all(len(one) == len(given) - 1 for one in left)


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_a_file_has_the_numbers_of_its_page(client, name, by):
    path = f"/{name}.csv?by={by}&theme=hld2006-topics-5"
    response = client.get(path)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {row["selection"] for row in rows}
    assert "Theme: Institutional mechanisms" in rows[0]["selection"]
    assert all(row["data_as_of"] and row["licence"] for row in rows)
    page = read(client.get(path.replace(".csv", "/")))
    known = {(r["url"].removeprefix("http://testserver"), r["count"]) for r in rows}
    table = page.all("table")[-1]
    shown = [a for a in table.all("a") if a.has("aria-label")]
    assert {(a["href"], a.text.replace(",", "")) for a in shown} <= known
    assert path in hrefs(page) or f"/{name}.csv?theme=hld2006-topics-5" in hrefs(page)


@pytest.mark.parametrize(
    "query",
    ["place=XQX", "plce=KE", "by=nothing", "from=2005-13", "by=year&by=region"],
)
def test_what_cannot_be_answered_is_refused_on_pages_and_in_files(client, query):
    for name in PICTURES:
        page = client.get(f"/{name}/?{query}")
        assert page.status_code == 400
        told = read(page)
        assert told.one("div", class_="problems")
        assert not told.all("svg")
        assert client.get(f"/{name}.csv?{query}").status_code == 400


def test_the_nearest_guess_leads_back_to_the_picture(client):
    page = read(client.get("/coverage/?by=sub-regon&theme=hld2006-topics-22"))
    for link in page.one("div", class_="problems").all("a"):
        assert link["href"].startswith("/coverage/?")


def test_a_filter_of_records_is_none_of_partners(client):
    assert client.get("/coverage/?by=partner-kind&status=completed").status_code == 400
    # The way there drops what partners cannot be asked.
    page = read(client.get("/coverage/?status=completed&year=2005"))
    there = next(url for url in hrefs(page) if "partner-kind" in url)
    assert client.get(there).status_code == 200
    assert "year=2005" in there


def test_what_only_lists_take_leaves_the_address(client):
    response = client.get("/map/?page=2&sort=title&place=142&q=")
    assert response.status_code == 302
    assert response["Location"] == "/map/?place=142"


def test_one_selection_has_one_address(client):
    paths = [
        "/coverage/?year=2005&place=002&place=142&by=region",
        "/coverage/?place=142&place=002&year=2005",
    ]
    pages = [read(client.get(path)) for path in paths]
    assert len({page.one("link", rel="canonical")["href"] for page in pages}) == 1


def test_in_french_everything_stays_french_but_for_files(client):
    page = read(client.get("/fr/coverage/?record=event"))
    main = page.one("main")
    for url in hrefs(main):
        if url.startswith("/"):
            assert url.startswith("/fr/") or ".csv" in url, url
    assert "Afrique" in main.text
    assert client.get("/fr/coverage.csv").status_code == 404


def test_a_selection_of_nothing_leads_to_a_way_out(client):
    for name in PICTURES:
        query = "place=202&theme=hld2006-topics-4&year=2005"
        page = read(client.get(f"/{name}/?{query}"))
        assert f"/search/?{'&'.join(sorted(query.split('&')))}" in hrefs(page)


@pytest.mark.parametrize("path", ["/pictures/", *(f"/{name}/" for name in PICTURES)])
def test_a_visitor_gets_no_cookie_and_nothing_from_elsewhere(client, path):
    response = client.get(path)
    assert not response.cookies
    page = read(response)
    assert not strange_scripts(page)
    assert not page.all("style")
    assert not [node for node in page.all("path") if node.has("style")]
    assert len(response.content) < 400_000
