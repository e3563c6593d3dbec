"""Records near to words that should have named one: for an address that leads nowhere.

Words are sought in titles and names, a word that occurs nowhere by its nearest; what
shares too few of them is not near.
"""

import re
import unicodedata
from typing import Any

import orjson
from tantivy import Occur, Query

from activities.catalogue.index import schema, words
from activities.catalogue.kinds import PAGED, EntryKind
from activities.catalogue.models import Entry
from activities.catalogue.selection import Catalogue

MOST_WORDS = 12
SHORTEST = 3  # letters; shorter words, of any language, tell little
LOOKED_AT = 50  # the best matches, of which those that share most words are kept
SHARED = 0.5  # of the words, at least
KEY_WEIGHT = 5.0  # a word of the key counts as much as a rare one of the title
CLOSE = 0.75  # of what the nearest shares, at least


def with_keys(keys: list[str]) -> list[dict[str, Any]]:
    """What has one of these keys, of whatever kind: rows as lists have them."""
    rank = {key: at for at, key in reversed([*enumerate(keys)])}
    # Places have codes in capitals; a letter that becomes two is in none of them.
    rank |= {key.upper(): at for key, at in rank.items() if key.isascii()}
    entries = Entry.objects.filter(key__in=rank, kind__in=PAGED).order_by("pk")
    found = sorted(entries, key=lambda one: rank[one.key])
    return [orjson.loads(one.summary) for one in found]


def exists(kind: EntryKind, key: str) -> bool:
    return Entry.objects.filter(kind=kind, key=key).exists()


def near(
    catalogue: Catalogue, kind: EntryKind | None, text: str, most: int
) -> list[dict[str, Any]]:
    """Rows of the records that share most words with the text, nearest first.

    No more than `most`; those of the kind asked for before their equals; none where
    nothing shares half of the words.
    """
    written = telling(text)
    if not written:
        return []
    meant = [_occurring(catalogue, word) for word in written]
    query = _query(kind, {*written, *meant})
    hits = catalogue.searcher.search(query, LOOKED_AT).hits
    addresses = [address for _score, address in hits]
    pks = catalogue.searcher.fast_field_values("entry", addresses)
    ready = Entry.objects.in_bulk([int(pk) for pk in pks if pk is not None])
    ranked = [
        (*_shared(written, meant, entry), entry.kind == kind, entry.sequence, entry)
        for entry in ready.values()
    ]
    ranked.sort(reverse=True)
    least = max(SHARED, CLOSE * ranked[0][0]) if ranked else SHARED
    close = [one[-1] for one in ranked if one[0] >= least]
    return [orjson.loads(one.summary) for one in close[:most]]


def telling(text: str) -> list[str]:
    """The words of a text that may tell a record from others, each once, in order."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    found = (one for one in re.findall(r"[^\W_]+", plain) if len(one) >= SHORTEST)
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _occurring(catalogue: Catalogue, word: str) -> str:
    """The word, or where it occurs nowhere the nearest that does."""
    return words.did_you_mean(catalogue.searcher, word) or word


def _query(kind: EntryKind | None, wanted: set[str]) -> Query:
    """Any of the words, in a title or another name, or in the key of the kind's."""
    named = [
        Query.term_query(schema.schema(), field, word)
        for field in ("title", "names")
        for word in sorted(wanted)
    ]
    if kind is not None:
        # All keys of a kind are gone through: some ten milliseconds for 200,000.
        named += [_in_key(kind, word) for word in sorted(wanted)]
    paged = [Query.term_query(schema.schema(), "record", str(one)) for one in PAGED]
    both = [_any(named), _any(paged)]
    return Query.boolean_query([(Occur.Must, one) for one in both])


def _in_key(kind: EntryKind, word: str) -> Query:
    pattern = f"{kind}/(.*-)?{re.escape(word)}(-.*)?"
    return Query.boost_query(
        Query.regex_query(schema.schema(), "key", pattern), KEY_WEIGHT
    )


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, one) for one in queries])


def _shared(written: list[str], meant: list[str], entry: Entry) -> tuple[float, float]:
    """Which part of the words the record has, and which part of its key they are."""
    about = orjson.loads(entry.summary)
    named = about.get("title") or about.get("name") or ""
    key, title = set(telling(entry.key)), set(telling(named))
    both = list(zip(written, meant, strict=True))
    in_key = sum(one in key or other in key for one, other in both)
    in_title = sum(one in title or other in title for one, other in both)
    return max(in_key, in_title) / len(both), in_key / max(1, len(key))
