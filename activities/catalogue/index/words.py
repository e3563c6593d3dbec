"""What a person typed into the search box, as a query; and what they may have meant.

`labour migration` finds both words, in any form; `"labour migration"` the two side by
side; `migr*` every word so beginning; `-trade` leaves out. The last word counts as a
beginning too, so that a search may be seen while it is typed.
"""

import re
import unicodedata
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from activities.catalogue.index import schema

MOST_WORDS = 20
SHORTEST_PREFIX = 3
# However a keyboard writes them, quotes keep words together.
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PIECES = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class Piece:
    """A word or a quoted phrase of a search, wanted or left out."""

    words: tuple[str, ...]
    excluded: bool = False
    quoted: bool = False
    prefix: bool = False


def pieces(text: str) -> list[Piece]:
    """Cut a search into words and phrases; at most MOST_WORDS of them."""
    found: list[Piece] = []
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    for minus, phrase, word in _PIECES.findall(text):
        words = tuple(schema.analyzer("").analyze(phrase or word))
        if not words:
            continue
        excluded = bool(minus)
        if phrase or len(words) > 1:
            found.append(Piece(words, excluded, quoted=True))
        else:
            found.append(Piece(words, excluded, prefix=word.endswith("*")))
    found = found[:MOST_WORDS]
    if found and _may_be_begun(found[-1]) and not text.endswith('"'):
        found[-1] = Piece(found[-1].words, prefix=True)
    return found


def _may_be_begun(piece: Piece) -> bool:
    return (
        not piece.quoted
        and not piece.excluded
        and len(piece.words[0]) >= SHORTEST_PREFIX
    )


def query(text: str) -> Query:
    """The query for a search: all pieces wanted, none of those left out.

    A search without any word, such as `!!`, finds nothing.
    """
    clauses = [
        (Occur.MustNot if piece.excluded else Occur.Must, _piece(piece))
        for piece in pieces(text)
    ]
    if not clauses:
        return Query.empty_query()
    if all(occur == Occur.MustNot for occur, _query in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(clauses)


def _piece(piece: Piece) -> Query:
    options = []
    for field, language, weight in schema.text_fields():
        words = list(piece.words)
        if language:
            words = schema.analyzer(language).analyze(" ".join(words))
        if not words:
            continue
        options.append((Occur.Should, _boosted(_in_field(field, words), weight)))
        if piece.prefix and not language:
            begun = Query.regex_query(
                schema.schema(), field, re.escape(words[0]) + ".*"
            )
            options.append((Occur.Should, _boosted(begun, weight * 0.5)))
    return Query.boolean_query(options)


def _in_field(field: str, words: list[str]) -> Query:
    if len(words) == 1:
        return Query.term_query(schema.schema(), field, words[0])
    return Query.phrase_query(schema.schema(), field, list(words))


def _boosted(inner: Query, weight: float) -> Query:
    return Query.boost_query(inner, weight)


def did_you_mean(searcher: tantivy.Searcher, text: str) -> str:
    """The search with words that occur nowhere replaced by near ones that do.

    Empty where nothing is near, or nothing needed replacing.
    """
    better = [_nearest(searcher, piece) for piece in pieces(text)]
    found = [one for one in better if one is not None]
    if len(found) < len(better) or not any(changed for _words, changed in found):
        return ""
    return " ".join(words for words, _changed in found)


def _nearest(searcher: tantivy.Searcher, piece: Piece) -> tuple[str, bool] | None:
    """A piece in words that occur, and whether it had to be changed for that."""
    words, changed = [], False
    for word in piece.words:
        near = word if _occurs(searcher, word, piece) else _near(searcher, word)
        if near is None:
            return None
        changed = changed or near != word
        words.append(near)
    phrase = " ".join(words)
    sign = "-" if piece.excluded else ""
    return f'{sign}"{phrase}"' if piece.quoted else f"{sign}{phrase}", changed


def _occurs(searcher: tantivy.Searcher, word: str, piece: Piece) -> bool:
    one = Piece((word,), prefix=piece.prefix)
    return bool(searcher.search(_piece(one), 1).hits)


def _near(searcher: tantivy.Searcher, word: str) -> str | None:
    """The most frequent of the nearest words that share the first letter."""
    if len(word) < SHORTEST_PREFIX:
        return None
    most = 1 if len(word) < 6 else 2
    candidates: dict[str, int] = {}
    for field in schema.WEIGHTS:
        for term, count in searcher.terms_with_prefix(field, word[:1]):
            if abs(len(term) - len(word)) <= most:
                candidates[term] = candidates.get(term, 0) + count
    ranked = [
        (distance, -count, term)
        for term, count in candidates.items()
        if (distance := edit_distance(word, term, most)) <= most
    ]
    return min(ranked)[2] if ranked else None


def edit_distance(one: str, other: str, most: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between words.

    Any number above `most` stands for “too far”.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, mark in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mark))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mark
            if swapped:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
