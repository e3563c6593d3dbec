"""A query of the public, checked once, and the entries it selects.

`read()` turns a query string into a Selection or raises InvalidQuery. Pages, API,
exports and feeds all begin here, so the same query is the same entries everywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import tantivy
from django.http import QueryDict
from tantivy import Occur, Query

from activities.catalogue import fields
from activities.catalogue.controls import Controls
from activities.catalogue.fields import Term
from activities.catalogue.filters import (
    FILTERS,
    Clause,
    EntryFilters,
    PartnerFilters,
    any_of,
)
from activities.catalogue.index import follower, schema
from activities.catalogue.index.follower import Opened, Position
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.problems import InvalidQuery, unknown_parameter
from activities.catalogue.vocabulary import Vocabulary
from activities.catalogue.vocabulary import at as vocabulary_at

ALL_BUCKETS = 65000  # so that a count by value is exact, however many values there are


@dataclass(frozen=True)
class Catalogue:
    """The catalogue at one moment: position, index and names. One per request."""

    position: Position
    index: Opened
    vocabulary: Vocabulary

    @classmethod
    def now(cls) -> "Catalogue":
        return cls.at(follower.catalogue_position())

    @classmethod
    def at(cls, position: Position) -> "Catalogue":
        return cls(position, follower.searcher_at(position), vocabulary_at(position))

    @property
    def searcher(self) -> tantivy.Searcher:
        return self.index.searcher


@dataclass(frozen=True)
class Selection:
    """Checked filters and controls over one kind of entry, or all records for None."""

    catalogue: Catalogue
    kind: EntryKind | None
    filters: EntryFilters
    values: Mapping[str, Any]
    controls: Controls

    def query(self, without: tuple[str, ...] = ()) -> tantivy.Query:
        """The query of all filters, or of all but those named."""
        values = {name: v for name, v in self.values.items() if name not in without}
        clauses = [(Occur.Must, self._kind_query())]
        if self.kind == EntryKind.PARTNER:
            clauses += self._partner_clauses(values)
        else:
            clauses += self.filters.clauses(values)
        return Query.boolean_query(clauses)

    def with_value(self, name: str, value: Term) -> "Selection":
        """The same selection with only this value under the name."""
        return replace(self, values={**self.values, name: [value]})

    def count(self) -> int:
        counted: Any = self.catalogue.searcher.search(self.query(), 1)
        return int(counted.count or 0)

    def terms(self, name: str) -> list[Term]:
        """The values under a name, of filters that take several."""
        value = self.values.get(name)
        return value if isinstance(value, list) else []

    def query_string(self, **changes: list[str]) -> str:
        """The selection as a canonical query string: sorted, nothing twice.

        `changes` replaces the values of a name; an empty list drops it.
        """
        pairs = {**self.filter_pairs(), **self.controls.pairs(), **changes}
        return urlencode(
            [(name, value) for name in sorted(pairs) for value in pairs[name]]
        )

    def filter_pairs(self) -> dict[str, list[str]]:
        """The filters as given, by name; only those that hold a value."""
        pairs = {}
        for name, value in self.values.items():
            if isinstance(value, list):
                pairs[name] = [str(term) for term in value]
            elif value is not None:
                pairs[name] = self.filters.data.getlist(name)[-1:]
        return {name: given for name, given in pairs.items() if given}

    def _kind_query(self) -> tantivy.Query:
        kinds = [str(kind) for kind in ([self.kind] if self.kind else CONTENT)]
        return any_of("record", kinds)

    def _partner_clauses(self, values: Mapping[str, Any]) -> Iterator[Clause]:
        """Partners by what they are, and by the records they take part in."""
        of_records = {
            name: value
            for name, value in values.items()
            if name in PartnerFilters.OF_RECORDS and value not in (None, [])
        }
        own = {name: v for name, v in values.items() if name not in of_records}
        yield from self.filters.clauses(own)
        if of_records:
            keys = [schema.term_of("partner", key) for key in self._slugs(of_records)]
            yield Occur.Must, any_of("key", keys) if keys else Query.empty_query()

    def _slugs(self, of_records: Mapping[str, Any]) -> list[str]:
        """The partners in records that meet all these filters, in a wanted role."""
        records = any_of("record", [str(kind) for kind in CONTENT])
        roles = of_records.get("role") or []
        clauses = [(Occur.Must, records), *self.filters.clauses(of_records)]
        buckets = count_by(
            self.catalogue.searcher, Query.boolean_query(clauses), "participation"
        )
        pairs = [key.rsplit("|", 1) for key in buckets]
        wanted = {term.value for term in roles if not term.excluded}
        unwanted = {
            slug
            for slug, role in pairs
            if role in {term.value for term in roles if term.excluded}
        }
        found = {slug for slug, role in pairs if not wanted or role in wanted}
        return sorted(found - unwanted)


def read(kind: EntryKind | None, query: QueryDict, catalogue: Catalogue) -> Selection:
    """Check a query string. Raises InvalidQuery with every problem it has."""
    filters = FILTERS[kind](query, catalogue.vocabulary)
    controls, problems = Controls.read(kind, query, catalogue.vocabulary)
    known = {*filters.filters, *Controls.names()}
    problems += [unknown_parameter(name, known) for name in query if name not in known]
    problems += fields.problems_of(filters.form)
    if problems:
        raise InvalidQuery(problems)
    return Selection(catalogue, kind, filters, filters.form.cleaned_data, controls)


def count_by(
    searcher: tantivy.Searcher, query: tantivy.Query, field: str
) -> dict[str, int]:
    """How many entries of a query have each value of a field."""
    answer = searcher.aggregate(query, {"by": buckets(field)})
    return {one["key"]: one["doc_count"] for one in answer["by"]["buckets"]}


def buckets(field: str) -> dict[str, Any]:
    """The aggregation that counts every value of a field, exactly."""
    sizes = {"size": ALL_BUCKETS, "segment_size": ALL_BUCKETS}
    return {"terms": {"field": field, **sizes}}
