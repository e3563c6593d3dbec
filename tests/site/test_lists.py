"""Lists as pages: the same selections as the API's, and a form that tells the truth."""

import json
import random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.site.reading import (
    address,
    filter_form,
    hrefs,
    read,
    row_urls,
    sent,
    strange_scripts,
)

pytestmark = pytest.mark.django_db

SELECTIONS = [
    "/events/?theme=hld2006-topics-2",
    "/events/?partner=world-bank&role=co-organizer",
    "/search/?place=202",
    "/search/?q=health&sort=date",
    "/activities/?cross_cutting=1&status=completed&status=under-way",
    "/activities/?kind=-research&from=2004&to=2006-03",
    "/search/?year=2005&page_size=7&page=2",
    "/publications/?language=en&sort=-title",
    "/partners/?kind=un-entity&theme=hld2006-topics-5",
    "/search/?place=150&place_exact=1",
]


def count_of(page) -> int:
    """The number in the line that says how many results there are."""
    return int(page.one("h2", class_="count").text.split()[0].replace(",", ""))


@pytest.mark.parametrize("path", SELECTIONS)
def test_a_page_shows_what_the_api_answers(client, path):
    answer = json.loads(client.get(f"/api/v1{path}").content)
    page = read(client.get(path))
    assert row_urls(page) == [row["url"] for row in answer["results"]]
    assert count_of(page) == answer["count"]


@pytest.mark.parametrize("path", SELECTIONS)
def test_a_form_sent_as_it_stands_asks_the_same(client, path):
    page = read(client.get(path))
    form = filter_form(page)
    again = client.get(address(form, sent(form)), follow=True)
    assert count_of(read(again)) == count_of(page)
    was = dict(parse_qsl(urlsplit(path).query))
    assert {**dict(parse_qsl(again.request["QUERY_STRING"])), "page": "2"} == {
        **was,
        "page": "2",
    }


@pytest.mark.parametrize("path", SELECTIONS)
def test_a_tag_drops_one_value_and_nothing_else(client, path):
    page = read(client.get(path))
    given = [
        pair
        for pair in parse_qsl(urlsplit(path).query)
        if pair[0] not in ("page", "sort", "page_size")
    ]
    controls = [
        pair
        for pair in parse_qsl(urlsplit(path).query)
        if pair[0] in ("sort", "page_size")
    ]
    tags = page.one("ul", class_="tags").all("a")[:-1]
    left = [sorted(parse_qsl(urlsplit(tag["href"]).query)) for tag in tags]
    wanted = [
        sorted([*(one for one in given if one != pair), *controls]) for pair in given
    ]
    assert sorted(left) == sorted(wanted)


@pytest.mark.parametrize("path", SELECTIONS)
def test_the_number_at_a_box_is_the_number_of_results_it_gives(client, path):
    """On every box that is not ticked; alone in its filter, as the number says."""
    page = read(client.get(path))
    form = filter_form(page)
    chance = random.Random(2005)
    boxes = [
        label
        for label in form.all("label", class_="choice")
        if label.all("span", class_="number") and not label.one("input").has("checked")
    ]
    for label in chance.sample(boxes, min(12, len(boxes))):
        box = label.one("input")
        number = label.one("span", class_="number").text.strip("()")
        others = [pair for pair in sent(form) if pair[0] != box["name"]]
        chosen = [*others, (box["name"], box["value"])]
        after = read(client.get(address(form, chosen), follow=True))
        assert count_of(after) == int(number), label.text


def test_a_row_says_why_it_lies_in_a_region(client):
    page = read(client.get("/search/?place=202"))
    told = {
        row.one("h3").text: [one.text for one in row.all("p", class_="reason")]
        for row in page.all("li", class_="row")
    }
    assert told["[…] Forward: The Cases of Angola and Zambia"] == [
        "in Sub-Saharan Africa through Angola, Zambia"
    ]
    workshops = [
        title for title in told if title.startswith("Workshop on migration and dev")
    ]
    # They name the region itself: that needs no reason.
    assert [told[title] for title in workshops] == [[], []]


def test_what_cannot_be_answered_is_refused_beside_its_field(client):
    path = "/activities/?from=2005-13&theme=hld2006-topics-9&plce=BE&kind=research&q=x"
    response = client.get(path)
    assert response.status_code == 400
    page = read(response)
    told = page.one("div", class_="problems")
    assert "plce" in told.text
    assert "“place”" in told.text
    assert "hld2006-topics-9" in told.text
    beside = page.one("div", id="problem-from")
    wrong = beside.one("input", name="from")
    assert wrong["value"] == "2005-13"
    assert wrong["aria-invalid"] == "true"
    assert beside.one("p", class_="problem")["id"] in wrong["aria-describedby"]
    # What was right is kept; nothing is answered.
    kept = sent(filter_form(page))
    assert ("kind", "research") in kept
    assert ("q", "x") in kept
    assert not page.all("li", class_="row")


