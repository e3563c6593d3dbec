"""Pages for what cannot be shown: each says what happened, what to do, where to go."""

import pytest
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from activities.catalogue.index import follower
from activities.catalogue.models import Operation
from activities.catalogue.store import writing
from activities.site import lost
from tests.site.reading import hrefs, read

pytestmark = pytest.mark.django_db

TRADE = "/events/idm-workshop-trade-and-migration-2003/"


def suggested(response) -> list[str]:
    return [
        url for one in read(response).all("ul", class_="near") for url in hrefs(one)
    ]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/events/workshop-trade-migration/", TRADE),
        ("/events/trade-and-migraton/", TRADE),
        ("/workshop-trade-migration/", TRADE),
        ("/activities/idm-workshop-trade-and-migration-2003/", TRADE),
        ("/fr/activities/idm-workshop-trade-and-migration-2003/", f"/fr{TRADE}"),
        ("/publications/mdgs-migration/", "/publications/mdgs-and-migration/"),
        ("/partners/world-banc/", "/partners/world-bank/"),
        ("/places/kenya/", "/places/KE/"),
        ("/themes/hld2013/99/", "/dialogues/hld2013/"),
    ],
)
def test_an_address_that_was_never_there_offers_what_is_near(client, path, first):
    response = client.get(path)
    assert response.status_code == 404
    assert suggested(response)[0] == first
    assert client.get(first).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/events/qqqq-zzzz/", "/x/", "/%F0%9F%98%80/"]
)
def test_what_is_near_to_nothing_offers_nothing(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert suggested(response) == []


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/event/idm-workshop-data-2003/", "/events/idm-workshop-data-2003/"),
        ("/Events/IDM_workshop_data_2003/", "/events/idm-workshop-data-2003/"),
        ("/en/events/", "/events/"),
        ("/fr/partner/iom/", "/fr/partners/iom/"),
        ("/themes/hld2006-topics-4/", "/themes/hld2006-topics/4/"),
        ("/activity/", "/activities/"),
    ],
)
def test_an_address_of_the_wrong_form_leads_to_the_right_one(client, path, right):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, right)
    assert client.get(right).status_code == 200


def test_the_words_of_the_address_can_be_searched_for(client):
    page = read(client.get("/fr/events/trade-bridges-2031/"))
    assert "/fr/search/?q=trade+bridges+2031" in hrefs(page)


@pytest.mark.parametrize("error", [DatabaseError, follower.IndexBusy])
def test_without_the_catalogue_a_404_still_helps(client, monkeypatch, error):
    def gone(*unused):
        raise error

    monkeypatch.setattr(lost, "nearby", gone)
    response = client.get("/nowhere/at-all/")
    assert response.status_code == 404
    assert read(response).one("form", role="search")


def test_a_record_taken_back_tells_when_and_what_is_near(client):
    with writing() as catalogue:
        catalogue.remove([("event", "rcp-workshop-2005")], Operation.WITHDRAWN)
    response = client.get("/events/rcp-workshop-2005/")
    assert response.status_code == 410
    page = read(response)
    assert "taken back on" in page.one("main").text
    assert "/events/" in hrefs(page.one("main"))
    assert "/events/rcp-workshop-2005/" not in suggested(response)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 429, 500, 503])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_such_page_can_be_read_alone(status, language):
    with override(language):
        context = {"message": "What happened.", "request_id": "r-1", "noindex": True}
        page = render_to_string(f"{status}.html", context)
    prefix = "" if language == "en" else f"/{language}"
    assert f'<html lang="{language}">' in page
    assert f'action="{prefix}/search/"' in page
    assert f'href="{prefix}/"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert page.count("<h1>") == 1
    # More than what happened: what to do about it.
    assert page.partition('<main id="main">')[2].count("<p>") >= 1


@pytest.mark.parametrize("path", ["/nowhere/", "/fr/nowhere/", "/events/x%00/"])
def test_such_a_page_sets_no_cookie_and_speaks_the_language_of_the_address(path):
    response = Client().get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    language = "fr" if path.startswith("/fr/") else "en"
    assert response["Content-Language"] == language
