"""Where everything public has its page: for search engines, in parts of some size.

A record stays in its part for life, so a part changes only when one of its own does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.models import Entry

PART = 1000  # records, each of which has an address in every language


@dataclass(frozen=True)
class Part:
    """Some of the pages of a kind, and when the last of them changed."""

    kind: EntryKind
    number: int
    updated: datetime


@dataclass(frozen=True)
class Address:
    """The page of a record, and when it changed."""

    url: str
    updated: datetime


def parts() -> Iterator[Part]:
    """The parts that hold anything, by kind and age. Sources have no pages."""
    entries = Entry.objects.exclude(kind=EntryKind.SOURCE).annotate(part=F("pk") / PART)
    found = entries.values_list("kind", "part").annotate(Max("updated_at"))
    for kind, number, updated in found.order_by("kind", "part"):
        yield Part(EntryKind(kind), number, updated)


def of_part(kind: EntryKind, number: int) -> list[Address]:
    """The pages of a part, in the order of their first publication; may be none."""
    first = number * PART
    entries = Entry.objects.filter(kind=kind, pk__gte=first, pk__lt=first + PART)
    rows = entries.order_by("pk").values_list("key", "updated_at")
    return [Address(page_url(kind, key), updated) for key, updated in rows]
