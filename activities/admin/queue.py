"""What waits for somebody: the first thing that the desk shows."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities import roles
from activities.catalogue.kinds import EntryKind
from activities.catalogue.snapshots import kind_of
from activities.models import Activity, Decision, Event, Publication
from partners.models import Organization
from partners.records import State

MODELS = (Activity, Event, Publication, Organization)
SHOWN = 10


@dataclass(frozen=True)
class Queue:
    """Records that wait for the same: which they are, and the list that shows all."""

    name: str
    heading: Any
    least: roles.StaffRole
    query: dict[str, str]  # of the lists of the desk, `{user}` is the account
    condition: Q

    def of(self, user: Any) -> QuerySet[Any]:
        """Its records, of all kinds together, who waits longest first."""
        first, *others = [self._of(user, model) for model in MODELS]
        return first.union(*others, all=True).order_by("since", "kind_", "pk")

    def _of(self, user: Any, model: Any) -> QuerySet[Any]:
        kind = kind_of(model())
        decided = Decision.objects.filter(record_kind=kind, slug=OuterRef("slug"))
        last = decided.order_by("-pk")
        rows = model.objects.order_by().filter(self._condition(user, model))
        return rows.annotate(
            kind_=Value(str(kind)),
            label=F("name" if model is Organization else "title"),
            since=Coalesce(Subquery(last.values("at")[:1]), F("updated_at")),
            why=Subquery(last.values("reason")[:1]),
            public=F("published_version"),
        ).values("kind_", "pk", "label", "since", "why", "public")

    def _condition(self, user: Any, model: Any) -> Q:
        if "author" in self.query:
            return self.condition & Q(author=user.pk)
        return self.condition & roles.within(user, model)


QUEUES = (
    Queue(
        "returned",
        _("Returned to you"),
        roles.StaffRole.CONTRIBUTOR,
        {"state__exact": "returned", "author": "{user}"},
        Q(state=State.RETURNED),
    ),
    Queue(
        "submitted",
        _("Submitted: to be reviewed"),
        roles.StaffRole.REVIEWER,
        {"state__exact": State.SUBMITTED.value},
        Q(state=State.SUBMITTED),
    ),
    Queue(
        "approved",
        _("Approved: to be published"),
        roles.StaffRole.PUBLISHER,
        {"state__exact": State.APPROVED.value},
        Q(state=State.APPROVED),
    ),
    Queue(
        "changed",
        _("Public, with changes that nobody has published"),
        roles.StaffRole.PUBLISHER,
        {"state__exact": State.PUBLISHED.value, "unpublished": "yes"},
        Q(state=State.PUBLISHED) & ~Q(version=F("published_version")),
    ),
    Queue(
        "drafts",
        _("Your drafts"),
        roles.StaffRole.CONTRIBUTOR,
        {"state__exact": State.DRAFT.value, "author": "{user}"},
        Q(state=State.DRAFT),
    ),
)


def for_me(user: Any) -> list[dict[str, Any]]:
    """The queues of an account in which something waits: two queries for each."""
    role = roles.role_of(user)
    if role is None:
        return []
    order = list(roles.StaffRole)
    mine = [one for one in QUEUES if order.index(role) >= order.index(one.least)]
    return [told for one in mine if (told := _told(one, user))["rows"]]


def _told(queue: Queue, user: Any) -> dict[str, Any]:
    found = queue.of(user)
    rows = [_row(one) for one in found[:SHOWN]]
    count = found.count() if len(rows) == SHOWN else len(rows)
    return {
        "name": queue.name,
        "heading": queue.heading,
        "rows": rows,
        "count": count,
        "lists": _lists(queue, user) if count > SHOWN else [],
    }


def _row(one: dict[str, Any]) -> dict[str, Any]:
    kind = EntryKind(one["kind_"])
    return {**one, "kind": kind.label, "url": _url(kind, "change", quote(one["pk"]))}


def _lists(queue: Queue, user: Any) -> list[tuple[str, str]]:
    """The desk's own list of each kind, filtered as the queue is."""
    query = {name: one.format(user=user.pk) for name, one in queue.query.items()}
    kinds = [kind_of(model()) for model in MODELS]
    return [
        (kind.heading, f"{_url(kind, 'changelist')}?{urlencode(query)}")
        for kind in kinds
    ]


def _url(kind: EntryKind, page: str, *args: Any) -> str:
    meta = next(one._meta for one in MODELS if kind_of(one()) == kind)
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)
