"""Titles by words that are only begun, as one types them, and by words with a slip."""

import re

from tantivy import Occur, Query

from activities.catalogue.index import schema
from activities.catalogue.index.words import SHORTEST_PREFIX

FIELD = "title"
SLIPS_FROM = 4  # letters; of shorter words anything is near


def of_title(words: tuple[str, ...]) -> Query:
    """Titles with a word beginning with each of these; whole words come first."""
    begun = [(Occur.Must, _begun(word)) for word in words]
    whole = [(Occur.Should, _whole(word)) for word in words]
    return Query.boolean_query([*begun, *whole])


def near_title(words: tuple[str, ...]) -> Query:
    """Titles with a word beginning with each of these, but for one slip each."""
    return Query.boolean_query([(Occur.Must, _near(word)) for word in words])


def _begun(word: str) -> Query:
    if len(word) < SHORTEST_PREFIX:
        # Half the words there are begin with these letters.
        return _whole(word)
    return Query.regex_query(schema.schema(), FIELD, re.escape(word) + ".*")


def _near(word: str) -> Query:
    if len(word) < SLIPS_FROM:
        return _begun(word)
    return Query.fuzzy_term_query(schema.schema(), FIELD, word, distance=1, prefix=True)


def _whole(word: str) -> Query:
    return Query.term_query(schema.schema(), FIELD, word)
