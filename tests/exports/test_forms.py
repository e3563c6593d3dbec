"""One selection, many forms: the same records in each, in the same order."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities import publishing
from activities.catalogue.kinds import EntryKind
from activities.exports import formats
from tests.catalogue.test_agreement import QUERIES, SAME_WORLD
from tests.catalogue.worlds import World
from tests.exports import reading
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

KINDS = [EntryKind.ACTIVITY, EntryKind.EVENT, EntryKind.PUBLICATION, None]


@pytest.fixture
def world(db):
    return World(seed=2)


def query_string(query: dict[str, list[str]]) -> str:
    return "&".join(f"{name}={value}" for name in query for value in query[name])


def test_every_form_holds_the_records_that_the_list_holds(client, world, selections):
    @given(st.data())
    @settings(parent=SAME_WORLD, max_examples=selections)
    def compare(data) -> None:
        compare_forms(client, data)

    compare()


def compare_forms(client, data) -> None:
    """Draw a selection, and ask every form of it for the ids that the list has."""
    kind = data.draw(st.sampled_from(KINDS))
    query = {name: values for name, values in data.draw(QUERIES).items() if values}
    asked = query_string(query | {"sort": ["title"]})
    word = kind.plural if kind else "search"
    listed = json.loads(
        client.get(f"/api/v1/{word}/?{asked}&page_size=1000&profile=full").content
    )["results"]
    expected = [f"{one['record']}-{one['slug']}" for one in listed]
    for form in formats.formats_of(kind):
        address = formats.address(kind, form.ending, asked)
        if form.paged:
            assert reading.feed_ids(client, f"{address}&page_size=7") == expected
            continue
        found = reading.ids(form.ending, reading.body(client, address))
        if form.ending == "ics":
            assert found == [key(one) for one in listed if is_to_the_day(one)]
        elif form.ending == "xml":
            assert found == [key(one) for one in listed if is_dated(one)]
        else:
            assert found == expected, form.ending


def key(document) -> str:
    return f"{document['record']}-{document['slug']}"


def is_dated(document) -> bool:
    return bool(document["dates"] and document["dates"]["edtf"])


def is_to_the_day(document) -> bool:
    dates = document["dates"]
    edtf = dates["edtf"] if dates else ""
    return bool(edtf) and all(
        len(part) == 10 and part.count("-") == 2 for part in edtf.split("/")
    )


@pytest.mark.parametrize("kind", ["partners", "themes", "places", "dialogues"])
def test_what_is_no_record_of_work_has_tables_and_lines_too(client, kind):
    listed = json.loads(client.get(f"/api/v1/{kind}/?page_size=1000").content)
    expected = [row["slug"] for row in listed["results"]]
    for ending in ("csv", "xlsx", "jsonl"):
        found = reading.ids(ending, reading.body(client, f"/{kind}.{ending}"))
        assert [one.partition("-")[2] for one in found] == expected
    graph = json.loads(reading.body(client, f"/{kind}.jsonld"))["@graph"]
    assert len(graph) == len(expected) + 1


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.ending)
def test_a_form_says_what_it_is(client, form):
    response = client.get(f"/activities.{form.ending}")
    assert response["Content-Type"] == form.media_type
    assert form.ending in response["Content-Disposition"]
    assert response["ETag"]
    again = client.get(
        f"/activities.{form.ending}", headers={"If-None-Match": response["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.ending)
def test_the_same_version_is_the_same_bytes(client, form):
    address = f"/activities.{form.ending}"
    assert reading.body(client, address) == reading.body(client, address)


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.ending)
def test_a_form_refuses_what_a_list_refuses(client, form):
    for query, parameter in (("them=x", "them"), ("kind=x", "kind")):
        response = client.get(f"/activities.{form.ending}?{query}")
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["errors"][0]["parameter"] == parameter


def test_a_page_number_means_nothing_to_a_whole_selection(client):
    response = client.get("/events.csv?page=2")
    assert response.json()["errors"][0]["parameter"] == "page"


def test_head_of_a_form_has_no_body(client):
    response = client.head("/events.csv")
    assert response.status_code == 200
    assert b"".join(response) == b""
    assert response["ETag"] == client.get("/events.csv")["ETag"]


def test_lines_show_as_much_as_is_asked_for(client):
    whole = json.loads(reading.body(client, "/events.jsonl").splitlines()[0])
    assert whole["citations"]
    least = reading.body(client, "/events.jsonl?profile=minimal").splitlines()[0]
    assert "citations" not in json.loads(least)
    named = reading.body(client, "/events.jsonl?fields=note").splitlines()[0]
    assert set(json.loads(named)) == {"slug", "url", "note"}


@pytest.mark.parametrize("ending", ["jsonld", "ics", "bib", "ris", "csl.json"])
def test_one_record_has_its_own_forms(client, ending):
    event = EventFactory(dates="2005-10-26/2005-10-27")
    publishing.publish(event)
    found = reading.ids(ending, reading.body(client, f"/events/{event.slug}.{ending}"))
    assert found == [f"event-{event.slug}"]
    assert client.get(f"/events/{event.slug}.{ending}?x=1").status_code == 400
    assert client.get(f"/events/no-such.{ending}").status_code == 404
    publishing.withdraw(event)
    assert client.get(f"/events/{event.slug}.{ending}").status_code == 410


def test_more_than_a_form_can_hold_is_refused_with_the_way_out(client, monkeypatch):
    from dataclasses import replace

    from activities.api import forms

    small = replace(formats.FORMATS[1], most=3)
    with pytest.raises(forms.InvalidQuery, match="CSV or JSON Lines"):
        forms._refuse_too_many(small, 4)
    forms._refuse_too_many(small, 3)


def test_long_bodies_are_packed_while_they_go_out(client):
    import gzip

    plain = reading.body(client, "/places.jsonl")
    packed = client.get("/places.jsonl", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    data = b"".join(packed)
    assert gzip.decompress(data) == plain
    assert len(data) < len(plain) / 3
    assert packed["ETag"] != client.get("/places.jsonl")["ETag"]
