"""How a theme of one dialogue leads to themes of others that speak of the same.

Staff say which theme corresponds to which. What corresponds is read both ways and
followed on, so that a topic of 2005 leads by way of a round table of 2013 to one of
2022. A way calls at each dialogue once: otherwise it would come back to another theme
of the dialogue it set out from, and sooner or later everything would be the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Entry

Theme = dict[str, Any]
# code of a theme -> the themes that correspond to it, each with the `note` why
Links = Mapping[str, list[Theme]]


@dataclass(frozen=True)
class Way:
    """The way from one theme to another: the themes on it, each with why, in order."""

    steps: tuple[Theme, ...]

    @property
    def theme(self) -> Theme:
        """The theme that the way leads to."""
        return self.steps[-1]

    @property
    def through(self) -> tuple[Theme, ...]:
        """The themes that it leads through."""
        return self.steps[:-1]

    @property
    def is_direct(self) -> bool:
        return len(self.steps) == 1


def links() -> dict[str, list[Theme]]:
    """What corresponds to each public theme, as the published themes say."""
    rows = Entry.objects.filter(kind=EntryKind.THEME).order_by("key")
    documents = [orjson.loads(one) for one in rows.values_list("document", flat=True)]
    return {one["code"]: one["corresponds_to"] for one in documents}


def ways(code: str, known: Links) -> list[Way]:
    """The shortest way from a theme to each that it leads to, direct ones first.

    Of ways as short as each other, the one whose codes come first.
    """
    found: dict[str, Way] = {}
    ahead: list[tuple[Theme, ...]] = [()]
    while ahead:
        steps = ahead.pop(0)
        here = steps[-1]["code"] if steps else code
        called_at = {dialogue_of(code), *(one["dialogue"] for one in steps)}
        for theme in sorted(known.get(here, []), key=lambda one: str(one["code"])):
            if theme["code"] in found or theme["dialogue"] in called_at:
                continue
            found[theme["code"]] = Way((*steps, theme))
            ahead.append((*steps, theme))
    return list(found.values())


def dialogue_of(code: str) -> str:
    """The dialogue that set a theme: its code is `<dialogue>-<number>`."""
    return code.rpartition("-")[0]


def lines(known: Links, order: Iterable[str]) -> list[list[str]]:
    """Lines of subject: themes that lead to each other, by code, in the given order.

    A theme that corresponds to nothing is a line by itself.
    """
    wanted, seen, found = list(order), set[str](), []
    for code in wanted:
        if code in seen:
            continue
        line, ahead = {code}, [code]
        while ahead:
            for theme in known.get(ahead.pop(), []):
                if theme["code"] not in line:
                    line.add(theme["code"])
                    ahead.append(theme["code"])
        seen |= line
        found.append([one for one in wanted if one in line])
    return found


def selecting(code: str, others: Iterable[str]) -> list[str]:
    """Values of the filter `theme`: what is under the others, and not under this."""
    return [*others, f"-{code}"]
