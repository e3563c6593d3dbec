"""What a person may be about to type: names, and titles of records.

What begins so comes first; where little does, what is near to it as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import orjson
from django.http import QueryDict
from tantivy import Occur, Query

from activities.catalogue import facet_counts, names
from activities.catalogue import selection as selections
from activities.catalogue.index import beginnings
from activities.catalogue.index.clauses import any_of
from activities.catalogue.index.schema import words_of
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import Entry
from activities.catalogue.names import Name
from activities.catalogue.selection import Catalogue

MOST = 8
MOST_NAMES = 5  # while there are records as well
FEW = 3  # with fewer, what is near is offered too
MOST_WORDS = 8


@dataclass(frozen=True)
class Suggestion:
    """An entry, as it is called; and by which other name it was found, if by one."""

    kind: EntryKind
    key: str
    label: str
    also: str = ""


def suggest(
    catalogue: Catalogue, typed: str, kind: EntryKind | None
) -> list[Suggestion]:
    """The best suggestions for what was typed, records of one kind or of all for None.

    At most MOST of them; for partners, no records.
    """
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return []
    known = names.of(catalogue.vocabulary)
    named = list(_named(catalogue, known.matching(words)))
    titled = list(_titled(catalogue, kind, beginnings.of_title(words)))
    if len(named) + len(titled) < FEW:
        named = _once([*named, *_named(catalogue, known.near(words))])
        near = _titled(catalogue, kind, beginnings.near_title(words))
        titled = _once([*titled, *near])
    room = max(MOST_NAMES, MOST - len(titled))
    return [*named[:room], *titled][:MOST]


def _named(
    catalogue: Catalogue, found: Iterable[tuple[int, Name]]
) -> Iterator[Suggestion]:
    """Each entry once, by its best name: the best fitting, then the one it goes by
    in the active language, then those of the most records.
    """
    used = _records_by_key(catalogue)
    best: dict[tuple[EntryKind, str], tuple[int, bool, int, str, str]] = {}
    for fit, name in found:
        key = name.kind, name.key
        label = catalogue.vocabulary.label(*key)
        is_other = name.words != words_of(label)
        rank = fit, is_other, -used.get(key, 0), label, name.text
        best[key] = min(best.get(key, rank), rank)
    for key in sorted(best, key=lambda one: (best[one], one)):
        _fit, is_other, _used, label, text = best[key]
        yield Suggestion(*key, label, text if is_other else "")


def _records_by_key(catalogue: Catalogue) -> dict[tuple[EntryKind, str], int]:
    """How many records name each place, theme, dialogue and partner."""
    everything = selections.read(None, QueryDict(), catalogue)
    kinds = {
        "region": EntryKind.PLACE,
        "theme": EntryKind.THEME,
        "dialogue": EntryKind.DIALOGUE,
        "partner": EntryKind.PARTNER,
    }
    counts = facet_counts.by_facet(everything, tuple(kinds))
    return {
        (kind, key): number
        for name, kind in kinds.items()
        for key, number in counts[name].items()
    }


def _titled(
    catalogue: Catalogue, kind: EntryKind | None, words: Query
) -> Iterator[Suggestion]:
    """Records with the words in their title."""
    kinds = [one for one in CONTENT if kind in (None, one)]
    if not kinds:
        return
    both = [(Occur.Must, any_of("record", [str(one) for one in kinds]))]
    query = Query.boolean_query([*both, (Occur.Must, words)])
    hits = catalogue.searcher.search(query, MOST * 2).hits
    addresses = [address for _score, address in hits]
    values = catalogue.searcher.fast_field_values("entry", addresses)
    pks = [int(value) for value in values if value is not None]
    ready = dict(Entry.objects.filter(pk__in=pks).values_list("pk", "summary"))
    rows = [orjson.loads(ready[pk]) for pk in pks if pk in ready]
    # Of several with one title, none can be told from the others here.
    first = {(row["record"], row["title"]): row for row in reversed(rows)}
    for row in reversed(first.values()):
        yield Suggestion(EntryKind(row["record"]), row["slug"], row["title"])


def _once(found: Iterable[Suggestion]) -> list[Suggestion]:
    by_entry: dict[tuple[EntryKind, str], Suggestion] = {}
    for one in found:
        by_entry.setdefault((one.kind, one.key), one)
    return list(islice(by_entry.values(), MOST))
