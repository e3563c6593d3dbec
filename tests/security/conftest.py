import time

import pytest


class Clock:
    """The time of the test, which it moves on."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._now = time.time

    def __call__(self) -> float:
        return self._now() + self.ahead

    def go_on(self, seconds: float) -> None:
        self.ahead += seconds


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr("time.time", made)
    for name in ("sign_in.budgets", "sign_in.sessions"):
        monkeypatch.setattr(f"activities.{name}.time.time", made)
    monkeypatch.setattr("django_otp.oath.time", made)
    return made


@pytest.fixture
def checks(monkeypatch):
    """The passwords that were looked at, by account."""
    from activities.sign_in import passwords

    seen = []
    authenticate = passwords.authenticate

    def counted(request, username, password):
        seen.append(username)
        return authenticate(request, username=username, password=password)

    monkeypatch.setattr(passwords, "authenticate", counted)
    return seen
