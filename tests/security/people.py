"""Who comes to the desk's door: with passwords, codes, and from some address."""

import re
from binascii import unhexlify
from contextlib import suppress

from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django_otp.oath import TOTP

from activities.models import SecondFactor
from activities.sign_in import budgets, passwords, second_factor

PASSWORD = "right-password-of-theirs"
LOGIN = "/admin/login/"
CODE = "/admin/login/code/"
SET_UP = "/admin/login/set-up/"
OFFICE = "198.51.100.7"
TOLD_WAIT = re.compile(r"Too many tries\. Try again in \d+ (second|minute|hour)")


def staff(name="ana", *, factor=True, **more):
    """A superuser; with a second factor unless said otherwise."""
    user = get_user_model().objects.create_superuser(name, "", PASSWORD, **more)
    if factor:
        SecondFactor.objects.create(user=user, name="app", key=second_factor.new_key())
    return user


def code_of(user, steps=0):
    """The code that the app shows; of later ones, with steps."""
    return app_code(second_factor.of(user).key, steps)


def app_code(key, steps=0):
    totp = TOTP(unhexlify(key), drift=steps)
    return f"{totp.token():06d}"


def give_password(client, name="ana", password=PASSWORD, address=OFFICE, **more):
    form = {"username": name, "password": password}
    return client.post(LOGIN, form, REMOTE_ADDR=address, **more)


def sign_in(client, user, address=OFFICE, steps=0, **more):
    """Both steps, from a fresh browser or a known one."""
    give_password(client, user.get_username(), address=address, **more)
    code = {"code": code_of(user, steps)}
    return client.post(CODE, code, REMOTE_ADDR=address)


def guess(name="ana", address="203.0.113.9", headers=None):
    """A wrong password, as it comes to who checks it; the page is left out."""
    request = RequestFactory().post(LOGIN, REMOTE_ADDR=address, headers=headers)
    with suppress(budgets.Held):
        assert passwords.check(request, name, "a guess") is None


def is_in(client, address=OFFICE):
    return client.get("/admin/", REMOTE_ADDR=address).status_code == 200


def signed_in(user, address=OFFICE, steps=0):
    client = Client()
    answer = sign_in(client, user, address, steps)
    assert answer.status_code == 302, answer.content.decode()
    assert is_in(client)
    return client
