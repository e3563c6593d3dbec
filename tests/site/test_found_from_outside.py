"""What search engines are given: the map of the site, the rules, what stays out."""

import re
from xml.etree import ElementTree

import pytest
from django.urls import URLPattern

from activities.catalogue import addresses
from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.models import Entry, Operation
from activities.catalogue.store import writing
from activities.site import sitemaps, urls
from activities.site.robots import RULES
from tests.conftest import forget
from tests.site.reading import read

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SITE = "http://testserver"


def sitemap(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)


def parts(client) -> list[str]:
    found = sitemap(client, "/sitemap.xml").iter(f"{MAP}loc")
    return [one.text.removeprefix(SITE) for one in found]


def mapped(client) -> dict[str, dict[str, str]]:
    """Every address of the map, and where it is in each language."""
    return {
        url.find(f"{MAP}loc").text.removeprefix(SITE): {
            one.get("hreflang"): one.get("href").removeprefix(SITE)
            for one in url.iter(LINK)
        }
        for path in parts(client)
        for url in sitemap(client, path)
    }


def test_every_page_stands_in_the_map_in_every_language(client):
    entries = Entry.objects.exclude(kind=EntryKind.SOURCE).values_list("kind", "key")
    plain = {*sitemaps.PAGES, *(page_url(*one) for one in entries)}
    found = mapped(client)
    assert set(found) == {
        f"{code}{path}" for path in plain for code in ("", "/fr", "/es")
    }
    for path, languages in found.items():
        assert languages["en"] in plain
        assert languages["fr"] == f"/fr{languages['en']}"
        assert languages["es"] == f"/es{languages['en']}"
        assert path in languages.values()


def test_a_part_says_when_each_of_its_pages_changed(client):
    entry = Entry.objects.get(kind=EntryKind.EVENT, key="idm-workshop-data-2003")
    (path,) = [one for one in parts(client) if "events" in one]
    for url in sitemap(client, path):
        if url.find(f"{MAP}loc").text.endswith(entry.key + "/"):
            stamp = f"{entry.updated_at:%Y-%m-%dT%H:%M:%SZ}"
            assert url.find(f"{MAP}lastmod").text == stamp


def test_what_is_withdrawn_leaves_the_map_and_the_rest_stays_where_it_was(client):
    gone = ("event", "idm-workshop-data-2003")
    before = mapped(client)
    with writing() as catalogue:
        catalogue.remove([gone], Operation.WITHDRAWN)
    after = mapped(client)
    path = page_url(*gone)
    assert set(before) - set(after) == {path, f"/fr{path}", f"/es{path}"}
    assert list(after) == [one for one in before if one in after]


def test_a_part_is_far_below_what_search_engines_take(client, monkeypatch):
    assert addresses.PART * 3 <= 50_000
    longest = max(len(client.get(path).content) for path in parts(client))
    count = max(len(sitemap(client, path)) for path in parts(client))
    assert longest / count * addresses.PART * 3 < 50_000_000
    monkeypatch.setattr(addresses, "PART", 7)
    forget()
    assert len(parts(client)) > 40
    assert len(mapped(client)) == 3 * (
        len(sitemaps.PAGES) + Entry.objects.exclude(kind=EntryKind.SOURCE).count()
    )


def test_the_map_is_answered_304_while_nothing_changes(client):
    for path in ("/sitemap.xml", "/sitemap-pages.xml", *parts(client)):
        tag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-events-999.xml",
        "/sitemap-sources-0.xml",
        "/sitemap-rubbish-0.xml",
        "/fr/sitemap.xml",
        "/fr/robots.txt",
    ],
)
def test_there_is_no_other_map(client, path):
    assert client.get(path).status_code == 404


def test_every_page_that_needs_no_record_is_mapped_or_left_out_with_a_reason():
    left_out = {"/search/", "/search/suggest/"}  # nothing but selections
    known = {
        f"/{one.pattern}"
        for one in urls.urlpatterns
        if isinstance(one, URLPattern) and not one.pattern.converters
    }
    assert known <= {*sitemaps.PAGES, *left_out}


def refused(path: str) -> bool:
    """Whether the rules keep search engines from an address: the longest counts."""
    rules = re.findall(r"^(Allow|Disallow): (\S+)$", RULES, re.MULTILINE)
    fitting = [
        (len(rule), word)
        for word, rule in rules
        if re.match(re.escape(rule).replace(r"\*", ".*"), path)
    ]
    return bool(fitting) and max(fitting)[1] == "Disallow"


def test_the_rules_let_in_what_is_worth_finding(client):
    told = client.get("/robots.txt")
    assert told["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {SITE}/sitemap.xml" in told.content.decode()
    for path in (
        *mapped(client),
        *parts(client),
        "/events/?page=2",
        "/fr/activities/?page=12",
        "/api/v1/dumps/",
        "/api/v1/openapi.json",
        "/static/tracker.css",
    ):
        assert not refused(path), path


@pytest.mark.parametrize(
    "path",
    [
        "/events/?theme=hld2006-topics-2",
        "/fr/events/?page=2&theme=hld2006-topics-2",
        "/events/?kind=workshop&page=2",
        "/search/?q=health",
        "/events.csv?place=202",
        "/activities/options/partner/",
        "/es/activities/options/partner/",
        "/api/v1/events/",
        "/api/v1/events/?place=202",
        "/admin/",
    ],
)
def test_the_rules_keep_out_what_is_endless(path):
    assert refused(path)


@pytest.mark.parametrize("kind", ["activities", "events", "publications", "partners"])
@pytest.mark.parametrize(
    "query", ["place=202", "year=2005", "sort=title", "page_size=5", "q=migration"]
)
def test_a_selection_is_not_for_search_engines(client, kind, query):
    page = read(client.get(f"/{kind}/?{query}"))
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert not read(client.get(f"/{kind}/")).all("meta", name="robots")


@pytest.mark.parametrize(
    "path",
    [
        "/events.csv?place=202",
        "/events.atom",
        "/events/bali-process-workshop-best-practices.bib",
    ],
)
def test_a_file_is_not_for_search_engines_but_its_page_is(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"


def test_a_list_names_its_feed_and_its_one_address(client):
    page = read(client.get("/events/?place=202&theme=hld2006-topics-2"))
    feed = page.one("link", rel="alternate", type="application/atom+xml")["href"]
    assert client.get(feed).status_code == 200
    canonical = page.one("link", rel="canonical")["href"]
    assert canonical == f"{SITE}/events/?place=202&theme=hld2006-topics-2"
