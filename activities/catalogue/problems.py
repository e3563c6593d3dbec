"""What is wrong with a query, in words that help to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 200  # of a refused value, and of the values that are allowed


@dataclass(frozen=True)
class Problem:
    """One refused parameter: what was given, what is allowed, the nearest guess.

    `instead` is a query string that gives what was asked for in another way.
    """

    parameter: str
    value: str
    message: str
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    instead: str = ""


MOST_TOLD = 20  # problems of one query; who has more mends these first


class InvalidQuery(Exception):
    """A query that cannot be answered as asked. Nothing of it is ever ignored."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)[:MOST_TOLD]
        super().__init__("; ".join(one.message for one in self.problems))


class PastTheEnd(Exception):
    """A page that does not exist: there are only `pages` of them."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        told = ngettext("There is only %d page.", "There are only %d pages.", pages)
        super().__init__(told % pages)


def nearest(value: str, known: Iterable[str]) -> str:
    """The known value that was probably meant; empty where none is near."""
    # Comparing a long text with thousands of words would take seconds.
    if len(value) > SHOWN:
        return ""
    value, words = value.lower(), list(known)
    matches = get_close_matches(value, words, n=1, cutoff=0.6)
    if matches or len(words) > SHOWN:
        return matches[0] if matches else ""
    # Of short words a slip of two letters is more than half.
    slips, word = min(((_slips(value, word), word) for word in words), default=(9, ""))
    return word if slips <= min(2, len(word) - 1) else ""


def _slips(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with their neighbour to make them equal."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            changed = before[j - 1] + (letter != wanted)
            cost = min(before[j] + 1, row[j - 1] + 1, changed)
            if i > 1 and j > 1 and one[i - 2] == wanted and letter == other[j - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def unknown_value(parameter: str, value: str, allowed: Iterable[str]) -> Problem:
    known = list(allowed)
    return Problem(
        parameter,
        shortened(value),
        _("“%(value)s” is not a value of %(parameter)s.")
        % {"value": shortened(value), "parameter": parameter},
        tuple(known[:SHOWN]),
        nearest(value, known),
    )


def unknown_parameter(name: str, allowed: Iterable[str]) -> Problem:
    known = sorted(allowed)
    return Problem(
        shortened(name),
        "",
        _("There is no parameter “%s” here.") % shortened(name),
        tuple(known),
        nearest(name, known),
    )


def shortened(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
