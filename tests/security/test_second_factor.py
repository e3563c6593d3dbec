"""A password alone opens no page of the desk."""

import re

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern

from activities.models import AuditLine, RecoveryCode, SecondFactor
from activities.models.audit import Deed
from activities.sign_in import second_factor
from tests.security.people import (
    CODE,
    SET_UP,
    TOLD_WAIT,
    app_code,
    code_of,
    give_password,
    is_in,
    sign_in,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db

DOOR = {"/admin/login/", CODE, SET_UP}
OWN = "/admin/second-factor/"
SHOWN = re.compile(r"<li><code>([a-z0-9-]+)</code></li>")


def paths(patterns, before="/admin/"):
    """An address for every page of the desk."""
    for one in patterns:
        route = str(one.pattern)
        if route.startswith("^"):
            route = "activities/"
        path = before + re.sub(r"<[^>]+>", "1", route)
        if isinstance(one, URLPattern):
            yield path.replace("(?P1.*)$", "nowhere/")
        else:
            yield from paths(one.url_patterns, path)


def all_paths():
    return sorted(set(paths(admin.site.get_urls())))


def set_up(client):
    """Set up a second factor as the page says; what it answers, and the secret."""
    client.get(SET_UP)
    key = client.session["second_factor_key"]
    return client.post(SET_UP, {"code": app_code(key)}), key


@pytest.mark.parametrize("factor", [True, False], ids=["has one", "has none"])
def test_with_the_password_alone_no_page_answers(factor):
    staff(factor=factor)
    client = Client()
    give_password(client)
    pages = set(all_paths()) - DOOR
    assert len(pages) > 100
    reached = set()
    for page in pages:
        for answer in (client.get(page), client.post(page, {"_selected_action": 1})):
            if answer.status_code != 302 or not answer["Location"].startswith(
                ("/admin/login/", "/admin/?", "/admin/")
            ):
                reached.add((page, answer.status_code))
            elif answer["Location"] == "/admin/":
                assert page == "/admin/logout/"
    assert reached == set()
    assert not AuditLine.objects.exclude(address="").exists()


def test_a_stranger_finds_no_second_step():
    for page in (CODE, SET_UP):
        assert Client().get(page)["Location"] == "/admin/login/"
        assert Client().post(page, {"code": "123456"})["Location"] == "/admin/login/"


def test_who_has_none_is_led_to_set_one_up_and_then_is_in():
    staff(factor=False)
    client = Client()
    assert give_password(client)["Location"] == SET_UP
    page = client.get(SET_UP)
    assert "<svg" in page.text
    assert "no-store" in page["Cache-Control"]
    wrong = client.post(SET_UP, {"code": "000000"})
    assert "That code is not right" in wrong.text
    answer, _key = set_up(client)
    codes = SHOWN.findall(answer.text)
    assert len(codes) == second_factor.CODES == len(set(codes))
    assert "no-store" in answer["Cache-Control"]
    assert is_in(client)
    assert client.get(SET_UP)["Location"] == "/admin/login/"
    digests = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not digests & {one.replace("-", "") for one in codes}
    deeds = set(AuditLine.objects.values_list("deed", flat=True))
    assert {Deed.FACTOR_SET, Deed.CODES_MADE, Deed.SIGNED_IN} <= deeds


def test_a_code_is_good_once():
    user = staff()
    code = code_of(user)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)
        client.post(CODE, {"code": code})
    assert is_in(first)
    assert not is_in(second)


def test_the_code_of_the_set_up_is_not_good_for_signing_in():
    staff(factor=False)
    client = Client()
    give_password(client)
    _answer, key = set_up(client)
    second = Client()
    give_password(second)
    second.post(CODE, {"code": app_code(key)})
    assert not is_in(second)


def test_a_recovery_code_lets_in_once_however_it_is_typed():
    user = staff()
    code = second_factor.new_recovery_codes(user)[0].upper().replace("-", " ")
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)
        client.post(CODE, {"code": code})
    assert is_in(first)
    assert not is_in(second)
    assert second_factor.codes_left(user) == second_factor.CODES - 1
    assert AuditLine.objects.filter(deed=Deed.CODE_USED, who="ana").count() == 1


def test_a_recovery_code_of_another_is_good_for_nothing():
    staff()
    code = second_factor.new_recovery_codes(staff("bea"))[0]
    client = Client()
    give_password(client)
    client.post(CODE, {"code": code})
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", " ", "12345", "٣٤٥٦٧٨", "9" * 5000, "\0", "-1"])
def test_rubbish_is_no_code(code):
    staff()
    client = Client()
    give_password(client)
    assert client.post(CODE, {"code": code}).status_code == 200
    assert not is_in(client)


