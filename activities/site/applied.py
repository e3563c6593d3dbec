"""The filters that are set: a tag for each value, and what dropping one would give."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from activities.catalogue import facets
from activities.catalogue.selection import Selection
from activities.site import words
from activities.site.listing import address

FLAGS = {"place_exact": {"1": gettext_lazy("yes"), "0": gettext_lazy("no")}}


@dataclass(frozen=True)
class Tag:
    """One value that is set, and the address without it."""

    label: str
    value: str
    excluded: bool
    url: str


@dataclass(frozen=True)
class Way:
    """A way out of an empty list: the filter to drop, and what that gives."""

    label: str
    values: str
    count: int
    url: str


def tags(selection: Selection) -> list[Tag]:
    """A tag for each value of each filter that is set."""
    return [
        Tag(
            label=label_of(selection, name),
            value=value_of(selection, name, value),
            excluded=is_excluded(selection, name, value),
            url=without(selection, name, [one for one in values if one != value]),
        )
        for name, values in selection.filter_pairs().items()
        for value in values
    ]


def ways_out(selection: Selection) -> list[Way]:
    """For each filter that is set, what there would be without it; the most first."""
    found = []
    for name, values in selection.filter_pairs().items():
        told = ", ".join(value_of(selection, name, value) for value in values)
        fewer = selection.query(without=(name,))
        count = int(selection.catalogue.searcher.search(fewer, 1).count or 0)
        url = without(selection, name, [])
        found.append(Way(label_of(selection, name), told, count, url))
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def without(selection: Selection, name: str, rest: list[str]) -> str:
    """The address of the selection with only the rest of the values under a name."""
    changes = {name: rest, "page": [], "cursor": []}
    return address(selection.kind, selection.query_string(**changes))


def label_of(selection: Selection, name: str) -> str:
    return str(selection.filters.filters[name].label)


def is_excluded(selection: Selection, name: str, value: str) -> bool:
    """Whether a value is ruled out; a text that begins with `-` is no such value."""
    return any(str(term) == value and term.excluded for term in selection.terms(name))


def value_of(selection: Selection, name: str, value: str) -> str:
    """A value that is set, for people."""
    if is_excluded(selection, name, value):
        value = value.removeprefix("-")
    if name == "language":
        return words.language(value)
    flags = FLAGS.get(name, {})
    if value in flags:
        return str(flags[value])
    return facets.label(selection, name, value)
