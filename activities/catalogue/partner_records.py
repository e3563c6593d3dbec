"""Partners by the records they take part in: themes, roles and dates asked of those.

One and the same record must meet all that is asked, with the partner in a wanted role;
a partner in an unwanted role in any of these records is left out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import tantivy
from tantivy import Occur, Query

from activities.catalogue.fields import Term
from activities.catalogue.filters import EntryFilters
from activities.catalogue.index import schema
from activities.catalogue.index.clauses import any_of
from activities.catalogue.index.counting import count_by
from activities.catalogue.kinds import CONTENT, EntryKind

Values = Mapping[str, Any]


def among(slugs: Iterable[str]) -> tantivy.Query:
    """The query for partners by their slugs; for none it finds nothing."""
    keys = [schema.term_of(EntryKind.PARTNER, slug) for slug in sorted(slugs)]
    return any_of("key", keys) if keys else Query.empty_query()


def slugs(searcher: tantivy.Searcher, filters: EntryFilters, asked: Values) -> set[str]:
    """The partners in records that meet all that is asked of records."""
    pairs = count_by(searcher, _records(filters, asked), "participation")
    return _in_roles(pairs, asked.get("role") or [])


def slugs_by_value(
    searcher: tantivy.Searcher, filters: EntryFilters, asked: Values, name: str
) -> dict[str, set[str]]:
    """The same for each value that one filter might have instead of its own."""
    others = {other: value for other, value in asked.items() if other != name}
    records = _records(filters, others)
    if name == "role":
        found: dict[str, set[str]] = {}
        for pair in count_by(searcher, records, "participation"):
            slug, role = pair.rsplit("|", 1)
            found.setdefault(role, set()).add(slug)
        return found
    # One query a value: all pairs at once would be more than the engine counts.
    return {
        value: slugs(searcher, filters, {**others, name: [Term(value)]})
        for value in count_by(searcher, records, name)
    }


def _records(filters: EntryFilters, asked: Values) -> tantivy.Query:
    """Records that meet what is asked; but for roles, which are a partner's in one."""
    records = any_of("record", [str(kind) for kind in CONTENT])
    others = {name: value for name, value in asked.items() if name != "role"}
    return Query.boolean_query([(Occur.Must, records), *filters.clauses(others)])


def _in_roles(pairs: Iterable[str], roles: list[Term]) -> set[str]:
    """The partners of “slug|role” pairs, in a wanted role and in no unwanted one."""
    wanted = {term.value for term in roles if not term.excluded}
    unwanted = {term.value for term in roles if term.excluded}
    found, left_out = set(), set()
    for pair in pairs:
        slug, role = pair.rsplit("|", 1)
        if role in unwanted:
            left_out.add(slug)
        if not wanted or role in wanted:
            found.add(slug)
    return found - left_out
