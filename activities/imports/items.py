"""The records of an import as staff go through them: found, counted, chosen."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from activities.imports.readings import Level
from activities.models import ImportBatch, ImportItem
from activities.models.importing import Verdict

CHANGES = (Verdict.NEW, Verdict.EXISTING)

Items = QuerySet[ImportItem]


def found(
    batch: ImportBatch, *, verdict: str = "", level: str = "", words: str = ""
) -> Items:
    """Those of a verdict, with a problem of a level, whose text holds the words."""
    items = batch.items.order_by("position")
    if verdict:
        items = items.filter(verdict=verdict)
    if level:
        items = _with_problem(items, level)
    for word in words.split():
        items = items.filter(Q(identifier__icontains=word) | Q(title__icontains=word))
    return items


def levels(batch: ImportBatch) -> dict[str, int]:
    """How many records have a problem of each level."""
    return {
        level.value: _with_problem(batch.items.order_by(), level).count()
        for level in Level
    }


def _with_problem(items: Items, level: str) -> Items:
    # As either database writes JSON; a quotation mark within a value is escaped.
    told = Cast("problems", TextField())
    return items.annotate(told=told).filter(told__contains=f'"level": "{level}"')


def to_choose(items: Items) -> Items:
    """Those that would change something and have not done so yet."""
    return items.filter(verdict__in=CHANGES, applied_at=None)


def chosen(batch: ImportBatch) -> Items:
    """Those that applying the batch would apply."""
    return to_choose(batch.items.order_by("position")).filter(chosen=True)


def choose(items: Items, positions: Iterable[int] | None = None) -> None:
    """Of these choose those at the positions and no other; without positions, all."""
    open_items: Any = to_choose(items)
    with transaction.atomic():
        if positions is None:
            open_items.update(chosen=True)
            return
        wanted = list(positions)
        open_items.filter(position__in=wanted).update(chosen=True)
        open_items.exclude(position__in=wanted).update(chosen=False)
