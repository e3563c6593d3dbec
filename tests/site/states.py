"""Random states of the lists: what a visitor may have set there."""

import json
import random
from collections.abc import Iterator
from urllib.parse import urlencode

from activities.catalogue.controls import FACETS
from activities.catalogue.facet_counts import parameter_of
from activities.catalogue.kinds import RECORDS

WORDS = ("migration", "workshop", "remittances", "trafic", '"human rights"', "zzz")
DAYS = ("1999", "2004", "2005-06", "2005-10-26", "2006")
KINDS = (None, *RECORDS)


def word_of(kind) -> str:
    """The list's word in addresses."""
    return kind.plural if kind else "search"


def options(client, kind) -> dict[str, list[str]]:
    """Every value that each filter of a list may have, by its parameter."""
    facets = ",".join(FACETS[kind])
    url = f"/api/v1/{word_of(kind)}/?facets={facets}&facet_size=1000&page_size=1"
    found: dict[str, list[str]] = {}
    for facet, counted in json.loads(client.get(url).content)["facets"].items():
        values = [one["value"] for one in counted]
        found.setdefault(parameter_of(facet), []).extend(values)
    return {name: values for name, values in found.items() if values}


def states(client, seed: int, count: int, most: int = 4) -> Iterator[str]:
    """Addresses of lists with one to `most` filters set."""
    chance = random.Random(seed)
    known = {kind: options(client, kind) for kind in KINDS}
    for _ in range(count):
        kind = chance.choice(KINDS)
        pairs = list(_pairs(chance, known[kind], chance.randint(1, most)))
        if chance.random() < 0.3:
            pairs.append(("sort", chance.choice(["title", "-updated"])))
        yield f"/{word_of(kind)}/?{urlencode(pairs)}"


def _pairs(
    chance: random.Random, known: dict[str, list[str]], many: int
) -> Iterator[tuple[str, str]]:
    names = chance.sample([*known, "q", "from"], min(many, len(known) + 2))
    for name in names:
        if name == "q":
            yield name, chance.choice(WORDS)
        elif name == "from":
            yield name, chance.choice(DAYS)
        elif name == "cross_cutting":
            yield name, chance.choice(known[name])
        else:
            several = chance.choice([1, 1, 2, 3])
            for value in chance.sample(known[name], min(several, len(known[name]))):
                yield name, chance.choice(["", "", "", "-"]) + value
