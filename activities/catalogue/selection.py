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
from django.utils.translation import gettext as _
from tantivy import Occur, Query

from activities.catalogue import controls as lists
from activities.catalogue import fields, partner_records
from activities.catalogue.controls import Controls
from activities.catalogue.fields import Term
from activities.catalogue.filters import (
    FILTERS,
    EntryFilters,
    PartnerFilters,
)
from activities.catalogue.index import follower
from activities.catalogue.index.clauses import Clause, any_of
from activities.catalogue.index.follower import Opened, Position
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.problems import InvalidQuery, Problem, unknown_parameter
from activities.catalogue.vocabulary import Vocabulary
from activities.catalogue.vocabulary import at as vocabulary_at


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

    def chosen(self, name: str) -> list[Term]:
        """The values under a name, of any filter: what its options show as chosen."""
        value = self.values.get(name)
        return [Term(value)] if isinstance(value, str) else self.terms(name)

    def query_string(self, **changes: list[str]) -> str:
        """The selection as a canonical query string: sorted, nothing twice.

        `changes` replaces the values of a name; an empty list drops it.
        """
        pairs = {**self.filter_pairs(), **self.controls.pairs(), **changes}
        return urlencode(
            [(name, value) for name in sorted(pairs) for value in pairs[name]]
        )

    def whole_string(self) -> str:
        """The query string of the whole selection in its order, whatever its form."""
        unasked: dict[str, list[str]] = {
            name: [] for name in self.controls.given if name != "sort"
        }
        return self.query_string(**unasked)

    def filter_pairs(self) -> dict[str, list[str]]:
        """The filters as given, by name; only those that hold a value."""
        pairs = {}
        for name, value in self.values.items():
            if isinstance(value, list):
                pairs[name] = [str(term) for term in value]
            elif value is not None:
                pairs[name] = [v for v in self.filters.data.getlist(name) if v != ""]
        return {name: given for name, given in pairs.items() if given}

    def _kind_query(self) -> tantivy.Query:
        kinds = [str(kind) for kind in ([self.kind] if self.kind else CONTENT)]
        return any_of("record", kinds)

    def asked_of_records(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the values that are asked of a partner's records, not of itself."""
        names = PartnerFilters.OF_RECORDS if self.kind == EntryKind.PARTNER else ()
        return {n: v for n, v in values.items() if n in names and v not in (None, [])}

    def _partner_clauses(self, values: Mapping[str, Any]) -> Iterator[Clause]:
        """Partners by what they are, and by the records they take part in."""
        asked = self.asked_of_records(values)
        yield from self.filters.clauses(
            {name: value for name, value in values.items() if name not in asked}
        )
        if asked:
            slugs = partner_records.slugs(self.catalogue.searcher, self.filters, asked)
            yield Occur.Must, partner_records.among(slugs)


def read(
    kind: EntryKind | None,
    query: QueryDict,
    catalogue: Catalogue,
    names: tuple[str, ...] = lists.LIST,
) -> Selection:
    """Check a query string: filters, and the controls of those names.

    Raises InvalidQuery with every problem it has.
    """
    filters = FILTERS[kind](query, catalogue.vocabulary)
    controls, problems = Controls.read(kind, query, catalogue.vocabulary, names)
    known = {*filters.filters, *names}
    problems += [unknown_parameter(name, known) for name in query if name not in known]
    problems += fields.problems_of(filters.form)
    values = filters.form.cleaned_data
    problems += _contradictions(values, query)
    if problems:
        raise InvalidQuery(problems)
    return Selection(catalogue, kind, filters, values, controls)


def _contradictions(values: Mapping[str, Any], query: QueryDict) -> Iterator[Problem]:
    first, last = values.get("from"), values.get("to")
    if first is not None and last is not None and first > last:
        message = _("This is before “from”: no day lies between the two.")
        yield Problem("to", query.getlist("to")[-1], str(message))