def test_the_time_between_the_steps_ends(clock):
    user, client = staff(), Client()
    give_password(client)
    clock.go_on(11 * 60)
    assert client.post(CODE, {"code": code_of(user)})["Location"] == "/admin/login/"
    assert not is_in(client)


def test_a_password_changed_meanwhile_ends_the_first_step():
    user, client = staff(), Client()
    give_password(client)
    user.set_password("another-password-of-theirs")
    user.save()
    client.post(CODE, {"code": code_of(user)})
    assert not is_in(client)


class TestOffered:
    @pytest.fixture(autouse=True)
    def _offered(self, settings):
        settings.SECOND_FACTOR = "offered"

    def test_who_has_none_is_in_by_the_password(self, settings):
        staff(factor=False)
        client = Client()
        give_password(client)
        assert is_in(client)
        assert "Set up your second factor" in client.get(OWN).text
        # Where it is required from now on, that session is over.
        settings.SECOND_FACTOR = "required"
        assert not is_in(client)

    def test_who_has_one_is_asked(self):
        staff()
        client = Client()
        assert give_password(client)["Location"] == CODE
        assert not is_in(client)

    def test_one_may_be_set_up_later(self):
        staff(factor=False)
        client = Client()
        give_password(client)
        answer, _key = set_up(client)
        assert SHOWN.search(answer.text)
        assert SecondFactor.objects.count() == 1


class TestOnesOwn:
    def test_new_recovery_codes_take_a_code_and_void_the_old(self):
        user = staff()
        old = second_factor.new_recovery_codes(user)
        client = signed_in(user)
        assert not SHOWN.search(client.post(OWN, {"code": "000000", "codes": ""}).text)
        answer = client.post(OWN, {"code": old[0], "codes": ""})
        assert len(SHOWN.findall(answer.text)) == second_factor.CODES
        assert second_factor.check(user, old[1]) == ""

    def test_to_move_to_another_phone_one_signs_in_anew(self):
        user = staff()
        client = signed_in(user)
        code = second_factor.new_recovery_codes(user)[0]
        client.post(OWN, {"code": code, "move": ""})
        assert not is_in(client)
        assert give_password(client)["Location"] == SET_UP

    def test_codes_are_not_guessed_there_either(self):
        client = signed_in(staff())
        told = [client.post(OWN, {"code": "000000", "codes": ""}) for _ in range(5)]
        assert TOLD_WAIT.search(told[-1].text)


class TestGivenBack:
    LIST = "/admin/activities/secondfactor/"

    def reset(self, client, user):
        form = {"action": "reset", "_selected_action": [second_factor.of(user).pk]}
        return client.post(self.LIST, form, follow=True)

    def test_an_administrator_resets_anothers(self):
        bea = staff("bea")
        hers, mine = signed_in(bea), signed_in(staff())
        self.reset(mine, bea)
        assert not is_in(hers)
        assert give_password(hers, "bea")["Location"] == SET_UP
        line = AuditLine.objects.get(deed=Deed.FACTOR_RESET)
        assert (line.who, line.name) == ("ana", "bea")

    def test_nobody_else_does(self, client, django_user_model):
        bea = staff("bea")
        client.force_login(django_user_model.objects.create_user("eva", is_staff=True))
        assert self.reset(client, bea).status_code == 403
        assert second_factor.of(bea) is not None

    def test_the_secret_is_shown_on_no_page(self):
        user = staff()
        client = signed_in(user)
        key = second_factor.of(user).key
        pages = [self.LIST, f"{self.LIST}{second_factor.of(user).pk}/change/", OWN]
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            assert key not in answer.text
            assert second_factor.offer(user, key).secret not in answer.text
        assert client.get("/admin/otp_totp/totpdevice/").status_code == 404

    def test_the_maintainer_resets_it_by_a_command(self, capsys):
        user = staff()
        client = signed_in(user)
        call_command("reset_second_factor", "ana", reason="phone lost")
        assert not is_in(client)
        assert AuditLine.objects.filter(told="phone lost", who="").exists()
        with pytest.raises(CommandError, match="no account"):
            call_command("reset_second_factor", "nobody-here")

    def test_the_maintainer_lets_in_who_is_held_back(self):
        user = staff()
        for _ in range(5):
            give_password(Client(), password="guess")
        client = Client()
        assert TOLD_WAIT.search(give_password(client).text)
        call_command("let_in", "ana")
        sign_in(client, user)
        assert is_in(client)
