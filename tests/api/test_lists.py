"""Lists of the API: what they answer, and what they refuse."""

import json

import pytest

from activities import publishing
from activities.catalogue import controls, results
from activities.catalogue.filters import FILTERS
from activities.catalogue.kinds import PAGED, EntryKind
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

LOOKED_UP = {"related", "counts", "chain"}  # for a record asked for alone
KINDS = [kind.plural for kind in PAGED]


def get(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, response.content[:500]
    return json.loads(response.content)


def test_the_trade_workshops_are_found_with_their_partners_in_their_roles(client):
    answer = get(client, "/api/v1/events/?theme=hld2006-topics-2&facets=partner")
    workshops = {row["slug"]: row for row in answer["results"]}
    first = workshops["idm-workshop-trade-and-migration-2003"]
    roles = {(one["slug"], one["role"]["code"]) for one in first["partners"]}
    assert {("oecd", "co-organizer"), ("world-bank", "co-organizer")} <= roles
    second = next(
        row for row in workshops.values() if "Movement of People" in row["title"]
    )
    roles = {(one["slug"], one["role"]["code"]) for one in second["partners"]}
    assert {("wto", "co-organizer"), ("world-bank", "co-organizer")} <= roles
    counted = {
        option["value"]: option["count"] for option in answer["facets"]["partner"]
    }
    assert counted["world-bank"] >= 2


def test_sub_saharan_africa_holds_its_countries_and_says_why_each_matched(client):
    answer = get(client, "/api/v1/search/?place=202&page_size=100")
    through = {
        match["through"]["code"]
        for row in answer["results"]
        for match in row["matched"]
    }
    assert {"AO", "ZM", "ZW", "202"} <= through
    exact = get(client, "/api/v1/search/?place=202&place_exact=1&page_size=100")
    assert 0 < exact["count"] < answer["count"]


@pytest.mark.parametrize("code", ["AO", "ao", "AGO", "024"])
def test_a_place_is_known_by_each_of_its_codes(client, code):
    assert get(client, f"/api/v1/search/?place={code}")["count"] > 0
    assert get(client, f"/api/v1/places/{code}/")["code"] == "AO"


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_and_every_record_answers(client, kind):
    answer = get(client, f"/api/v1/{kind}/?page_size=1000")
    assert answer["count"] == len(answer["results"]) > 0
    assert {"count", "next", "previous", "sequence", "results"} <= set(answer)
    for row in answer["results"][:60]:
        assert get(client, row["api_url"])["slug"] == row["slug"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_facet_answers(client, kind):
    from activities.catalogue.controls import FACETS

    names = FACETS[EntryKind.of_plural(kind)]
    answer = get(client, f"/api/v1/{kind}/?facets={','.join(names)}")
    assert set(answer["facets"]) == set(names)


def test_next_leads_through_all_pages(client):
    path, slugs = "/api/v1/places/?page_size=100", []
    while path:
        answer = get(client, path)
        slugs += [row["slug"] for row in answer["results"]]
        path = answer["next"]
    assert len(slugs) == len(set(slugs)) == answer["count"]


def test_only_the_fields_asked_for_are_given(client):
    row = get(client, "/api/v1/events/?fields=title,dates")["results"][0]
    assert set(row) == {"slug", "url", "title", "dates"}


def test_a_minus_leaves_out(client):
    everything = get(client, "/api/v1/events/")["count"]
    workshops = get(client, "/api/v1/events/?kind=workshop")["count"]
    others = get(client, "/api/v1/events/?kind=-workshop")["count"]
    assert workshops > 0
    assert others > 0
    assert workshops + others == everything


def test_a_role_asked_with_a_partner_is_that_partners_role(client):
    both = get(client, "/api/v1/events/?partner=wto&role=co-organizer&page_size=100")
    assert both["count"]
    for row in both["results"]:
        assert ("wto", "co-organizer") in {
            (one["slug"], one["role"]["code"]) for one in row["partners"]
        }


def test_partners_are_found_by_what_they_did(client):
    answer = get(client, "/api/v1/partners/?theme=hld2006-topics-2&role=co-organizer")
    assert {"oecd", "world-bank", "wto"} <= {row["slug"] for row in answer["results"]}


def test_status_is_measured_against_the_day_asked_for(client):
    event = EventFactory(dates="2005-10-26/2005-10-27")
    publishing.publish(event)
    found = [
        get(client, f"/api/v1/events/?on={day}&status={status}&page_size=1000")[
            "results"
        ]
        for day, status in [
            ("2005-10-25", "forthcoming"),
            ("2005-10-26", "under-way"),
            ("2005-10-28", "completed"),
        ]
    ]
    assert all(event.slug in {row["slug"] for row in rows} for rows in found)


def test_what_changed_since_is_found(client):
    assert get(client, "/api/v1/events/?updated_since=2005-01-01")["count"] > 0
    assert get(client, "/api/v1/events/?updated_since=2100-01-01")["count"] == 0


REFUSED = [
    ("themes=hld2006-topics-2", "themes", "theme"),
    ("theme=hld2006-topic-2", "theme", "hld2006-topics-2"),
    ("kind=workshp", "kind", "workshop"),
    ("partner=worldbank", "partner", "world-bank"),
    ("place=Angola", "place", ""),
    ("role=", "role", ""),
    ("year=20005", "year", ""),
    ("year=२००५", "year", ""),
    ("from=2005-13", "from", ""),
    ("from=yesterday", "from", ""),
    ("to=2005-02-30", "to", ""),
    ("updated_since=now", "updated_since", ""),
    ("updated_since=99999-01-01", "updated_since", ""),
    ("page=0", "page", ""),
    ("page=-1", "page", ""),
    ("page=1e9", "page", ""),
    ("page=" + "9" * 30, "page", ""),
    ("page=1&page=2", "page", ""),
    ("page_size=1001", "page_size", ""),
    ("page_size=100000", "page_size", ""),
    ("sort=newest", "sort", ""),
    ("cursor=zzz", "cursor", ""),
    ("cursor=WyJkYXRlIiwgIngiXQ", "cursor", ""),
    ("facets=partners", "facets", "partner"),
    ("fields=titel", "fields", "title"),
    ("cross_cutting=yes", "cross_cutting", ""),
    ("q=" + "x" * 501, "q", ""),
    ("place_exact=2", "place_exact", ""),
]


@pytest.mark.parametrize(("query", "parameter", "nearest"), REFUSED)
def test_what_cannot_be_answered_is_refused_with_the_remedy(
    client, query, parameter, nearest
):
    answer = get(client, f"/api/v1/events/?{query}", status=400)
    problem = next(one for one in answer["errors"] if one["parameter"] == parameter)
    assert problem["message"]
    assert problem["nearest"] == nearest


def test_all_problems_are_told_at_once(client):
    answer = get(client, "/api/v1/events/?kindd=1&page=0&year=x", status=400)
    assert {one["parameter"] for one in answer["errors"]} == {"kindd", "page", "year"}


def test_a_page_past_the_end_is_not_found(client):
    for number in (100, 401):
        # Of a short list, too, where page numbers end.
        answer = get(client, f"/api/v1/events/?page={number}", status=404)
        assert answer["pages"] >= 1


def test_a_withdrawn_record_is_gone_and_an_unknown_one_not_found(client):
    event = EventFactory()
    get(client, f"/api/v1/events/{event.slug}/", status=404)
    publishing.publish(event)
    get(client, f"/api/v1/events/{event.slug}/")
    publishing.withdraw(event)
    get(client, f"/api/v1/events/{event.slug}/", status=410)


@pytest.mark.parametrize(
    "query",
    [
        "q=%ff%fe",
        "q=a%00b",
        "%00=1",
        "theme=%c3%28",
        "x" * 100_000,
        "q=" + "%61" * 40_000,
    ],
)
def test_what_is_no_text_or_far_too_long_is_refused(client, query):
    response = client.get("/api/v1/events/", QUERY_STRING=query)
    assert response.status_code == 400
    assert json.loads(response.content)["status"] == 400


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client, method):
    assert getattr(client, method)("/api/v1/events/").status_code == 405


def test_any_address_below_api_that_is_not_there_answers_json(client):
    assert get(client, "/api/v1/nothing/", status=404)["status"] == 404
    assert get(client, "/api/v2/", status=404)["status"] == 404


@pytest.mark.parametrize("kind", KINDS)
def test_each_declared_filter_is_taken_by_the_api(client, kind):
    for name in FILTERS[EntryKind.of_plural(kind)].get_filters():
        response = client.get(f"/api/v1/{kind}/", {name: "no-such-value!"})
        errors = json.loads(response.content).get("errors", [])
        assert "There is no parameter" not in str(errors), name


def test_a_partner_is_asked_of_its_records(client):
    """Themes, roles and years of a partner are those of the records it is in."""
    of_theme = {
        one["slug"]
        for row in get(client, "/api/v1/search/?theme=hld2006-topics-2&page_size=100")[
            "results"
        ]
        for one in row["partners"]
    }
    found = get(client, "/api/v1/partners/?theme=hld2006-topics-2&page_size=100")
    assert {row["slug"] for row in found["results"]} == of_theme
    experts = get(client, "/api/v1/partners/?role=expert&page_size=100")["results"]
    others = get(client, "/api/v1/partners/?role=-expert&page_size=100")["results"]
    every = get(client, "/api/v1/search/?role=expert&page_size=100")["results"]
    in_role = {
        one["slug"]
        for row in every
        for one in row["partners"]
        if one["role"]["code"] == "expert"
    }
    assert {row["slug"] for row in experts} == in_role
    assert not in_role & {row["slug"] for row in others}
    assert others


def test_a_value_given_empty_is_told_of_by_the_api_and_dropped_by_the_page(client):
    answer = get(client, "/api/v1/activities/?to=2020&to=", status=400)
    assert answer["errors"][0]["parameter"] == "to"
    page = client.get("/activities/?to=2020&to=")
    assert (page.status_code, page["Location"]) == (302, "/activities/?to=2020")


def test_a_facet_shows_what_is_chosen(client):
    answer = get(client, "/api/v1/events/?cross_cutting=1&facets=cross_cutting")
    chosen = {o["value"]: o["selected"] for o in answer["facets"]["cross_cutting"]}
    assert chosen == {"1": True, "0": False}


def test_each_facet_of_the_search_names_values_that_it_takes(client):
    answer = get(client, "/api/v1/search/?facets=kind,record,role&page_size=1")
    for name, options in answer["facets"].items():
        for option in options:
            found = get(client, f"/api/v1/search/?{name}={option['value']}")
            assert found["count"] == option["count"] > 0


@pytest.mark.parametrize(
    ("query", "name"), [("role=expert", "partner"), ("partner=iom", "role")]
)
def test_partners_and_roles_are_counted_in_pairs(client, query, name):
    answer = get(client, f"/api/v1/search/?{query}&facets={name}")
    assert answer["facets"][name]
    for option in answer["facets"][name]:
        found = get(client, f"/api/v1/search/?{query}&{name}={option['value']}")
        assert found["count"] == option["count"]


def test_a_profile_says_how_much_of_each_row_is_shown(client):
    for kind in KINDS:
        small, usual, whole = (
            get(client, f"/api/v1/{kind}/?page_size=2&profile={profile}")["results"]
            for profile in ("minimal", "list", "full")
        )
        assert usual == get(client, f"/api/v1/{kind}/?page_size=2")["results"]
        for row, listed, document in zip(small, usual, whole, strict=True):
            record = get(client, document["api_url"])
            assert document == {
                name: value for name, value in record.items() if name not in LOOKED_UP
            }
            for part, larger in ((row, listed), (listed, document)):
                assert part.items() <= larger.items() or "matched" in part
                assert len(part) < len(larger)


@pytest.mark.parametrize("kind", PAGED)
def test_every_field_of_a_document_may_be_asked_for_alone(client, kind):
    slug = get(client, f"/api/v1/{kind.plural}/?page_size=1")["results"][0]["slug"]
    document = get(client, f"/api/v1/{kind.plural}/{slug}/")
    for name, value in document.items():
        if name in LOOKED_UP:
            continue
        path = f"/api/v1/{kind.plural}/?page_size=1&fields={name}"
        row = get(client, path)["results"][0]
        assert row == {
            "slug": slug,
            "url": document["url"],
            name: value,
        }


def test_names_may_be_given_one_by_one_or_with_commas(client):
    together = get(client, "/api/v1/events/?facets=theme,kind&fields=title,dates")
    one_by_one = "facets=theme&facets=kind&fields=title&fields=dates"
    assert get(client, f"/api/v1/events/?{one_by_one}") == together
    many = ",".join(["title"] * 101)
    for refused in ("fields=,", "fields=title,", f"fields={many}"):
        answer = get(client, f"/api/v1/events/?{refused}", status=400)
        assert answer["errors"][0]["parameter"] == "fields"


def test_a_page_beyond_what_numbers_reach_leads_to_the_cursor(client, monkeypatch):
    monkeypatch.setattr(results, "DEEPEST_ROW", 10)
    monkeypatch.setattr(controls, "DEEPEST_ROW", 10)
    every = get(client, "/api/v1/places/?page_size=1000&fields=slug")["results"]
    refused = get(client, "/api/v1/places/?page=3&page_size=5&fields=slug", status=400)
    assert refused["errors"][0]["parameter"] == "page"
    after = get(client, refused["next"].removeprefix("http://testserver"))
    assert after["results"] == every[10:15]
    last = get(client, "/api/v1/places/?page=2&page_size=5&fields=slug")
    assert last["results"] == every[5:10]
    onward = get(client, last["next"].removeprefix("http://testserver"))
    assert onward["results"] == every[10:15]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("kind=wrokshop", "workshop"), ("partner=wolrd-bank", "world-bank")],
)
def test_a_guess_reaches_two_slips(client, slip, meant):
    answer = get(client, f"/api/v1/events/?{slip}", status=400)
    assert answer["errors"][0]["nearest"] == meant
