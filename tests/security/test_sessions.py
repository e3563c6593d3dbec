"""Sessions begin under a new key and end: in time, by signing out, all at once."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from activities.models import AuditLine
from activities.models.audit import Deed
from activities.sign_in import sessions
from tests.security.people import (
    PASSWORD,
    TOLD_WAIT,
    give_password,
    is_in,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db

MINUTE, HOUR = 60, 3600
NEW = "another-password-of-theirs"


def change_password(client, old=PASSWORD):
    form = {"old_password": old, "new_password1": NEW, "new_password2": NEW}
    return client.post("/admin/password_change/", form)


def key_of(client):
    return client.cookies["sessionid"].value


def test_each_step_has_a_session_of_its_own():
    user, client = staff(), Client()
    client.cookies["sessionid"] = "planted-by-somebody-else-00000000"
    give_password(client)
    between = key_of(client)
    client = signed_in(user)
    assert len({"planted-by-somebody-else-00000000", between, key_of(client)}) == 3
    thief = Client()
    thief.cookies["sessionid"] = between
    assert not is_in(thief)


def test_who_is_away_too_long_is_signed_out_and_told(clock):
    client = signed_in(staff())
    for _ in range(3):
        clock.go_on(50 * MINUTE)
        assert is_in(client)
    clock.go_on(61 * MINUTE)
    answer = client.get("/admin/", follow=True)
    assert "You were away for a while" in answer.text
    assert AuditLine.objects.filter(deed=Deed.ENDED, who="ana").count() == 1


def test_nobody_stays_longer_than_half_a_day(clock):
    client = signed_in(staff())
    for _ in range(14):
        clock.go_on(50 * MINUTE)
        assert is_in(client)
    clock.go_on(50 * MINUTE)
    assert not is_in(client)


def test_reading_does_not_write_the_session_each_time():
    client = signed_in(staff())
    before = Session.objects.get(pk=key_of(client)).session_data
    client.get("/admin/")
    assert Session.objects.get(pk=key_of(client)).session_data == before


def test_signing_out_ends_it_on_the_server():
    client = signed_in(staff())
    thief = Client()
    thief.cookies["sessionid"] = key_of(client)
    assert is_in(thief)
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    assert not is_in(thief)
    assert not is_in(client)
    assert AuditLine.objects.filter(deed=Deed.SIGNED_OUT, who="ana").count() == 1


def test_a_new_password_ends_all_other_sessions(clock):
    user = staff()
    here = signed_in(user)
    clock.go_on(MINUTE)
    there = signed_in(user)
    assert change_password(here).status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert AuditLine.objects.filter(deed=Deed.PASSWORD, who="ana").count() == 1


def test_the_old_password_is_not_guessed_in_an_open_session():
    client = signed_in(staff())
    for _ in range(6):
        answer = change_password(client, old="guess")
    assert TOLD_WAIT.search(answer.text)
    assert TOLD_WAIT.search(change_password(client).text)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_an_account_that_is_closed_is_out_at_once(change):
    user = staff()
    client = signed_in(user)
    for name, value in change.items():
        setattr(user, name, value)
    user.save()
    assert not is_in(client)


def test_a_session_that_was_not_begun_by_both_steps_is_nobodys(rf):
    user = staff()
    client = signed_in(user)
    session = client.session
    del session[sessions.BEGUN]
    session.save()
    assert not is_in(client)


def test_cookies_are_for_the_server_alone(settings):
    settings.SESSION_COOKIE_SECURE = True
    client = signed_in(staff())
    for name in ("sessionid", "desk_browser"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] in ("Lax", "Strict")
