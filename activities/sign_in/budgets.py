"""How often a secret may be guessed: so many times within a day, ever more slowly.

Tries are counted before the secret is looked at, in the database, so that neither many
requests at once nor many machines give more of them. What was right is given back.
"""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter

from django.db import transaction

from activities.models import Tries

DAY = 24 * 60 * 60.0
FIRST_WAIT, LONGEST_WAIT = 5.0, 30 * 60.0


@dataclass(frozen=True)
class Budget:
    """Tries of one kind: how many a day, and how many before the waits begin."""

    name: str
    a_day: int
    at_once: int

    def key(self, whose: str) -> str:
        """The key of what has this budget: names that people typed are not kept."""
        return hashlib.sha256(f"{self.name} {whose}".encode()).hexdigest()

    def free_at(self, times: list[float]) -> float:
        """When the next try is allowed, after those at the given times."""
        if len(times) >= self.a_day:
            return times[-self.a_day] + DAY
        if len(times) < self.at_once:
            return 0.0
        wait = FIRST_WAIT * 2.0 ** (len(times) - self.at_once)
        return times[-1] + min(wait, LONGEST_WAIT)


# Of an account, from places it never signed in from: 20 guesses a day from anywhere.
ACCOUNT = Budget("account", a_day=20, at_once=3)
# Of such a place, whoever it tries: a whole office may stand behind one address.
ADDRESS = Budget("address", a_day=100, at_once=100)
# Of an account from a place that it signed in from lately. Nobody else can use it up.
KNOWN_PLACE = Budget("known place", a_day=20, at_once=5)
CODE = Budget("code", a_day=20, at_once=3)
# Of who is signed in and is asked for the password once more.
OWN_PASSWORD = Budget("own password", a_day=20, at_once=5)


class Held(Exception):
    """Not yet: `until` says when. `is_news` is true once for each wait."""

    def __init__(self, until: float, is_news: bool) -> None:
        self.until = datetime.fromtimestamp(until, UTC)
        self.is_news = is_news
        super().__init__(f"until {self.until:%Y-%m-%d %H:%M:%S} UTC")

    @property
    def seconds(self) -> int:
        return max(1, round((self.until - datetime.now(UTC)).total_seconds()))


@dataclass(frozen=True)
class Taken:
    """One try, counted in all these."""

    keys: list[str]
    at: float


def take(*wanted: tuple[Budget, str]) -> Taken:
    """Count a try in each of these budgets. Raises Held where one is empty."""
    budgets = {budget.key(whose): budget for budget, whose in wanted}
    now = time.time()
    with transaction.atomic():
        rows = _locked(budgets, now)
        until, strictest = max(
            ((budgets[row.key].free_at(row.times), row) for row in rows),
            key=itemgetter(0),
        )
        if until <= now:
            for row in rows:
                row.times.append(now)
                row.save()
            return Taken(list(budgets), now)
        last = strictest.times[-1]
        is_news = strictest.told_at != last
        if is_news:
            strictest.told_at = last
            strictest.save()
    raise Held(until, is_news)


def give_back(taken: Taken) -> None:
    """A try that was right counts for nothing."""
    with transaction.atomic():
        for row in _locked(taken.keys, time.time()):
            row.times = [one for one in row.times if one != taken.at]
            row.save()


def refill(budget: Budget, whose: str) -> None:
    """Forget what was tried."""
    Tries.objects.filter(key=budget.key(whose)).delete()


def _locked(keys: Iterable[str], now: float) -> list[Tries]:
    """The rows of these keys, each with the tries of the last day; made where missing.

    In the order of keys, as everybody takes them: so nobody waits for each other.
    """
    old = datetime.fromtimestamp(now - DAY, UTC)
    Tries.objects.filter(touched_at__lt=old).exclude(key__in=keys).delete()
    rows = []
    for key in sorted(keys):
        row, _made = Tries.objects.select_for_update().get_or_create(key=key)
        row.times = [one for one in row.times if one > now - DAY]
        rows.append(row)
    return rows
