"""Versions of answers: ETags, what is kept, and what every answer says of itself."""

import gzip
import json

import brotli
import pytest
from django.test import Client

from activities import answers, publishing
from activities.catalogue.index import follower
from tests.conftest import forget
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

PATHS = [
    *("/api/v1/events/", "/api/v1/themes/", "/api/v1/places/202/"),
    *("/api/v1/openapi.json", "/", "/events/"),
]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_version_gets_304(client, path):
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    weak = client.get(path, headers={"If-None-Match": f'"x", W/{etag}'})
    assert weak.status_code == 304


def test_a_publication_is_a_new_version(client):
    etag = client.get("/api/v1/events/")["ETag"]
    publishing.publish(EventFactory())
    again = client.get("/api/v1/events/", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert again["ETag"] != etag


def test_the_version_is_the_same_after_a_restart(client):
    etag = client.get("/api/v1/events/")["ETag"]
    forget()
    assert client.get("/api/v1/events/")["ETag"] == etag


def test_a_kept_answer_is_the_answer_made_anew(client):
    first = client.get("/api/v1/events/?facets=theme,partner")
    kept = client.get("/api/v1/events/?facets=theme,partner")
    forget()
    anew = client.get("/api/v1/events/?facets=theme,partner")
    assert first.content == kept.content == anew.content


def test_kept_answers_are_dropped_with_their_version(client):
    before = json.loads(client.get("/api/v1/events/").content)["count"]
    publishing.publish(EventFactory())
    assert json.loads(client.get("/api/v1/events/").content)["count"] == before + 1


def test_kept_counts_are_dropped_with_their_version(client):
    path = "/api/v1/events/?kind=workshop&facets=kind,year"

    def workshops():
        told = json.loads(client.get(path).content)["facets"]["kind"]
        return {option["value"]: option["count"] for option in told}["workshop"]

    before = workshops()
    publishing.publish(EventFactory(kind="workshop"))
    assert workshops() == before + 1


def test_the_cache_stays_within_its_bounds(client, settings):
    settings.ANSWER_CACHE_MB = 1
    for number in range(1, 60):
        client.get(f"/api/v1/places/?page_size={number}")
    assert answers.answers.weight <= 1024 * 1024


def test_an_answer_behind_the_catalogue_is_neither_tagged_nor_kept(client, settings):
    client.get("/api/v1/events/")
    settings.INDEX_WAIT = 0.01
    publishing.publish(EventFactory())
    with follower._lock(wait=1):
        stale = client.get("/api/v1/events/")
    assert "ETag" not in stale
    assert json.loads(client.get("/api/v1/events/").content)["count"] == (
        json.loads(stale.content)["count"] + 1
    )


def test_answers_are_compressed_for_who_can_read_them(client):
    plain = client.get("/api/v1/events/")
    packed = client.get("/api/v1/events/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]
    for accepted in ("br", "gzip, deflate, br"):
        small = client.get("/api/v1/events/", headers={"Accept-Encoding": accepted})
        assert small["Content-Encoding"] == "br"
        assert brotli.decompress(small.content) == plain.content
    for accepted in ("br;q=0", "identity", "zstd"):
        same = client.get("/api/v1/events/", headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in same
        assert same.content == plain.content


def test_every_answer_has_an_id_of_its_own_or_the_one_given(client):
    first, second = client.get("/api/v1/"), client.get("/api/v1/")
    assert first["X-Request-Id"] != second["X-Request-Id"]
    given = {"X-Request-Id": "proxy-0123456789"}
    assert client.get("/", headers=given)["X-Request-Id"] == "proxy-0123456789"
    forged = client.get("/", headers={"X-Request-Id": "two words and <more>"})
    assert forged["X-Request-Id"] != "two words and <more>"


@pytest.mark.parametrize("path", PATHS)
def test_public_answers_set_no_cookie_and_do_not_vary_by_one(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_head_answers_as_get_without_the_body(client):
    whole = client.get("/api/v1/events/")
    head = client.head("/api/v1/events/")
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_any_site_may_read_the_api(client):
    assert client.get("/api/v1/events/")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/events/?x=1")["Access-Control-Allow-Origin"] == "*"
    # A kept answer says so too.
    assert client.get("/api/v1/events/")["Access-Control-Allow-Origin"] == "*"


def test_reading_touches_no_table_but_the_catalogues(
    client, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paths = [*PATHS, "/api/v1/partners/?theme=hld2006-topics-2&facets=role,theme"]
    paths += ["/api/v1/events/?q=trade&facets=partner", "/search/?place=202"]
    for path in paths:
        forget()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(path).status_code == 200
        for query in captured.captured_queries:
            tables = query["sql"].split("FROM")[1:]
            assert all("catalogue_" in one.split()[0] for one in tables), query["sql"]


def test_long_addresses_count_as_well(client, settings):
    settings.ANSWER_CACHE_MB = 1
    for number in range(400):
        client.get(f"/api/v1/events/?activity={'a' * 100}{number}")
    kept = answers.answers._kept
    assert 0 < sum(len(str(key)) for key in kept) < answers.answers.weight
    assert len(kept) < 400 or answers.answers.weight < 1024 * 1024


def test_a_version_of_one_address_is_none_of_another(client):
    etag = client.get("/")["ETag"]
    for path, status in (
        ("/activities/no-such/", 404),
        ("/api/v1/activities/?bogus=1", 400),
        ("/events/", 200),
    ):
        answer = client.get(path, headers={"If-None-Match": etag})
        assert answer.status_code == status


def test_compressed_and_plain_are_two_of_one_version(client):
    zipped = client.get("/events/", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/events/", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in plain
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["ETag"] != plain["ETag"]
    again = client.get("/events/", headers={"If-None-Match": zipped["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, zipped["ETag"])


@pytest.mark.parametrize("path", ["/", "/events/", "/api/v1/events/"])
def test_a_visitor_s_cookies_are_neither_read_nor_set(client, path):
    client.cookies["csrftoken"] = "bad"
    client.cookies["sessionid"] = "abc"
    answer = client.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


def test_scripts_of_other_sites_may_ask_for_a_version(client):
    allowed = client.options("/api/v1/events/")
    assert allowed.status_code == 204
    assert "If-None-Match" in allowed["Access-Control-Allow-Headers"]
    assert "ETag" in client.get("/api/v1/events/")["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_public_can_only_be_read(method):
    strict = Client(enforce_csrf_checks=True)
    for path in ("/events/", "/api/v1/events/"):
        answer = getattr(strict, method)(path)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"
