"""How many results each value of a facet would give.

Asked of the index with as few queries as the filters allow; the broad ones are kept.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from tantivy import Occur, Query

from activities.catalogue import partner_records
from activities.catalogue.days import today
from activities.catalogue.fields import Term
from activities.catalogue.filters import PartnerFilters
from activities.catalogue.index.counting import buckets, count_by
from activities.catalogue.keeper import Keeper
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Selection
from activities.choices import Role, Status

Counts = dict[str, dict[str, int]]  # facet -> value -> number of results

broad: Keeper[Counts] = Keeper(lambda: settings.COUNTS_KEPT)
partners: Keeper[dict[str, set[str]]] = Keeper(lambda: settings.COUNTS_KEPT)


def parameter_of(name: str) -> str:
    """The filter that a facet belongs to: region and country both set `place`."""
    return "place" if name in ("region", "country") else name


def by_facet(selection: Selection, names: tuple[str, ...]) -> Counts:
    """Counts by value for each facet, with as few queries as the filters allow."""
    found: Counts = {}
    together: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        if _one_by_one(selection, name):
            found[name] = _counted_singly(selection, name)
            continue
        own = parameter_of(name)
        chosen = selection.values.get(own) not in (None, [])
        without: tuple[str, ...] = (own,) if chosen else ()
        together.setdefault(without, []).append(name)
    for without, group in together.items():
        found |= _kept_or_counted(selection, without, tuple(group))
    return found


def _one_by_one(selection: Selection, name: str) -> bool:
    """Whether an option's results depend on another filter's value, not on its own.

    A role is that of the partner chosen, a partner's that of the role chosen; and what
    is asked of partners is asked of their records.
    """
    if selection.kind == EntryKind.PARTNER:
        return name in PartnerFilters.OF_RECORDS
    pair = {"role": "partner", "partner": "role"}
    return any(not term.excluded for term in selection.terms(pair.get(name, "")))


def _counted_singly(selection: Selection, name: str) -> dict[str, int]:
    if selection.kind == EntryKind.PARTNER:
        return _partners_counted(selection, name)
    others = selection.terms("partner" if name == "role" else "role")
    wanted = [term.value for term in others if not term.excluded]
    if len(wanted) == 1:
        return _counted_in_pairs(selection, name, wanted[0])
    candidates = _candidates(selection, name)
    return {
        value: selection.with_value(name, Term(value)).count() for value in candidates
    }


def _counted_in_pairs(selection: Selection, name: str, other: str) -> dict[str, int]:
    """Partners in the one role asked for, or roles of the one partner."""
    query = selection.query(without=(name,))
    counts = {}
    pairs = count_by(selection.catalogue.searcher, query, "participation")
    for pair, number in pairs.items():
        partner, role = pair.rsplit("|", 1)
        value, counterpart = (role, partner) if name == "role" else (partner, role)
        if counterpart == other:
            counts[value] = number
    return counts


def _candidates(selection: Selection, name: str) -> Iterable[str]:
    if name == "role":
        return Role.values
    records = selection.query(without=(name, "role"))
    return count_by(selection.catalogue.searcher, records, name)


def _partners_counted(selection: Selection, name: str) -> dict[str, int]:
    """Partners by a value of their records: one of them has to meet all the rest."""
    searcher = selection.catalogue.searcher
    by_value = _partners_by_value(selection, name)
    own = selection.query(without=PartnerFilters.OF_RECORDS)
    counts = {}
    for value, slugs in by_value.items():
        both = [(Occur.Must, own), (Occur.Must, partner_records.among(slugs))]
        counted: Any = searcher.search(Query.boolean_query(both), 1)
        counts[value] = int(counted.count or 0)
    return counts


def _partners_by_value(selection: Selection, name: str) -> dict[str, set[str]]:
    asked = selection.asked_of_records(selection.values)
    pairs = selection.filter_pairs()
    key = (name, tuple((n, *pairs[n]) for n in sorted(asked) if n != name))
    found = partners.get(_version(selection), key)
    if found is None:
        found = partner_records.slugs_by_value(
            selection.catalogue.searcher, selection.filters, asked, name
        )
        partners.keep(_version(selection), key, found)
    return found


def _kept_or_counted(
    selection: Selection, without: tuple[str, ...], names: tuple[str, ...]
) -> Counts:
    """Counts of facets under all filters but those named."""
    pairs = {n: v for n, v in selection.filter_pairs().items() if n not in without}
    if pairs and not without:
        return _counted_together(selection, without, names)
    # Broad ones are slow, and the same for whatever is chosen in the filter left out.
    version = _version(selection)
    key = (selection.kind, names, tuple((n, *pairs[n]) for n in sorted(pairs)))
    found = broad.get(version, key)
    if found is None:
        found = _counted_together(selection, without, names)
        broad.keep(version, key, found)
    return found


def _version(selection: Selection) -> tuple[str, int, int, int]:
    """What counts depend on beside the query: the index, and today."""
    index = selection.catalogue.index
    return index.epoch, index.inode, index.reached, today()


def _counted_together(
    selection: Selection, without: tuple[str, ...], names: tuple[str, ...]
) -> Counts:
    asked: dict[str, Any] = {}
    for name in names:
        if name == "status":
            asked |= _status_buckets(selection)
        else:
            field = _field_of(selection, name)
            asked[field] = buckets(field)
    answer = selection.catalogue.searcher.aggregate(selection.query(without), asked)
    found = {}
    for name in names:
        if name == "status":
            found[name] = _status_counts(answer["condition"]["buckets"])
            continue
        counted = answer[_field_of(selection, name)]["buckets"]
        found[name] = {one["key"]: one["doc_count"] for one in counted}
    return found


def _field_of(selection: Selection, name: str) -> str:
    if parameter_of(name) == "place":
        return "place_exact" if selection.values.get("place_exact") else "place"
    return name


def _status_buckets(selection: Selection) -> dict[str, Any]:
    day = selection.values.get("on") or today()
    return {
        "condition": {
            **buckets("condition"),
            "aggs": {
                # A range is from … (included) to … (left out).
                "forthcoming": {
                    "range": {"field": "starts", "ranges": [{"from": day + 1}]}
                },
                "completed": {"range": {"field": "ends", "ranges": [{"to": day}]}},
            },
        }
    }


def _status_counts(conditions: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in conditions:
        if one["key"] != "dated":
            counts[one["key"]] = one["doc_count"]
            continue
        ahead = _bucket(one["forthcoming"]["buckets"], "from")
        behind = _bucket(one["completed"]["buckets"], "to")
        counts[Status.FORTHCOMING] = ahead
        counts[Status.COMPLETED] = behind
        counts[Status.UNDER_WAY] = one["doc_count"] - ahead - behind
    return counts


def _bucket(buckets: list[dict[str, Any]], bound: str) -> int:
    """The count of the range that was asked for; the engine adds the rest around it."""
    other = {"from": "to", "to": "from"}[bound]
    return sum(b["doc_count"] for b in buckets if bound in b and other not in b)
