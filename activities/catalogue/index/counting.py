"""Counts by value, as the engine gives them."""

from typing import Any

import tantivy

ALL_BUCKETS = 65000  # so that a count by value is exact, however many values there are
MOST_EACH, MOST_COMPANY = 500, 100


def buckets(field: str, most: int = ALL_BUCKETS) -> dict[str, Any]:
    """The aggregation that counts every value of a field, exactly, or the frequent."""
    sizes = {"size": most, "segment_size": ALL_BUCKETS}
    return {"terms": {"field": field, **sizes}}


def count_by(
    searcher: tantivy.Searcher, query: tantivy.Query, field: str
) -> dict[str, int]:
    """How many entries of a query have each value of a field."""
    answer = searcher.aggregate(query, {"by": buckets(field)})
    return _counts(answer["by"])


def count_by_each(
    searcher: tantivy.Searcher, query: tantivy.Query, outer: str, inner: str
) -> dict[str, dict[str, int]]:
    """For each value of one field, how many entries have each value of another.

    Both together may have no more than ALL_BUCKETS pairs of values.
    """
    asked = {"by": {**buckets(outer), "aggs": {"of": buckets(inner)}}}
    answer = searcher.aggregate(query, asked)
    return {one["key"]: _counts(one["of"]) for one in answer["by"]["buckets"]}


def company_of_each(
    searcher: tantivy.Searcher, query: tantivy.Query, field: str
) -> dict[str, dict[str, int]]:
    """For the frequent values of a field, those that stand in the same entries.

    As many as the engine counts at once: MOST_EACH values, and MOST_COMPANY of each.
    """
    inner = buckets(field, MOST_COMPANY)
    asked = {"by": {**buckets(field, MOST_EACH), "aggs": {"of": inner}}}
    answer = searcher.aggregate(query, asked)
    return {one["key"]: _counts(one["of"]) for one in answer["by"]["buckets"]}


def _counts(answered: dict[str, Any]) -> dict[str, int]:
    return {one["key"]: one["doc_count"] for one in answered["buckets"]}
