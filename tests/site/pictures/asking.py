"""Random selections, and what a picture says of one."""

import random

from django.http import QueryDict

from activities.catalogue import selection as selections
from activities.catalogue.selection import Catalogue
from activities.catalogue.tallies.pictures import PICTURES

WAYS = [(name, by) for name, picture in PICTURES.items() for by in picture.ways]
VALUES = {
    "theme": ["hld2006-topics-1", "hld2006-topics-2", "hld2006-topics-5", "hld2013-4"],
    "dialogue": ["hld2006-topics", "hld2013"],
    "place": ["002", "202", "142", "asia-pacific", "BE", "AO", "001"],
    "partner": ["world-bank", "iom", "ilo", "acbf"],
    "with": ["unctad", "world-bank"],
    "role": ["co-organizer", "implementer", "publisher"],
    "record": ["activity", "event", "publication"],
    "kind": ["workshop", "research"],
    "year": ["2004", "2005", "2006"],
    "status": ["completed", "undated", "under-way"],
}
ONCE = {
    "cross_cutting": ["1", "0"],
    "place_exact": ["1"],
    "from": ["2004", "2005-06"],
    "to": ["2006", "2030"],
    "q": ["migration", "workshop"],
}
OF_PARTNERS = ("theme", "dialogue", "role", "year", "from", "to", "place", "q")


def random_query(chance: random.Random, by: str) -> QueryDict:
    """One to three filters, some of them ruling values out."""
    query = QueryDict(mutable=True)
    names = [*VALUES, *ONCE]
    if by == "partner-kind":
        names = [name for name in names if name in OF_PARTNERS]
    for name in chance.sample(names, chance.randint(1, 3)):
        if name in ONCE:
            query[name] = chance.choice(ONCE[name])
        else:
            values = chance.sample(VALUES[name], chance.randint(1, 2))
            query.setlist(name, [f"{chance.choice(['', '', '-'])}{v}" for v in values])
    return query


def counted(kind, query: str, catalogue: Catalogue) -> int:
    """How many rows the list of a query has."""
    return selections.read(kind, QueryDict(query), catalogue).count()
