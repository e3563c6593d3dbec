"""The second factor: an app that shows codes, and codes for who has lost it."""

import secrets
from base64 import b32encode
from binascii import unhexlify
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.util import random_hex

from activities import audit
from activities.models import RecoveryCode, SecondFactor
from activities.models.audit import Deed
from activities.sign_in import budgets, sessions

SECRET_BYTES = 20
CODES = 10
# Letters and digits that nobody mistakes for each other; 16 of them are 78 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


@dataclass(frozen=True)
class Offer:
    """A secret to be taken into an app: as a picture, a link, and text to be typed."""

    address: str
    svg: str
    secret: str


def of(user: Any) -> SecondFactor | None:
    """The second factor of an account, if it has one."""
    return SecondFactor.objects.filter(user=user, confirmed=True).first()


def is_asked_of(user: Any) -> bool:
    """Whether the password alone does not let this account in."""
    return settings.SECOND_FACTOR == "required" or of(user) is not None


def new_key() -> str:
    """A secret that nobody has yet."""
    return str(random_hex(SECRET_BYTES))


def offer(user: Any, key: str) -> Offer:
    """How somebody takes a secret into an app."""
    address = SecondFactor(user=user, key=key).config_url
    secret = b32encode(unhexlify(key)).decode()
    return Offer(
        address=address,
        svg=segno.make(address, error="m").svg_inline(
            border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None
        ),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


def set_up(user: Any, key: str, code: str) -> list[str]:
    """Take the secret as the account's second factor, if the code is right.

    Returns its recovery codes, to be shown once; none where the code is wrong or the
    account has a second factor. Raises budgets.Held.
    """
    taken = _take(user)
    totp, typed = TOTP(unhexlify(key)), _typed(code)
    if not typed.isdecimal() or not totp.verify(int(typed), tolerance=1):
        return []
    budgets.give_back(taken)
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)
        if of(user) is not None:
            return []
        SecondFactor.objects.create(
            user=user, name="app", key=key, drift=totp.drift, last_t=totp.t()
        )
        audit.write(Deed.FACTOR_SET, by=user, about=user)
        return new_recovery_codes(user)


def check(user: Any, code: str) -> str:
    """How a code shows whose it is: “app”, “recovery code”, or empty: it does not.

    Each code is good once. Raises budgets.Held where too many were tried.
    """
    taken = _take(user)
    typed = _typed(code)
    how = ""
    with transaction.atomic():
        if typed.isdecimal():
            device = SecondFactor.objects.select_for_update().filter(
                user=user, confirmed=True
            )
            how = "app" if any(one.verify_token(int(typed)) for one in device) else ""
        elif _use_up(user, typed):
            how = "recovery code"
            audit.write(Deed.CODE_USED, by=user, about=user, told=_left(user))
    if how:
        budgets.give_back(taken)
    else:
        audit.write(Deed.REFUSED, by=user, told="code")
    return how


def new_recovery_codes(user: Any) -> list[str]:
    """Codes in the place of all that the account had; they are kept as digests only."""
    codes = ["-".join(_group() for _ in range(GROUPS)) for _ in range(CODES)]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, digest=_digest(user, _typed(one))) for one in codes
        )
        audit.write(Deed.CODES_MADE, by=user, about=user)
    return codes


def reset(user: Any, *, by: Any = None, reason: str = "") -> bool:
    """Take an account's second factor and codes, and end its sessions.

    The account is led to set up another at its next sign-in. False: it has none.
    """
    with transaction.atomic():
        count, _kinds = SecondFactor.objects.filter(user=user).delete()
        user.recovery_codes.all().delete()
        sessions.end_all_of(user)
        if count:
            audit.write(Deed.FACTOR_RESET, by=by, about=user, told=reason)
        budgets.refill(budgets.CODE, user.get_username())
    return bool(count)


def codes_left(user: Any) -> int:
    """How many recovery codes an account has not used."""
    return int(user.recovery_codes.filter(used_at=None).count())


def _take(user: Any) -> budgets.Taken:
    try:
        return budgets.take((budgets.CODE, user.get_username()))
    except budgets.Held as held:
        if held.is_news:
            audit.write(Deed.HELD, by=user, told=f"code, {held}")
        raise


def _use_up(user: Any, typed: str) -> bool:
    found = user.recovery_codes.filter(digest=_digest(user, typed), used_at=None)
    return bool(found.update(used_at=timezone.now()))


def _left(user: Any) -> str:
    return f"{codes_left(user)} left"


def _typed(code: str) -> str:
    """A code as it is meant, however it was typed."""
    return "".join(one for one in code.lower() if one.isalnum() and one.isascii())


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP))


def _digest(user: Any, typed: str) -> str:
    """Codes are long and random: a digest with our own key needs no slow hash."""
    told = f"{user.pk}:{typed}"
    made = salted_hmac("activities.sign_in.recovery", told, algorithm="sha256")
    return str(made.hexdigest())
