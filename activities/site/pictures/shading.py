"""Five steps from few to many, so that numbers can be told apart at a glance."""

from bisect import bisect_right
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.site.words import number

STEPS = 5
SPREAD = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
ROUND = (1, 2, 3, 5, 7, 10)


@dataclass(frozen=True)
class Step:
    """A step: the class that shades it, and which numbers are in it."""

    code: int
    label: str


@dataclass(frozen=True)
class Scale:
    """The least number of each step, and the largest number there is."""

    least: tuple[int, ...]
    most: int

    @classmethod
    def of(cls, most: int) -> "Scale":
        """Steps that grow by the same factor; single numbers where there are few."""
        if most <= STEPS:
            return cls(tuple(range(1, most + 1)), most)
        factor = most ** (1 / STEPS)
        least = {_rounded(factor**step) for step in range(STEPS)}
        return cls(tuple(sorted(one for one in least if one <= most)), most)

    def step(self, count: int) -> int:
        """0 for nothing, else from 1 for the fewest to 5 for the most.

        Where there are fewer steps they lie further apart, around the middle: a single
        record is no crowd.
        """
        at = bisect_right(self.least, count)
        return SPREAD[len(self.least)][at - 1] if at else 0

    @property
    def steps(self) -> list[Step]:
        ends = [*(one - 1 for one in self.least[1:]), self.most]
        pairs = zip(self.least, ends, strict=True)
        return [Step(self.step(first), _range(first, last)) for first, last in pairs]


def _rounded(value: float) -> int:
    size = 1
    while value >= size * 10:
        size *= 10
    return size * min(ROUND, key=lambda one: abs(one - value / size))


def _range(first: int, last: int) -> str:
    if first == last:
        return number(first)
    return _("%(first)s to %(last)s") % {"first": number(first), "last": number(last)}
