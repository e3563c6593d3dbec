"""What guessing passwords tells and reaches: python bench/sign_in.py [--n 200]

Prints how long a refusal takes for a name that is an account's and for one that is
none's (medians and their difference), and how many of 400 guesses a day, with forged
addresses, reach the password. On a tracker of its own, thrown away afterwards.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
DAY = 24 * 60 * 60
GUESSES = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200, help="refusals of each kind")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "iomtracker.settings",
        }
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        _prepare()
        _time(words.n)
        _reach()


def _prepare() -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("owner", "", "the-right-password")


def _refused(name: str, **headers: str) -> float:
    """Seconds that a wrong password takes for this name."""
    from django.test import RequestFactory

    from activities.sign_in import budgets, passwords

    request = RequestFactory().post("/admin/login/", headers=headers)
    begun = time.perf_counter()
    try:
        assert passwords.check(request, name, "a guess") is None
    except budgets.Held:
        return 0.0
    return time.perf_counter() - begun


def _time(count: int) -> None:
    from activities.models import Tries

    taken: dict[str, list[float]] = {"owner": [], "nobody": []}
    for _ in range(count):
        for name, seconds in taken.items():
            Tries.objects.all().delete()
            seconds.append(_refused(name))
    known, unknown = (statistics.median(one) * 1000 for one in taken.values())
    print(f"known name   {known:8.2f} ms")
    print(f"unknown name {unknown:8.2f} ms")
    print(f"difference   {abs(known - unknown) / known:8.2%}  (of {count} each)")


def _reach() -> None:
    from activities.models import Tries

    Tries.objects.all().delete()
    clock, real = [0.0], time.time
    time.time = lambda: real() + clock[0]
    reached = 0
    for number in range(GUESSES):
        forged = f"203.0.113.{number % 250}"
        reached += _refused("owner", **{"x-forwarded-for": forged}) > 0
        clock[0] += DAY / GUESSES
    print(f"{reached} of {GUESSES} guesses in a day reached the password")


if __name__ == "__main__":
    main()
