"""Every page: that it answers, what it says of itself, and that no link is dead."""

import pytest

from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.models import Entry
from activities.exports import dumps
from tests.crawling import Visitor
from tests.site.reading import hrefs, read, strange_scripts

pytestmark = pytest.mark.django_db

LISTS = ["/activities/", "/events/", "/publications/", "/partners/", "/search/"]
PAGES = ["/", *LISTS, "/themes/", "/places/", "/dialogues/", "/api/docs/"]


def record_pages() -> list[str]:
    entries = Entry.objects.exclude(kind=EntryKind.SOURCE)
    return [page_url(*pair) for pair in entries.values_list("kind", "key")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_and_where(client, path):
    page = read(client.get(path))
    assert page.one("html")["lang"] == "en"
    assert page.one("h1").text
    assert page.one("title").text.endswith("IOM activity tracker")
    assert page.one("link", rel="canonical")["href"] == f"http://testserver{path}"
    assert page.all("a", class_="skip")[0]["href"] == "#main"
    assert page.one("main", id="main")


def test_every_link_of_every_page_leads_somewhere(first_crawl, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    dumps.make()
    visitor, known = Visitor(), first_crawl.answers
    ahead, seen = [*PAGES, *record_pages()], set()
    while ahead:
        path = ahead.pop()
        answer = known.get(path) or visitor.answer(path)
        assert answer.status == 200, path
        # Pages of one selection more lead to endless others: one step is enough.
        if "?" in path or not answer.is_page:
            continue
        for href in hrefs(read(answer)):
            inside = href.startswith("/") and not href.startswith("//")
            if inside and href not in seen:
                seen.add(href)
                ahead.append(href)
    assert len(seen) > 400


@pytest.mark.parametrize("path", ["/", "/events/", "/places/202/", "/nowhere/"])
def test_a_visitor_gets_no_cookie_and_no_script(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    page = read(response)
    assert not strange_scripts(page)
    assert not page.all("style")


def test_a_page_links_to_its_json(client):
    for path in ("/events/?theme=hld2006-topics-2", "/events/idm-workshop-data-2003/"):
        page = read(client.get(path))
        link = page.one("link", rel="alternate", type="application/json")["href"]
        assert link == f"/api/v1{path}"
        assert link in hrefs(page)


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/events/no-such/", "/places/ZZZ/", "/themes/hld2013/99/"]
)
def test_what_never_was_is_a_404_with_a_way_on(client, path):
    response = client.get(path)
    assert response.status_code == 404
    page = read(response)
    assert page.one("h1").text == "Not found"
    assert page.one("form", role="search")


def test_pages_are_read_only(client):
    for path in PAGES:
        assert client.post(path).status_code == 405
