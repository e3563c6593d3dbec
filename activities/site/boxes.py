"""The boxes of the filters, each with the number of results it alone would give."""

from collections.abc import Iterator
from dataclasses import dataclass

from activities.catalogue import facets
from activities.catalogue.controls import FACETS
from activities.catalogue.facets import Facet, Option
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import Problem
from activities.catalogue.selection import Selection
from activities.catalogue.sentence import language
from activities.site import listing, words

SHOWN = 8
MOST = 40
ORDER = (
    *("record", "theme", "cross_cutting", "kind", "status", "year"),
    *("region", "country", "partner", "role", "dialogue", "language"),
)
# Folded until one of them is chosen: needed less often.
FOLDED = ("role", "dialogue", "language", "cross_cutting")
ONE_ONLY = ("cross_cutting",)


@dataclass(frozen=True)
class Choice:
    """A box to tick: its value, and how many results it alone would give."""

    value: str
    label: str
    count: int | None
    checked: bool
    excluded: bool = False
    number: int | None = None

    @property
    def counted(self) -> str:
        return words.number(self.count or 0)


@dataclass(frozen=True)
class Group:
    """The boxes of one filter: the first few, others in `more` to unfold.

    Where there are more than a few, all of them have a page of their own.
    """

    name: str
    parameter: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    single: bool
    folded: bool
    problem: Problem | None
    all_url: str
    all_label: str

    @property
    def none_checked(self) -> bool:
        return not any(choice.checked for choice in [*self.shown, *self.more])


def groups(selection: Selection, troubled: dict[str, Problem]) -> Iterator[Group]:
    names = [name for name in FACETS[selection.kind] if is_filter(selection, name)]
    counted = facets.count(selection, names)
    told: set[str] = set()
    for facet in sorted(counted, key=lambda facet: ORDER.index(facet.name)):
        # Region and country set one parameter; its problem is told once.
        problem = None if facet.parameter in told else troubled.get(facet.parameter)
        told.add(facet.parameter)
        if facet.options or problem:
            yield _group(selection, facet, problem)


def is_filter(selection: Selection, name: str) -> bool:
    """Whether a facet of a list is one that its pages may be filtered by."""
    known = name in FACETS[selection.kind]
    return known and facets.parameter_of(name) in selection.filters.filters


def _group(selection: Selection, facet: Facet, problem: Problem | None) -> Group:
    choices = [choice(selection, facet, option) for option in facet.options]
    # Those that are chosen come first, however seldom they are.
    wanted = sorted(choices, key=lambda one: (not one.checked, -(one.count or 0)))
    first, others = set(wanted[:SHOWN]), set(wanted[SHOWN:MOST])
    return Group(
        name=facet.name,
        parameter=facet.parameter,
        label=facet.label,
        shown=tuple(one for one in choices if one in first),
        more=tuple(one for one in choices if one in others),
        single=facet.name in ONE_ONLY,
        folded=facet.name in FOLDED
        and problem is None
        and not any(one.checked for one in choices),
        problem=problem,
        all_url=listing.options_address(selection, facet.name) if others else "",
        all_label=words.all_options(facet.name, facet.total) if others else "",
    )


def choice(selection: Selection, facet: Facet, option: Option) -> Choice:
    """An option as it is shown."""
    label, number = option.label, None
    if facet.name == EntryKind.THEME:
        label, number = _theme(selection, facet, option)
    elif facet.name == "language":
        label = language(option.value)
    return Choice(
        value=f"-{option.value}" if option.excluded else option.value,
        label=label,
        count=None if option.excluded else option.count,
        checked=option.selected or option.excluded,
        excluded=option.excluded,
        number=number,
    )


def _theme(
    selection: Selection, facet: Facet, option: Option
) -> tuple[str, int | None]:
    """A theme's name and number; with its dialogue where there are several."""
    themes = selection.catalogue.vocabulary.keys(EntryKind.THEME)
    about = themes.get(option.value)
    if about is None:
        return option.label, None
    dialogues = {option.value.rpartition("-")[0] for option in facet.options}
    if len(dialogues) == 1:
        return option.label, about["number"]
    dialogue = facets.label(selection, EntryKind.DIALOGUE, about["dialogue"])
    return f"{option.label} ({dialogue})", about["number"]
