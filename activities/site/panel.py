"""The filters of a list as one form: groups of boxes, inputs, the order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from activities.catalogue.controls import SORTS
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import Problem
from activities.catalogue.selection import Selection
from activities.site import boxes, listing, words
from activities.site.boxes import Choice, Group

PERIOD = ("from", "to")
MORE = ("on", "updated_since", "activity")
FLAGS = ("place_exact",)
BY_DATE = ("date", "-date")


@dataclass(frozen=True)
class Input:
    """A text to write, or a box that stands alone."""

    name: str
    label: str
    help: str
    value: str
    problem: Problem | None


@dataclass(frozen=True)
class Panel:
    """All filters of a list."""

    words: Input
    period: list[Input]
    groups: list[Group]
    more: list[Input]
    flags: list[Input]
    sorts: list[Choice]
    hidden: list[tuple[str, str]]

    @property
    def more_is_used(self) -> bool:
        return any(one.value or one.problem for one in [*self.more, *self.flags])


def of(selection: Selection, query: QueryDict, problems: Iterable[Problem]) -> Panel:
    """The form for a selection; texts stay as they were written, right or wrong."""
    troubled: dict[str, Problem] = {}
    for problem in problems:
        troubled.setdefault(problem.parameter, problem)
    filters = selection.filters.filters

    def inputs(names: Iterable[str]) -> list[Input]:
        known = [name for name in names if name in filters]
        return [_input(selection, query, troubled, name) for name in known]

    groups = list(boxes.groups(selection, troubled))
    written = {name: query.get(name, "") for name in ("q", *PERIOD, *MORE, *FLAGS)}
    return Panel(
        words=inputs(["q"])[0],
        period=inputs(PERIOD),
        groups=groups,
        more=inputs(MORE),
        flags=inputs(FLAGS),
        sorts=_sorts(selection),
        hidden=_hidden(selection, groups, written),
    )


def _input(
    selection: Selection, query: QueryDict, troubled: dict[str, Problem], name: str
) -> Input:
    one = selection.filters.filters[name]
    written, help_text = query.get(name, ""), str(one.extra["help_text"])
    return Input(name, str(one.label), help_text, written, troubled.get(name))


def _sorts(selection: Selection) -> list[Choice]:
    """The orders to choose from. The usual one has no value: it needs no parameter."""
    given = selection.controls.given.get("sort", [""])[0]
    partners = selection.kind == EntryKind.PARTNER
    usual = listing.usual_order(selection)
    others = [name for name in SORTS if not (partners and name in BY_DATE)]
    names = [usual, *(name for name in others if name != usual)]
    return [
        Choice(
            value="" if name == usual else name,
            label=words.order(name),
            count=None,
            checked=given == name or (not given and name == usual),
        )
        for name in names
    ]


def _hidden(
    selection: Selection, groups: list[Group], written: dict[str, str]
) -> list[tuple[str, str]]:
    """What is set but has no box and no input, so that it is not lost on the way."""
    ticked = {
        (group.parameter, choice.value)
        for group in groups
        for choice in [*group.shown, *group.more]
    }
    inputs = set(written.items())
    carried = {**selection.filter_pairs(), **selection.controls.pairs()}
    return [
        (name, value)
        for name, values in carried.items()
        if name not in ("page", "cursor", "sort")
        for value in values
        if (name, value) not in ticked | inputs
    ]
