"""Counts per option under the present selection.

The count of an option is the number of results if it alone were chosen in its filter,
all other filters staying as they are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.catalogue import facet_counts
from activities.catalogue.facet_counts import parameter_of
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Selection
from activities.choices import (
    ActivityKind,
    EventKind,
    PlaceKind,
    PublicationKind,
    Role,
    Status,
)
from partners.choices import OrganizationKind

REGIONS = (
    PlaceKind.REGION,
    PlaceKind.SUB_REGION,
    PlaceKind.INTERMEDIATE,
    PlaceKind.GROUPING,
)
COUNTRIES = (PlaceKind.COUNTRY, PlaceKind.TERRITORY, PlaceKind.FORMER_COUNTRY)
KIND_LABELS: dict[EntryKind, Any] = {
    EntryKind.ACTIVITY: ActivityKind,
    EntryKind.EVENT: EventKind,
    EntryKind.PUBLICATION: PublicationKind,
    EntryKind.PARTNER: OrganizationKind,
    EntryKind.PLACE: PlaceKind,
}
NAMED = (EntryKind.THEME, EntryKind.DIALOGUE, EntryKind.PARTNER, EntryKind.PLACE)
CHOICES: dict[str, Any] = {"role": Role, "status": Status, "record": EntryKind}
YEARS_AHEAD = 1  # what has no end would fill all that follow


@dataclass(frozen=True)
class Option:
    """A value that may be chosen, and how many results it would give."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool = False


@dataclass(frozen=True)
class Facet:
    """The options of one filter. `parameter` is what choosing one sets.

    There are `total` of them, of which the most frequent may be all that are here.
    """

    name: str
    parameter: str
    label: str
    options: tuple[Option, ...]
    total: int


def count(selection: Selection, names: Iterable[str]) -> list[Facet]:
    """The facets asked for, each counted without its own filter."""
    names, most = tuple(names), selection.controls.facet_size
    counts = facet_counts.by_facet(selection, names)
    return [_facet(selection, name, counts[name], most) for name in names]


def whole(selection: Selection, name: str) -> Facet:
    """One facet with every option, however seldom."""
    counts = facet_counts.by_facet(selection, (name,))[name]
    return _facet(selection, name, counts, len(counts) + 1)


def _facet(selection: Selection, name: str, counts: dict[str, int], most: int) -> Facet:
    parameter, belongs = parameter_of(name), _belonging(selection, name)
    chosen = {t.value: t for t in selection.chosen(parameter) if belongs(t.value)}
    values = {v: n for v, n in counts.items() if n > 0 and belongs(v)}
    for value in chosen:
        values.setdefault(value, 0)
    total = len(values)
    if total > most:
        # By value where counts are equal: the same answer from every process.
        frequent = sorted(values, key=lambda value: (-values[value], value))[:most]
        values = {v: values[v] for v in dict.fromkeys([*chosen, *frequent])}
    label_of = _labels(selection, name)
    options = [
        Option(
            value=_query_value(name, value),
            label=label_of(value),
            count=number,
            selected=value in chosen and not chosen[value].excluded,
            excluded=value in chosen and chosen[value].excluded,
        )
        for value, number in values.items()
    ]
    options.sort(key=_ORDER[name])
    return Facet(name, parameter, heading(name), tuple(options), total)


def _query_value(name: str, value: str) -> str:
    return {"yes": "1", "no": "0"}[value] if name == "cross_cutting" else value


def _belonging(selection: Selection, name: str) -> Callable[[str], bool]:
    """Tells the values of a facet from those of others that share its field."""
    if name == "year":
        latest = timezone.now().year + YEARS_AHEAD
        return lambda value: int(value) <= latest
    if parameter_of(name) != "place":
        return lambda value: True
    kinds = REGIONS if name == "region" else COUNTRIES
    places = selection.catalogue.vocabulary.keys(EntryKind.PLACE)
    codes = {code for code, about in places.items() if about["kind"] in kinds}
    return codes.__contains__


def label(selection: Selection, name: str, value: str) -> str:
    """A value of a filter or facet, for people."""
    return _labels(selection, name)(value)


def _labels(selection: Selection, name: str) -> Callable[[str], str]:
    """Tells the label of a value of a filter or facet."""
    named = EntryKind.PLACE if parameter_of(name) == "place" else name
    if named in NAMED:
        return partial(selection.catalogue.vocabulary.label, named)
    if name == "kind":
        choices = KIND_LABELS.get(selection.kind) if selection.kind else None
        return partial(_of_choices, choices) if choices else _any_kind
    if name == "cross_cutting":
        return _cross_cutting
    if name in CHOICES:
        return partial(_of_choices, CHOICES[name])
    return str


def _of_choices(choices: Any, value: str) -> str:
    try:
        return str(choices(value).label)
    except ValueError:
        return value


def _cross_cutting(value: str) -> str:
    return _("Cross-cutting") if value in ("yes", "1") else _("Under a theme")


def _any_kind(value: str) -> str:
    """The label of a kind of any record, for the search over all of them."""
    for choices in KIND_LABELS.values():
        if value in choices.values:
            return _of_choices(choices, value)
    return value


def heading(name: str) -> str:
    return str(_HEADINGS[name])


def _by_count(option: Option) -> Any:
    return -option.count, option.label, option.value


def _by_value(option: Option) -> Any:
    return option.value


def _latest_first(option: Option) -> Any:
    return -int(option.value)


def _as_listed(choices: Any) -> Callable[[Option], Any]:
    order = {value: at for at, value in enumerate(choices.values)}
    return lambda option: order.get(option.value, len(order))


_HEADINGS = {
    "record": gettext_lazy("Record"),
    "theme": gettext_lazy("Theme"),
    "dialogue": gettext_lazy("Dialogue"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "partner": gettext_lazy("Partner"),
    "role": gettext_lazy("Role"),
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
    "year": gettext_lazy("Year"),
    "cross_cutting": gettext_lazy("Cross-cutting"),
    "language": gettext_lazy("Language"),
}
_ORDER: dict[str, Callable[[Option], Any]] = {
    "record": _by_count,
    "theme": _by_value,
    "dialogue": _by_value,
    "region": _by_count,
    "country": _by_count,
    "partner": _by_count,
    "role": _by_count,
    "kind": _by_count,
    "status": _as_listed(Status),
    "year": _latest_first,
    "cross_cutting": _by_value,
    "language": _by_count,
}
