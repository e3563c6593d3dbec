"""A page of a language stays in it: what it says of itself, and where it leads."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import PAGES
from tests.crawling import Visitor
from tests.site.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OTHERS = ("fr", "es")
# What is the same in every language: files, data, the desk, what is drawn.
NEUTRAL = re.compile(r"/(static|admin|api/v1|cards)/|.*\.[a-z0-9.]+$")
PLAIN = [path for path in PAGES if not path.startswith(("/fr/", "/es/"))]


def leads_out(href: str, language: str) -> bool:
    path = urlsplit(href).path
    inside = href.startswith("/") and not href.startswith("//")
    if not inside or NEUTRAL.match(path):
        return False
    return not path.startswith(f"/{language}/")


def addresses(page) -> list[tuple[str, str]]:
    """Every address that a page leads to, with the language it says it is in."""
    links = [(one["href"], one["hreflang"]) for one in page.all("a")]
    return links + [(one["action"], "") for one in page.all("form")]


@pytest.mark.parametrize("language", OTHERS)
def test_every_link_of_a_page_stays_in_its_language(language):
    visitor, out = Visitor(), set()
    for path in PLAIN:
        answer = visitor.get(f"/{language}{path}")
        page = read(answer)
        assert page.one("html")["lang"] == language
        assert answer["Content-Language"] == language
        for href, other in addresses(page):
            if not other and href and leads_out(href, language):
                out.add((path, href))
    assert not out


@pytest.mark.parametrize("path", PLAIN)
def test_a_page_names_itself_in_every_language(path):
    answer = Visitor().get(path)
    page = read(answer)
    named = {
        one["hreflang"]: urlsplit(one["href"])
        for one in page.all("link", rel="alternate")
        if one["hreflang"]
    }
    indexed = answer.status_code == 200 and not page.all("meta", name="robots")
    assert set(named) == ({"en", *OTHERS} if indexed else set())
    for language, address in named.items():
        prefix = "" if language == "en" else f"/{language}"
        assert address.path == f"{prefix}{path.partition('?')[0]}"
    switches = {one["hreflang"]: one for one in page.all("a") if one["hreflang"]}
    assert {"en", *OTHERS} <= set(switches)
    assert all(switches[one]["lang"] == one for one in OTHERS)
