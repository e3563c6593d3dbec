"""What a row or a column of a tally stands for, and the selection narrowed to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from activities.catalogue.fields import Term
from activities.catalogue.selection import Selection

# Filters of one value, which is written otherwise than it is read.
FLAGS: dict[str, dict[str, Any]] = {
    "cross_cutting": {"1": "yes", "0": "no"},
    "place_exact": {"1": True, "0": False},
}
Choice = tuple[str, str]  # a filter and its value; `-` before it rules it out


@dataclass(frozen=True)
class Head:
    """A row or a column: what choosing it asks for, beside the selection.

    `about` is the reference of the theme, place or partner that it is, if it is one.
    """

    code: str
    label: str
    chosen: tuple[Choice, ...]
    about: dict[str, Any] = field(default_factory=dict, compare=False)


def narrowed(selection: Selection, *heads: Head) -> Selection:
    """The selection, and of it only what stands under all of the heads.

    A head takes the place of what the selection wants of its filter; what the selection
    rules out stays ruled out.
    """
    values = dict(selection.values)
    for name, value in _chosen(heads):
        values[name] = _value(values.get(name), name, value)
    return replace(selection, values=values)


def query_of(selection: Selection, *heads: Head) -> str:
    """The query string of the same."""
    at_once = narrowed(selection, *heads)
    pairs = {
        name: _texts(at_once.values[name], value) for name, value in _chosen(heads)
    }
    return selection.query_string(**pairs)


def open_to_all(selection: Selection, name: str) -> Selection:
    """The selection with whatever value of a filter, but for those ruled out."""
    left = [term for term in selection.terms(name) if term.excluded]
    return replace(selection, values={**selection.values, name: left})


def wanted(selection: Selection, name: str) -> list[str]:
    """The values that a filter asks for."""
    return [term.value for term in selection.chosen(name) if not term.excluded]


def excluded(selection: Selection, name: str) -> list[str]:
    """The values that a filter rules out."""
    return [term.value for term in selection.chosen(name) if term.excluded]


def asked_for(selection: Selection, name: str, heads: Iterable[Head]) -> list[Head]:
    """Of some heads those that a filter does not leave out already."""
    only, never = wanted(selection, name), excluded(selection, name)
    return [
        one for one in heads if one.code not in never and (not only or one.code in only)
    ]


def _chosen(heads: Iterable[Head]) -> list[Choice]:
    return [choice for head in heads for choice in head.chosen]


def _value(present: Any, name: str, value: str) -> Any:
    """A filter's value with one more choice in it."""
    if name in FLAGS:
        return FLAGS[name][value]
    terms = present or []
    if value.startswith("-"):
        return sorted({*terms, Term(value[1:], excluded=True)}, key=_order)
    return [Term(value), *(term for term in terms if term.excluded)]


def _order(term: Term) -> tuple[bool, str]:
    return term.excluded, term.value


def _texts(value: Any, written: str) -> list[str]:
    return [str(term) for term in value] if isinstance(value, list) else [written]
