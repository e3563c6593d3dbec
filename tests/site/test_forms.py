"""From each page the same selection or record can be taken along in every form."""

import re
from dataclasses import replace
from html import unescape

import pytest

from activities.catalogue.kinds import CONTENT, EntryKind
from activities.exports import formats

pytestmark = pytest.mark.django_db
KINDS = {"events": EntryKind.EVENT, "partners": EntryKind.PARTNER, "search": None}
QUERIES = [
    "",
    "?sort=title&theme=hld2006-topics-2",
    "?q=migration",
    "?q=migration&sort=relevance",
]


def forms(client, path: str) -> list[str]:
    """The addresses of what a page offers to take along; of webcal its path."""
    text = client.get(path).content.decode()
    part = re.search(r'<section class="forms">.*?</section>', text, re.DOTALL)[0]
    found = [unescape(one) for one in re.findall(r'href="([^"]+)"', part)]
    return [re.sub(r"^webcal://testserver", "", one) for one in found]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("word", KINDS)
def test_every_form_of_a_list_is_a_click_away(client, word, query):
    found = forms(client, f"/{word}/{query}")
    for form in formats.formats_of(KINDS[word]):
        assert any(one.startswith(f"/{word}.{form.ending}") for one in found)
    assert f"/api/v1/{word}/{query}" in found
    for address in found:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("kind", [*CONTENT, EntryKind.PARTNER])
def test_every_form_of_a_record_is_a_click_away(client, kind):
    url = client.get(f"/api/v1/{kind.plural}/?page_size=1").json()["results"][0]["url"]
    found = forms(client, url)
    endings = [form.ending for form in formats.formats_of(kind) if form.of_records]
    assert endings
    for ending in set(endings) - {"ics"}:
        assert f"{url.rstrip('/')}.{ending}" in found
    for address in found:
        assert client.get(address).status_code == 200, address


def test_a_calendar_is_offered_of_what_has_whole_days(client):
    calendar = "/events/fourth-coordination-meeting-2005.ics"
    assert calendar in forms(client, "/events/fourth-coordination-meeting-2005/")
    month = forms(client, "/events/brussels-conference-2006/")
    assert not [one for one in month if one.endswith(".ics")]


def test_readers_of_feeds_find_the_feed_of_what_they_look_at(client):
    text = client.get("/events/?theme=hld2006-topics-2").content.decode()
    link = '<link rel="alternate" type="application/atom+xml" href="{}">'
    assert link.format("/events.atom?theme=hld2006-topics-2") in text


def test_nothing_is_offered_of_a_selection_that_is_refused(client):
    text = client.get("/events/?theme=nothing").content.decode()
    assert "application/atom+xml" not in text
    assert 'class="forms"' not in text


def test_a_calendar_too_long_to_be_given_is_not_offered(client, monkeypatch):
    shortened = [
        replace(one, most=1) if one.ending == "ics" else one for one in formats.FORMATS
    ]
    monkeypatch.setattr(formats, "FORMATS", shortened)
    assert not [one for one in forms(client, "/events/") if "ics" in one]