def test_the_nearest_guess_is_a_link_that_works(client):
    page = read(client.get("/events/?theme=hld2006-topics-22&year=2004"))
    guess = page.one("div", class_="problems").all("a")[-1]["href"]
    after = client.get(guess)
    assert after.status_code == 200
    assert "year=2004" in guess
    assert "theme=hld2006-topics-2" in guess


def test_an_empty_list_names_the_filters_to_drop(client):
    page = read(
        client.get("/events/?place=202&theme=hld2006-topics-4&year=2005&year=2006")
    )
    assert count_of(page) == 0
    ways = page.one("div", id="results").all("ul")[-1].all("li")
    assert ways
    for way in ways:
        number = int(way.text.rsplit("·", 1)[1].split()[0])
        after = read(client.get(way.one("a")["href"]))
        assert count_of(after) == number > 0


def test_words_with_a_slip_are_answered_with_those_meant(client):
    page = read(client.get("/search/?q=remitances"))
    assert count_of(page) == 0
    link = next(a for a in page.all("a") if a.text == "remittances")
    assert count_of(read(client.get(link["href"]))) > 0


def test_a_page_past_the_end_is_a_404_that_leads_to_the_last(client):
    response = client.get("/search/?page=99&page_size=10")
    assert response.status_code == 404
    page = read(response)
    last = page.one("p", class_="past-the-end").one("a")["href"]
    assert row_urls(read(client.get(last)))


def test_pages_of_a_list_hold_every_record_once(client):
    found, path = [], "/search/?page_size=10&sort=title"
    while path:
        page = read(client.get(path))
        found += row_urls(page)
        following = page.all("a", rel="next")
        path = following[0]["href"] if following else ""
    assert len(found) == len(set(found)) == count_of(page)


def test_one_selection_has_one_address(client):
    several = [
        "/events/?year=2005&theme=hld2006-topics-2&theme=hld2006-topics-5",
        "/events/?theme=hld2006-topics-5&theme=hld2006-topics-2&year=2005",
        "/events/?theme=hld2006-topics-5&theme=hld2006-topics-2&year=2005&year=2005",
    ]
    found = {
        read(client.get(path)).one("link", rel="canonical")["href"] for path in several
    }
    assert len(found) == 1


def test_selections_are_kept_out_of_search_engines(client):
    assert not read(client.get("/events/")).all("meta", name="robots")
    assert not read(client.get("/search/?page=2")).all("meta", name="robots")
    page = read(client.get("/events/?year=2005"))
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_boxes_left_empty_leave_no_trace_in_the_address(client):
    response = client.get("/events/?q=&year=2005&from=&to=&sort=")
    assert response.status_code == 302
    assert response["Location"] == "/events/?year=2005"


def test_a_search_keeps_the_filters_and_a_filter_keeps_the_search(client):
    form = filter_form(
        read(client.get("/search/?q=workshop&theme=hld2006-topics-2&sort=date"))
    )
    assert {
        ("q", "workshop"),
        ("theme", "hld2006-topics-2"),
        ("sort", "date"),
    } <= set(sent(form))


def test_the_phone_s_button_names_how_many_filters_are_set(client):
    page = read(client.get("/events/?theme=hld2006-topics-2&year=2004"))
    assert page.one("p", class_="to-filters").text == "Filters (2)"
    assert page.one("p", class_="to-filters").one("a")["href"] == "#filters"


def test_what_has_no_box_is_carried_along(client):
    query = urlencode({"place": "AO", "place_exact": "1", "activity": "no-such"})
    page = read(client.get(f"/publications/?{query}"))
    assert {("place", "AO"), ("place_exact", "1"), ("activity", "no-such")} <= set(
        sent(filter_form(page))
    )


def test_rows_are_not_searched_by_strange_links(client):
    """Nothing that a visitor wrote comes back as a part of the page."""
    page = read(client.get('/search/?q="><script>alert(1)</script>'))
    assert not strange_scripts(page)
    assert all(not href.startswith("javascript:") for href in hrefs(page))


def test_a_row_s_status_is_that_of_the_day_asked_for(client):
    page = read(client.get("/events/?status=forthcoming&on=1999"))
    rows = page.all("li", class_="row")
    assert rows
    assert all("Forthcoming" in row.text for row in rows)
