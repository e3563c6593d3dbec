"""Made-up records for the benchmark: the same number and seed give the same records.

Shaped like a real register: few words, partners and countries are frequent, most are
rare; one or two themes, up to five countries and six partners an activity.
"""

from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from activities.choices import ActivityKind, EventKind, PublicationKind, Role

SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
    "bra",
    "cle",
]
SUBJECT = [
    "migration",
    "labour",
    "remittances",
    "diaspora",
    "trafficking",
    "skills",
    "policy",
    "dialogue",
    "return",
    "health",
    "trade",
    "research",
    "workshop",
    "development",
    "border",
    "refugees",
    "training",
    "cooperation",
]
THEMES = [f"hld2006-topics-{number}" for number in range(1, 6)]
PARTNERS = 400
WORDS = 30000

Snapshot = dict[str, Any]


class Zipf:
    """Draws items, the first ones far more often than the last."""

    def __init__(self, items: list[str], random: Random, steepness: float) -> None:
        self.items, self.random = items, random
        ranks = range(1, len(items) + 1)
        self.weights = list(accumulate(1 / rank**steepness for rank in ranks))

    def one(self) -> str:
        return self.items[bisect(self.weights, self.random.random() * self.weights[-1])]

    def some(self, count: int) -> list[str]:
        return [self.one() for _ in range(count)]

    def distinct(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.one()] = None
        return list(found)


class Corpus:
    """Snapshots of records, as `publish` would take them."""

    def __init__(self, countries: list[str], seed: int = 1) -> None:
        self.random = Random(seed)
        draw = self.random.choice
        made = (
            "".join(draw(SYLLABLES) for _ in range(draw((3, 4)))) for _ in range(WORDS)
        )
        self.vocabulary = list(dict.fromkeys([*SUBJECT, *made]))
        self.words = Zipf(self.vocabulary, self.random, 1.0)
        self.places = Zipf(sorted(countries), self.random, 0.9)
        slugs = [f"partner-{number}" for number in range(1, PARTNERS + 1)]
        self.partner_slugs = Zipf(slugs, self.random, 0.7)

    def partners(self) -> Iterator[tuple[str, Snapshot]]:
        for slug in self.partner_slugs.items:
            name = f"{' '.join(self.words.distinct(2)).title()} {slug[8:]}"
            yield "partner", {"slug": slug, "name": name, "kind": "ngo"}

    def records(self, activities: int) -> Iterator[tuple[str, Snapshot]]:
        """So many activities, a third as many events, a fifth as many publications."""
        for number in range(1, activities + 1):
            yield "activity", self._record("activity", number, ActivityKind.values)
        for number in range(1, activities // 3 + 1):
            yield "event", self._record("event", number, EventKind.values)
        for number in range(1, activities // 5 + 1):
            yield (
                "publication",
                self._record("publication", number, PublicationKind.values),
            )

    def _record(self, kind: str, number: int, kinds: list[str]) -> Snapshot:
        random = self.random
        start = date(2005, 1, 1) + timedelta(days=random.randrange(7600))
        end = start + timedelta(days=random.randint(30, 1800))
        return {
            "slug": f"{kind}-{number}",
            "title": " ".join(self.words.distinct(random.randint(4, 8))).capitalize(),
            "summary": " ".join(self.words.some(30)),
            "description": " ".join(self.words.some(120)),
            "language": "en",
            "kind": random.choice(kinds),
            "dates": f"{start}/{end}" if kind == "activity" else str(start),
            "themes": [
                {"theme": code}
                for code in sorted(random.sample(THEMES, random.randint(1, 2)))
            ],
            "places": [
                {"place": code, "relation": "about"}
                for code in self.places.distinct(random.randint(1, 5))
            ],
            "participations": [
                {"organization": slug, "role": random.choice(Role.values)}
                for slug in self.partner_slugs.distinct(random.randint(1, 6))
            ],
        }
