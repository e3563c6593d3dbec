"""Fair use: the limit that is told is the one that all processes keep."""

import json
import time
import urllib.error
import urllib.request

import pytest
from django.test import RequestFactory

from iomtracker import fair_use
from iomtracker.fair_use import WINDOW, Buckets, client_of
from tests.servers import serving

LIMIT = 60


@pytest.fixture
def clock(monkeypatch):
    """The time, in a list: it stands still, however slow the machine is."""
    now = [1_000_000.0]
    monkeypatch.setattr(fair_use.time, "time", lambda: now[0])
    return now


@pytest.fixture
def limited(settings, tmp_path, clock):
    """A limit of its own for a test, and buckets that are full."""
    settings.RATE_LIMIT = LIMIT
    settings.DATA_DIR = tmp_path
    fair_use.buckets.cache_clear()
    yield settings
    fair_use.buckets().close()
    fair_use.buckets.cache_clear()


@pytest.fixture
def buckets(tmp_path, clock):
    made = Buckets(tmp_path / "fair_use")
    yield made
    made.close()


def ask(url, path, **headers):
    """Status, headers and body, of refusals as well."""
    request = urllib.request.Request(f"{url}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_the_limit_that_is_told_is_the_one_that_two_processes_keep(site):
    with serving(site.tracker, workers=2, RATE_LIMIT=str(LIMIT)) as limited:
        began = time.monotonic()
        documented = limited.get("/api/docs/").decode()
        assert f"From one address {LIMIT} units can be asked for" in documented
        answered, told = 1, LIMIT - 1
        while answered < 2 * LIMIT:
            status, headers, body = ask(limited.url, "/api/v1/themes/?page_size=1")
            if status == 429:
                break
            assert status == 200
            told, answered = int(headers["X-RateLimit-Remaining"]), answered + 1
        refilled = (time.monotonic() - began) * LIMIT / WINDOW
        assert abs(answered - (LIMIT + refilled)) <= 1
        assert told <= 1
        problem = json.loads(body)
        assert headers["Content-Type"].startswith("application/problem+json")
        assert problem["status"] == 429
        assert problem["type"] == "/api/docs/#problem-too-many"
        wait = int(headers["Retry-After"])
        time.sleep(wait)
        assert ask(limited.url, "/api/v1/themes/?page_size=1")[0] == 200


def test_what_stands_for_people_and_watchers_is_never_counted(limited, client, db):
    for _ in range(LIMIT + 5):
        client.get("/themes/")
    page = client.get("/themes/")
    assert page.status_code == 429
    assert "Retry-After" in page
    assert b"<h1" in page.content
    assert client.get("/livez").status_code == 200
    assert client.get("/admin/login/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/events.csv", 200),
        ("/api/v1/events/?page_size=1", 200),
        ("/api/v1/events/?page_size=0", 400),
        ("/api/v1/events/none/", 404),
        ("/api/v1/nothing/", 404),
        ("/nothing/", 404),
    ],
)
def test_every_answer_tells_what_is_left(limited, client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    left = int(answer["X-RateLimit-Remaining"])
    assert 0 <= left < LIMIT
    assert answer["X-RateLimit-Limit"] == str(LIMIT)
    assert answer["RateLimit-Policy"] == f'"units";q={LIMIT};w=60'
    assert answer["RateLimit"].startswith(f'"units";r={left};t=')
    assert answer["X-Request-Id"]


@pytest.mark.django_db
def test_what_has_not_changed_costs_nothing(limited, client):
    first = client.get("/api/v1/events/")
    left = first["X-RateLimit-Remaining"]
    for _ in range(5):
        again = client.get("/api/v1/events/", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again["X-RateLimit-Remaining"]) == (304, left)


@pytest.mark.django_db
def test_a_whole_selection_costs_more_than_a_page(limited, client):
    page = int(client.get("/api/v1/search/")["X-RateLimit-Remaining"])
    whole = int(client.get("/search.jsonl")["X-RateLimit-Remaining"])
    assert page == LIMIT - 1
    assert page - whole > 1


@pytest.mark.django_db
def test_one_who_asks_too_much_does_not_starve_another(limited, client):
    for _ in range(LIMIT + 1):
        client.get("/livez")
        last = client.get("/themes/", REMOTE_ADDR="198.51.100.7")
    assert last.status_code == 429
    assert client.get("/themes/", REMOTE_ADDR="198.51.100.8").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "address", "passed", "client"),
    [
        (0, "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        (1, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (0, "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        (1, "10.0.0.1", "no address", "no address"),
    ],
)
def test_who_asks_is_what_our_own_proxies_saw(
    settings, proxies, address, passed, client
):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": passed} if passed else {}
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)
    assert client_of(request) == client


def test_a_bucket_fills_evenly_and_never_above_its_limit(buckets, clock):
    taken = [buckets.take("a", 1, LIMIT) for _ in range(LIMIT + 1)]
    assert [one.is_over for one in taken] == [False] * LIMIT + [True]
    assert taken[-1].retry_after == 1
    clock[0] += 1.0
    assert not buckets.take("a", 1, LIMIT).is_over
    assert buckets.take("a", 1, LIMIT).is_over
    clock[0] += 10 * WINDOW
    assert buckets.take("a", 1, LIMIT).left == LIMIT - 1


def test_a_large_answer_is_given_whole_and_waited_for_afterwards(buckets, clock):
    buckets.take("a", 1, LIMIT)
    buckets.charge("a", 3 * LIMIT - 1, LIMIT)
    assert buckets.take("a", 1, LIMIT).retry_after == 2 * WINDOW + 1
    clock[0] += 2 * WINDOW + 1
    assert not buckets.take("a", 1, LIMIT).is_over


def test_other_buckets_are_kept_where_many_addresses_come(buckets):
    for _ in range(LIMIT):
        buckets.take("patient", 1, LIMIT)
    for number in range(5000):
        buckets.take(f"crawler {number}", 1, LIMIT)
    assert buckets.take("patient", 1, LIMIT).is_over
