"""The filters that are set: a tag for each value, and what dropping one would give."""

from dataclasses import dataclass

from activities.catalogue.selection import Selection
from activities.catalogue.sentence import is_excluded, label_of, value_of
from activities.site.listing import address


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
