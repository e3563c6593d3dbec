"""The kinds of filters: how each turns a checked value into clauses of a query.

Which filters a list takes stands in `filters`.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

import django_filters
import tantivy
from tantivy import Occur, Query

from activities.catalogue import fields
from activities.catalogue.days import today
from activities.catalogue.fields import Term
from activities.catalogue.index import words
from activities.catalogue.index.clauses import Clause, any_of, between, of_terms
from activities.choices import Status

Values = Mapping[str, Any]


class IndexFilter(django_filters.Filter):
    """A filter that queries the index. `help_text` is read in forms and in the docs."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "IndexFilter":
        # Only its parent is a request's own; to copy the rest takes a millisecond.
        return copy(self)

    def clauses(self, value: Any, values: Values) -> Iterator[Clause]:
        """The clauses of this filter's value, given the values of all filters."""
        raise NotImplementedError  # without clauses a filter would be ignored


class TermFilter(IndexFilter):
    """Exact values of one field of the index."""

    field_class = fields.TermsField

    def clauses(self, value: list[Term], values: Values) -> Iterator[Clause]:
        yield from of_terms(str(self.field_name), value)


class YearFilter(TermFilter):
    field_class = fields.YearsField


class PlaceFilter(TermFilter):
    """A place and all that lies in it, or with `place_exact` the place alone."""

    def clauses(self, value: list[Term], values: Values) -> Iterator[Clause]:
        exact = values.get("place_exact")
        yield from of_terms("place_exact" if exact else "place", value)


class PartnerFilter(TermFilter):
    """With a role wanted as well, the partner must have that very role."""

    def clauses(self, value: list[Term], values: Values) -> Iterator[Clause]:
        partners = [term for term in value if not term.excluded]
        roles = [term for term in values.get("role") or [] if not term.excluded]
        if not partners or not roles:
            yield from of_terms("partner", value)
            return
        pairs = [f"{one.value}|{role.value}" for one in partners for role in roles]
        yield Occur.Must, any_of("participation", pairs)
        yield from of_terms("partner", [term for term in value if term.excluded])


class StatusFilter(TermFilter):
    """Forthcoming, under way or completed on a day: today, or the day asked for."""

    def clauses(self, value: list[Term], values: Values) -> Iterator[Clause]:
        day = values.get("on") or today()
        wanted = [_status(one.value, day) for one in value if not one.excluded]
        if wanted:
            yield Occur.Must, Query.boolean_query([(Occur.Should, q) for q in wanted])
        for one in value:
            if one.excluded:
                yield Occur.MustNot, _status(one.value, day)


def _status(status: str, day: int) -> tantivy.Query:
    if status in (Status.SUSPENDED, Status.CANCELLED, Status.UNDATED):
        return any_of("condition", [status])
    clauses: list[Clause] = [(Occur.Must, any_of("condition", ["dated"]))]
    if status == Status.FORTHCOMING:
        clauses.append((Occur.Must, between("starts", day + 1, None)))
    elif status == Status.COMPLETED:
        clauses.append((Occur.Must, between("ends", None, day - 1)))
    else:
        clauses.append((Occur.Must, between("starts", None, day)))
        clauses.append((Occur.Must, between("ends", day, None)))
    return Query.boolean_query(clauses)


class SinceFilter(IndexFilter):
    """On or after a day, by overlap: what ends before it is left out."""

    field_class = fields.DayField

    def clauses(self, value: int, values: Values) -> Iterator[Clause]:
        yield Occur.Must, between("ends", value, None)


class UntilFilter(IndexFilter):
    """On or before a day, by overlap: what starts after it is left out."""

    field_class = fields.DayField

    def clauses(self, value: int, values: Values) -> Iterator[Clause]:
        yield Occur.Must, between("starts", None, value)


class UpdatedFilter(IndexFilter):
    field_class = fields.MomentField

    def clauses(self, value: int, values: Values) -> Iterator[Clause]:
        yield Occur.Must, between("updated", value, None)


class WordsFilter(IndexFilter):
    field_class = fields.TextField

    def clauses(self, value: str, values: Values) -> Iterator[Clause]:
        yield Occur.Must, words.query(value, self.parent.vocabulary.spoken)


class FlagFilter(IndexFilter):
    """`1` or `0` for a yes or no of the index."""

    field_class = fields.ChoiceField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices={"1": "yes", "0": "no"}, **kwargs)

    def clauses(self, value: str, values: Values) -> Iterator[Clause]:
        yield Occur.Must, any_of(str(self.field_name), [value])


class ModeFilter(IndexFilter):
    """Not a filter by itself: it tells another one how to read its value."""

    def clauses(self, value: Any, values: Values) -> Iterator[Clause]:
        yield from ()


class DayModeFilter(ModeFilter):
    field_class = fields.DayField


class FlagModeFilter(ModeFilter):
    field_class = fields.ChoiceField
