"""The filters that are set: a tag for each value, and what dropping one would give."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from activities.catalogue import ways_out as ways
from activities.catalogue.selection import Selection
from activities.catalogue.sentence import is_excluded, label_of
from activities.catalogue.ways_out import WayOut
from activities.site.clauses import either, value
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
    """A way out of an empty list: what to leave out, and what that gives."""

    told: str
    count: int
    url: str


AddressOf = Callable[[str, list[str]], str]


def tags(selection: Selection, address_of: AddressOf | None = None) -> list[Tag]:
    """A tag for each value of each filter that is set.

    `address_of(name, rest)` is where there is only the rest of the values under a name:
    the list unless told.
    """
    address_of = address_of or partial(without, selection)
    return [
        Tag(
            label=label_of(selection, name),
            value=value(selection, name, given),
            excluded=is_excluded(selection, name, given),
            url=address_of(name, [one for one in values if one != given]),
        )
        for name, values in selection.filter_pairs().items()
        for given in values
    ]


def ways_out(selection: Selection) -> list[Way]:
    """What to leave out of a selection that holds nothing; the least that helps."""
    every = len(selection.filter_pairs())
    return [
        Way(_told(selection, way, every), way.count, address(selection.kind, way.query))
        for way in ways.of(selection)
    ]


def better_words(selection: Selection) -> Way | None:
    """The words that were probably meant, where those sought do not occur."""
    way = ways.meant(selection)
    if way is None:
        return None
    return Way(way.words, way.count, address(selection.kind, way.query))


def _told(selection: Selection, way: WayOut, every: int) -> str:
    if way.word:
        return _("Without the word “%(word)s”") % {"word": way.word}
    left_out = [_filter(selection, name) for name in way.without]
    if len(left_out) == every > 1:
        return _("Without any filter")
    if len(left_out) == 1:
        return _("Without %(filter)s") % {"filter": left_out[0]}
    if len(left_out) == 2:
        both = {"one": left_out[0], "other": left_out[1]}
        return _("Without %(one)s and without %(other)s") % both
    return _("With the words alone")


def _filter(selection: Selection, name: str) -> str:
    """A filter that is set and its values: “Place (Africa or Asia)”."""
    values = [value(selection, name, one) for one in selection.filter_pairs()[name]]
    told = {"filter": label_of(selection, name), "values": either(values)}
    return _("%(filter)s (%(values)s)") % told


def without(selection: Selection, name: str, rest: list[str]) -> str:
    """The address of the selection with only the rest of the values under a name."""
    changes = {name: rest, "page": [], "cursor": []}
    return address(selection.kind, selection.query_string(**changes))
