"""After signing in one is at the desk, whatever the address asked for."""

import pytest
from django.test import Client

from tests.security.people import CODE, LOGIN, PASSWORD, code_of, staff

pytestmark = pytest.mark.django_db

FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "http:///evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "http:evil.example/admin/",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example/admin/",
    "/\t/evil.example",
    "\t//evil.example",
    " https://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "https://testserver@evil.example/admin/",
    "https://testserver.evil.example/admin/",
    "//testserver:80@evil.example/admin/",
    "https://evil.example/admin/",
    "/admin/\nhttps://evil.example/",
    "\x00//evil.example",
    "/admin/../../\\evil.example",
    "/%2f%2fevil.example",
    "/events/",
]


@pytest.mark.parametrize("given", FOREIGN)
@pytest.mark.parametrize("by_post", [True, False], ids=["posted", "in address"])
def test_next_never_leads_elsewhere(given, by_post):
    user, client = staff(), Client()
    form = {"username": "ana", "password": PASSWORD}
    form |= {"next": given} if by_post else {}
    query = {} if by_post else {"next": given}
    if client.post(LOGIN, form, query_params=query).status_code == 400:
        return  # refused before anybody looked at it
    answer = client.post(CODE, {"code": code_of(user)})
    assert answer["Location"] == "/admin/"


def test_it_leads_to_the_page_that_was_asked_for():
    user, client = staff(), Client()
    wanted = "/admin/activities/event/?q=trade"
    assert client.get(wanted)["Location"].startswith("/admin/login/?next=/admin/")
    form = {"username": "ana", "password": PASSWORD, "next": wanted}
    client.post(LOGIN, form)
    assert client.post(CODE, {"code": code_of(user)})["Location"] == wanted
