"""The page of an import: where it stands, and its records, some at a time."""

from collections import Counter

from django.contrib.admin.utils import quote
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.imports import batches, items, work
from activities.imports.readings import Level
from activities.models import Activity, ImportBatch
from activities.models.importing import BatchState, Verdict
from partners.models import Organization

PER_PAGE = 50
OPEN = (BatchState.PLANNED, BatchState.APPLIED)  # where staff may choose and apply
DONE = (BatchState.APPLIED, BatchState.UNDONE)
LONG = 160  # letters from which on a value is folded away
MODELS = {"activity": Activity, "partner": Organization}
LARGEST = 2**31 - 1

NAMES = {
    "budgets": _("budgets"),
    "checked": _("last checked"),
    "citations": _("sources"),
    "classifications": _("sectors and tags"),
    "cross_cutting": _("cross-cutting for"),
    "date_note": _("note on the dates"),
    "dates": _("dates"),
    "description": _("description"),
    "halted": _("halted"),
    "identifiers": _("identifiers"),
    "kind": _("kind"),
    "language": _("language of the text"),
    "locations": _("locations"),
    "name": _("name"),
    "names": _("other names"),
    "original": _("the publisher’s own words"),
    "parent": _("part of"),
    "participations": _("partners"),
    "places": _("places"),
    "planned": _("planned dates"),
    "slug": _("address"),
    "state": _("state of publication"),
    "summary": _("summary"),
    "themes": _("themes"),
    "title": _("title"),
    "transactions": _("sums of transactions"),
    "translations": _("in other languages"),
}


def asked(query):
    """The filter that an address asks for; what is unknown in it is left out."""
    verdict, level = query.get("verdict", ""), query.get("level", "")
    return {
        "verdict": verdict if verdict in Verdict.values else "",
        "level": level if level in Level.values else "",
        "words": query.get("words", "").replace("\x00", "")[:200],
    }


def positions(texts):
    """Positions in a file as a form has them; forged ones are none."""
    numbers = {int(one) for one in texts if one.isascii() and one.isdecimal()}
    return {one for one in numbers if one <= LARGEST}


def context(batch, query):
    wanted = asked(query)
    counts = batches.verdicts(batch)
    total = sum(counts.values())
    levels = items.levels(batch)
    chosen = items.chosen(batch).count()
    page = Paginator(items.found(batch, **wanted), PER_PAGE).get_page(query.get("page"))
    broken = work.broken_off(batch)
    return {
        "verdicts": [
            (one, counts[one.value], _query(query, verdict=one.value))
            for one in Verdict
        ],
        "levels": [
            (one, levels[one.value], _query(query, level=one.value))
            for one in Level
            if levels[one.value]
        ],
        "asked": wanted,
        "is_filtered": any(wanted.values()),
        "query": query.urlencode(),
        "total": total,
        "chosen": chosen,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2),
        "page_query": _query(query, page=""),
        "rows": _rows(batch, page),
        "is_busy": work.is_busy(batch),
        "broken": broken,
        "silence": _silence(batch),
        "earlier": _earlier(batch),
        "is_open": batch.state in OPEN,
        "may_choose": batch.state in OPEN
        and items.to_choose(batch.items.all()).exists(),
        "is_done": batch.state in DONE,
        "may_discard": is_discardable(batch),
        **(_done(batch) if batch.state in DONE else {}),
    }


def _earlier(batch):
    """The last import before this one of just the same bytes."""
    same = ImportBatch.objects.filter(sha256=batch.sha256, pk__lt=batch.pk)
    return same.first() if batch.sha256 else None


def _silence(batch):
    """Seconds since the last sign of life."""
    return int((timezone.now() - batch.beat_at).total_seconds()) if batch.beat_at else 0


def _done(batch):
    """What came of it: records applied, taken back, left and why."""
    applied = batch.items.exclude(applied_at=None)
    left = applied.exclude(undone="").exclude(undone=_undone())
    return {
        "applied": applied.count(),
        "undone": applied.filter(undone=_undone()).count(),
        "left": left.count(),
        "why_left": Counter(left.values_list("undone", flat=True)).most_common(5),
    }


def _undone():
    return str(_("undone"))


def _query(query, **changes):
    """The address' query with other values; always from the first page on."""
    told = query.copy()
    told.pop("page", None)
    for name, value in changes.items():
        told.pop(name, None)
        if value and query.get(name) != value:
            told[name] = value
    return told.urlencode()


def _rows(batch, page):
    """The records of a page, each with the addresses and tables it is shown by."""
    found = list(page.object_list)
    there = _there(found)
    open_now = batch.state in OPEN and not work.is_busy(batch)
    for item in found:
        item.url = there.get((item.record_kind, item.slug), "")
        item.can_be_chosen = (
            open_now and item.verdict in items.CHANGES and item.applied_at is None
        )
        item.rows = [_difference(one) for one in item.differences]
        item.is_new = item.verdict == Verdict.NEW
        item.level = _gravest(item.problems)
    return found


def _there(found):
    """The desk's addresses of those records that are there, by kind and slug."""
    addresses = {}
    for kind, model in MODELS.items():
        slugs = [one.slug for one in found if one.record_kind == kind and one.slug]
        if not slugs:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        for slug, pk in model.objects.filter(slug__in=slugs).values_list("slug", "pk"):
            addresses[kind, slug] = reverse(name, args=[quote(pk)])
    return addresses


def _difference(row):
    before, after = str(row.get("before", "")), str(row.get("after", ""))
    return {
        "name": NAMES.get(row.get("field"), row.get("field")),
        "before": before,
        "after": after,
        "is_long": max(len(before), len(after)) > LONG,
    }


def _gravest(problems):
    there = {one.get("level") for one in problems}
    return next((one for one in Level if one.value in there), "")


def kinds_chosen(batch):
    """How many of the chosen are new and how many change, in words."""
    counts = Counter(items.chosen(batch).values_list("verdict", flat=True))
    return [(one, counts[one.value]) for one in items.CHANGES if counts[one.value]]


def is_discardable(batch):
    """Whether nothing of it was applied, and nothing is being done."""
    if work.is_busy(batch):
        return False
    return not batch.items.exclude(applied_at=None).exists()
