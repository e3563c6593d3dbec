"""Passwords are guessed a few times a day, and the owner still gets in."""

import pytest
from django.test import Client

from activities.models import AuditLine, Tries
from activities.models.audit import Deed
from activities.sign_in import budgets
from tests.security.people import (
    CODE,
    OFFICE,
    TOLD_WAIT,
    give_password,
    guess,
    is_in,
    sign_in,
    signed_in,
    staff,
)
from tests.trackers import tracker

pytestmark = pytest.mark.django_db

TRIES = 100  # bench/sign_in.py makes 400, and takes the time of them
A_DAY = 24 * 60 * 60


def elsewhere(number):
    return f"203.0.113.{number % 250}"


def guess_for_a_day(clock, **attacker):
    """Many guesses, spread over a day."""
    for number in range(TRIES):
        told = {name: value(number) for name, value in attacker.items()}
        guess(**told)
        clock.go_on(A_DAY / TRIES)


@pytest.mark.parametrize(
    "attacker",
    [
        {"address": lambda number: "203.0.113.9"},
        {
            "address": lambda number: "203.0.113.9",
            "headers": lambda number: {"x-forwarded-for": elsewhere(number)},
        },
        {"address": elsewhere},
    ],
    ids=["one address", "forged addresses", "many addresses"],
)
def test_a_day_of_guesses_reaches_few_and_the_owner_gets_in(clock, checks, attacker):
    user = staff()
    browser = signed_in(user)
    checks.clear()
    guess_for_a_day(clock, **attacker)
    assert 10 <= len(checks) <= 20
    fresh = Client()
    sign_in(fresh, user)
    assert is_in(fresh)
    # On a journey: from an address that nobody knows, in the browser of before.
    cookie = browser.cookies["desk_browser"].value
    travelling = Client()
    travelling.cookies["desk_browser"] = cookie
    sign_in(travelling, user, address="192.0.2.1", steps=1)
    assert is_in(travelling, "192.0.2.1")


def test_behind_a_proxy_only_what_the_proxy_saw_counts(settings, clock, checks):
    settings.PROXIES = 1
    staff()
    guess_for_a_day(
        clock,
        address=lambda number: "10.0.0.1",
        headers=lambda number: {"x-forwarded-for": f"{elsewhere(number)}, 203.0.113.9"},
    )
    assert len(checks) <= 20
    refused = AuditLine.objects.filter(deed=Deed.REFUSED)
    assert set(refused.values_list("address", flat=True)) == {"203.0.113.9"}


def test_a_cookie_that_is_forged_or_anothers_makes_no_place_known(clock, checks):
    signed_in(staff())
    bea = signed_in(staff("bea"), address="192.0.2.44")
    checks.clear()
    for cookie in ("forged", bea.cookies["desk_browser"].value):
        for _ in range(10):
            client = Client()
            client.cookies["desk_browser"] = cookie
            give_password(client, password="guess", address="203.0.113.9")
    assert len(checks) == budgets.ACCOUNT.at_once


def test_one_who_guesses_in_an_office_does_not_shut_out_the_office(clock, checks):
    people = [staff(f"person{number}") for number in range(3)]
    for user in people:
        signed_in(user)
    checks.clear()
    for number in range(120):
        guess(f"somebody{number}", OFFICE)
    assert len(checks) == budgets.ADDRESS.a_day
    for user in people:
        client = Client()
        sign_in(client, user, steps=1)
        assert is_in(client)


def test_what_is_held_back_says_until_when_of_any_name(clock):
    staff()
    for name in ("ana", "nobody-here"):
        for _ in range(4):
            answer = give_password(Client(), name=name, password="guess")
        assert TOLD_WAIT.search(answer.content.decode()), name
    clock.go_on(10)
    answer = give_password(Client(), password="guess")
    assert not TOLD_WAIT.search(answer.content.decode())


def test_known_and_unknown_names_are_answered_alike():
    staff()
    staff("left", is_active=False)
    get = Client().get("/admin/login/")
    answers = {
        give_password(get.client, name=name, password="guess")
        .content.decode()
        .replace(name, "")
        .split("csrfmiddlewaretoken", 1)[0]
        for name in ("ana", "left", "nobody-here")
    }
    assert len(answers) == 1


def test_the_right_password_costs_nothing(clock):
    user = staff()
    for _ in range(30):
        give_password(Client(), user.get_username(), address="192.0.2.1")
    assert not any(Tries.objects.values_list("times", flat=True))


def test_codes_are_guessed_a_few_times_as_well(clock):
    staff()
    client = Client()
    right = []
    for number in range(40):
        if number % 20 == 0:
            give_password(client)
        answer = client.post(CODE, {"code": f"{number:06d}"}, REMOTE_ADDR=OFFICE)
        right.append(not TOLD_WAIT.search(answer.content.decode()))
        clock.go_on(20)
    assert 3 <= sum(right) <= 20
    assert not is_in(client)


def test_floods_of_guesses_leave_few_lines(clock):
    staff()
    for _ in range(60):
        guess()
    lines = AuditLine.objects.filter(who="ana")
    assert lines.filter(deed=Deed.REFUSED).count() == budgets.ACCOUNT.at_once
    assert lines.filter(deed=Deed.HELD).count() == 1


def test_a_password_typed_as_a_name_is_kept_nowhere():
    give_password(Client(), name="my-secret-password", password="my-secret-password")
    line = AuditLine.objects.get(deed=Deed.REFUSED)
    assert "my-secret" not in repr(vars(line))
    assert "my-secret" not in repr(list(Tries.objects.values()))


RACE = """
from threading import Thread
from django.db import connection
from activities.sign_in import budgets
taken = []
def guess():
    try:
        budgets.take((budgets.ACCOUNT, "ana"), (budgets.ADDRESS, "203.0.113.9"))
        taken.append(1)
    except budgets.Held:
        pass
    finally:
        connection.close()
threads = [Thread(target=guess) for _ in range(16)]
[one.start() for one in threads]
[one.join() for one in threads]
print(len(taken))
"""


def test_many_guesses_at_once_are_counted_one_by_one(tmp_path):
    with tracker(tmp_path) as mine:
        assert int(mine.python(RACE)) == budgets.ACCOUNT.at_once
