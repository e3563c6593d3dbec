"""How many records stand under a theme, in a place, with a partner, by kind."""

from collections.abc import Mapping

from tantivy import Occur, Query

from activities.catalogue.index.clauses import any_of
from activities.catalogue.index.counting import count_by, count_by_each
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.selection import Catalogue

# The field of the index that names an entry of each kind in other entries.
FIELDS = {
    EntryKind.THEME: "theme",
    EntryKind.PLACE: "place",
    EntryKind.DIALOGUE: "dialogue",
    EntryKind.PARTNER: "partner",
}


def of_entry(catalogue: Catalogue, kind: EntryKind, key: str) -> dict[str, int]:
    """Records that name the entry: {"activities": 3, "events": 0, …}."""
    named = any_of(FIELDS[kind], [key])
    return _by_plural(count_by(catalogue.searcher, named, "record"))


def of_all(catalogue: Catalogue, kind: EntryKind) -> dict[str, dict[str, int]]:
    """The same for every key of a kind that any record names."""
    records = any_of("record", [str(one) for one in CONTENT])
    by_key = count_by_each(catalogue.searcher, records, FIELDS[kind], "record")
    return {key: _by_plural(counted) for key, counted in by_key.items()}


def cross_cutting(catalogue: Catalogue, dialogue: str) -> dict[str, int]:
    """Records relevant to every theme of a dialogue, by kind."""
    both = [
        (Occur.Must, any_of("cross_cutting", ["yes"])),
        (Occur.Must, any_of("dialogue", [dialogue])),
    ]
    query = Query.boolean_query(both)
    return _by_plural(count_by(catalogue.searcher, query, "record"))


def _by_plural(counts: Mapping[str, int]) -> dict[str, int]:
    return {kind.plural: counts.get(str(kind), 0) for kind in CONTENT}
