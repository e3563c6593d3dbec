"""Pieces of queries of the index."""

from collections.abc import Iterator

import tantivy
from tantivy import FieldType, Occur, Query

from activities.catalogue.fields import Term
from activities.catalogue.index import schema

Clause = tuple[Occur, tantivy.Query]


def of_terms(field: str, terms: list[Term]) -> Iterator[Clause]:
    """Any of the wanted terms, and none of the excluded ones."""
    wanted = [term.value for term in terms if not term.excluded]
    excluded = [term.value for term in terms if term.excluded]
    if wanted:
        yield Occur.Must, any_of(field, wanted)
    if excluded:
        yield Occur.MustNot, any_of(field, excluded)


def any_of(field: str, values: list[str]) -> tantivy.Query:
    """Any of these values in a field."""
    if len(values) == 1:
        return Query.term_query(schema.schema(), field, values[0], "basic")
    return Query.term_set_query(schema.schema(), field, values)


def between(field: str, low: int | None, high: int | None) -> tantivy.Query:
    """Numbers of a field from low to high, both included; None is no bound."""
    return Query.range_query(schema.schema(), field, FieldType.Integer, low, high)
