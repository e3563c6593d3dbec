"""Does what was planned and chosen: each record wholly or not at all.

Records are written some at a time in one transaction, each in a savepoint of its own:
one that the database refuses takes nothing with it, and a process that is killed leaves
what was committed before, whole, to be gone on from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import publishing
from activities.catalogue.kinds import EntryKind
from activities.imports import originals
from activities.imports.matching import existing
from activities.imports.plan import Planned, Planner
from activities.imports.readings import Level, Reading
from activities.imports.records import Keys, Parts, write
from activities.models import (
    Activity,
    ImportBatch,
    ImportItem,
    PartnerQuestion,
    Publication,
    Source,
)
from activities.models.importing import Verdict
from partners.models import Organization
from partners.records import StaleRecord, State

AT_ONCE = 50

REFUSALS = (ValidationError, LookupError, IntegrityError, DataError, StaleRecord)
NOTED = (
    *("problems", "verdict", "chosen", "applied_at", "applied_version"),
    *("record_kind", "slug", "before", "made"),
)

Made = tuple[str, str]


@dataclass
class Written:
    """What one record of the file came to in the database."""

    planned: Planned
    item: ImportItem
    record: Any = None
    made: list[Made] = field(default_factory=list)
    was: dict[str, Any] = field(default_factory=dict)


class Run:
    """One go over the readings of a batch, applying the items that are chosen."""

    def __init__(self, batch: ImportBatch, by: Any = None) -> None:
        self.batch = batch
        self.planner = Planner(publish=batch.publish)
        self._by = by
        self._keys = Keys()
        self._waiting: list[tuple[str, str]] = []
        brought = _brought_by_imports() if batch.publish else []
        self._brought = _of(EntryKind.PARTNER, brought)
        self._works = _of(EntryKind.PUBLICATION, brought)

    def apply(self, plans: Iterable[Planned]) -> int:
        """Apply every chosen plan. Returns how many records were written."""
        count, ahead = 0, iter(plans)
        while some := list(islice(ahead, AT_ONCE)):
            items = self._chosen(some)
            if items:
                count += self._apply_some(
                    [one for one in some if one.position in items], items
                )
            self._waiting += self._never_joined(some)
            self._tell(some[-1].position)
        self._join_parents()
        return count

    def _chosen(self, some: list[Planned]) -> dict[int, ImportItem]:
        positions = [one.position for one in some]
        found = self.batch.items.filter(
            position__in=positions, chosen=True, applied_at=None
        ).exclude(verdict=Verdict.REFUSED)
        return {item.position: item for item in found}

    def _never_joined(self, some: list[Planned]) -> list[tuple[str, str]]:
        """Those that a run which was broken off had written, and had yet to join."""
        late = {
            one.position: (one.slug, one.reading.parent or "")
            for one in some
            if one.record is not None
            and not one.before.get("parent")
            and (one.waits_for or one.wanted.get("parent"))
        }
        there = self.batch.items.filter(position__in=late).exclude(applied_at=None)
        before = there.values_list("position", flat=True) if late else []
        known = set(self._waiting)
        return [late[one] for one in before if late[one] not in known]

    def _apply_some(self, some: list[Planned], items: dict[int, ImportItem]) -> int:
        with publishing.one_after_the_other():
            written = self._written(some, items)
            done = [one for one in written if one.record is not None]
            self._keep_originals(done)
            if self.batch.publish:
                self._publish(done)
            self._note(written)
        for one in done:
            for row in one.planned.linked.sources:
                self.planner.library.made(row)
        self._waiting += [
            (one.planned.slug, one.planned.waits_for)
            for one in done
            if one.planned.waits_for
        ]
        return len(done)

    def _written(
        self, some: list[Planned], items: dict[int, ImportItem]
    ) -> list[Written]:
        """Write all together; where one is refused, each by itself, that one not."""
        versions = [one.record and one.record.version for one in some]
        try:
            with transaction.atomic():
                parts = Parts()
                written = [self._write(one, items[one.position], parts) for one in some]
                parts.save()
                return written
        except REFUSALS:
            self._keys.forget()
            for one, version in zip(some, versions, strict=True):
                if one.record is not None:
                    one.record.version = version  # that save was rolled back
        return [self._write_or_refuse(one, items[one.position]) for one in some]

    def _write_or_refuse(self, planned: Planned, item: ImportItem) -> Written:
        try:
            with transaction.atomic():
                parts = Parts()
                written = self._write(planned, item, parts)
                parts.save()
                return written
        except REFUSALS as error:
            self._keys.forget()
            item.problems = [*item.problems, _refusal(planned.reading.line, error)]
            item.verdict = Verdict.REFUSED
        return Written(planned, item)

    def _write(self, planned: Planned, item: ImportItem, parts: Parts) -> Written:
        written = Written(planned, item)
        if planned.record is not None:
            original = getattr(planned.record, "original", None)
            written.was = {
                "version": planned.record.version,
                "is_public": planned.record.is_public,
                "is_clean": not planned.record.has_unpublished_changes,
                "contacts": original.contacts if original else "",
            }
        if planned.verdict not in (Verdict.REFUSED, Verdict.UNCHANGED):
            self._write_whole(written, parts)
        return written

    def _write_whole(self, written: Written, parts: Parts) -> None:
        planned = written.planned
        for slug in self._partners_of(planned):
            self._make_partner(slug, written, parts)
        for row in planned.linked.sources:
            if not Source.objects.filter(code=row["code"]).exists():
                self._make(EntryKind.SOURCE, row, written, parts)
        written.record = write(
            planned.kind,
            planned.wanted,
            record=planned.record,
            before=planned.before,
            keys=self._keys,
            parts=parts,
        )
        for row in planned.linked.publications:
            if Publication.objects.filter(url=row["url"]).exists():
                continue  # another activity of the file had it first
            self._make(EntryKind.PUBLICATION, row, written, parts)

    def _partners_of(self, planned: Planned) -> Iterator[str]:
        """The new organizations that a record names and that are not made yet."""
        named = [
            row["organization"] for row in planned.wanted.get("participations", [])
        ]
        named += [row.get("publisher", "") for row in planned.linked.sources]
        new = [
            slug for slug in dict.fromkeys(named) if slug in self.planner.matcher.new
        ]
        there = Organization.objects.filter(slug__in=new).values_list("slug", flat=True)
        yield from (slug for slug in new if slug not in set(there))

    def _make_partner(self, slug: str, written: Written, parts: Parts) -> None:
        new = self.planner.matcher.new[slug]
        made = self._make(EntryKind.PARTNER, new.row, written, parts)
        candidate = Organization.objects.filter(slug=new.match.doubt).first()
        if candidate is not None:
            PartnerQuestion.objects.create(
                organization=made,
                candidate=candidate,
                likeness=new.match.likeness,
                reason=new.match.reason[:250],
            )

    def _make(
        self, kind: EntryKind, row: dict[str, Any], written: Written, parts: Parts
    ) -> Any:
        made = write(kind, row, before={}, keys=self._keys, parts=parts)
        written.made.append((str(kind), row.get("slug") or row["code"]))
        return made

    def _keep_originals(self, done: list[Written]) -> None:
        for kind in originals.OWNERS:
            kept = {
                one.record.pk: (
                    one.planned.reading.original,
                    one.planned.reading.values.get("contacts", ""),
                    one.planned.stayed | one.planned.said,
                )
                for one in done
                if one.planned.kind == kind and one.planned.reading.original
            }
            originals.keep(kind, kept)

    def _publish(self, done: list[Written]) -> None:
        """Partners first, so that what names them is made once."""
        publishing.publish_sources(
            row["source"]
            for one in done
            for row in one.planned.wanted.get("citations", [])
        )
        made = [one for written in done for one in written.made]
        self._works |= _of(EntryKind.PUBLICATION, made)
        works = Publication.objects.filter(
            slug__in=self._works,
            activity__in=[one.record for one in done if _is_activity(one)],
            state__in=(State.DRAFT, State.WITHDRAWN),
            published_version=None,
        )
        reason = _("Import %s") % self.batch
        partners = self._drafts_among(done, _of(EntryKind.PARTNER, made))
        publishing.publish_all(partners, by=self._by, reason=reason)
        self._publish_each(done, reason)
        publishing.publish_all(works, by=self._by, reason=reason)

    def _drafts_among(self, done: list[Written], made: set[str]) -> Any:
        """The partners named that imports have brought, and nobody made public yet."""
        named = {
            row["organization"]
            for one in done
            for row in one.planned.wanted.get("participations", [])
        }
        self._brought |= made
        slugs = (named & self._brought) | made
        return Organization.objects.filter(
            slug__in=slugs,
            state__in=(State.DRAFT, State.WITHDRAWN),
            published_version=None,
        )

    def _publish_each(self, done: list[Written], reason: str) -> None:
        """All at once; where one cannot be public, each by itself, that one a draft."""
        try:
            with transaction.atomic():
                publishing.publish_all(
                    [one.record for one in done], by=self._by, reason=reason
                )
            return
        except ValidationError:
            pass
        for one in done:
            try:
                with transaction.atomic():
                    publishing.publish_all([one.record], by=self._by, reason=reason)
            except ValidationError as error:
                problem = _refusal(one.planned.reading.line, error) | {
                    "level": str(Level.WARNING)
                }
                one.item.problems = [*one.item.problems, problem]

    def _note(self, written: list[Written]) -> None:
        """What was done with each, in the same transaction as the deed."""
        now = timezone.now()
        for one in written:
            item, planned = one.item, one.planned
            if one.record is None:
                item.chosen = False
                continue
            item.applied_at, item.applied_version = now, one.record.version
            item.record_kind, item.slug = str(planned.kind), planned.slug
            item.made = one.made
            if planned.record is not None:
                item.before = {
                    "state": planned.state,
                    "snapshot": planned.before,
                    **one.was,
                }
        ImportItem.objects.bulk_create(
            [one.item for one in written],
            update_conflicts=True,
            unique_fields=["batch", "position"],
            update_fields=NOTED,
        )

    def _tell(self, position: int) -> None:
        ImportBatch.objects.filter(pk=self.batch.pk).update(
            done=position, beat_at=timezone.now()
        )

    def _join_parents(self) -> None:
        """Join the activities whose parent came after them in the file."""
        for slug, identifier in self._waiting:
            above = existing([Reading("activity", identifier, 0)]).get(identifier)
            record = Activity.objects.filter(slug=slug).first()
            if above is None or record is None:
                continue
            try:
                with publishing.one_after_the_other():
                    self._join(record, above)
            except REFUSALS as error:
                self._tell_of_parent(slug, error)

    def _tell_of_parent(self, slug: str, error: Exception) -> None:
        item = self.batch.items.filter(slug=slug).exclude(applied_at=None).first()
        if item is not None:
            told = _refusal(item.line, error) | {"level": str(Level.WARNING)}
            item.problems = [*item.problems, told]
            item.save(update_fields=["problems"])

    def _join(self, record: Activity, above: Activity) -> None:
        record.parent = above
        record.save()
        originals.read_again(record, "parent")
        items = self.batch.items.filter(slug=record.slug).exclude(applied_at=None)
        items.update(applied_version=record.version)
        if self.batch.publish and record.state == State.PUBLISHED:
            publishing.publish(record, by=self._by)


def _of(kind: EntryKind, made: Iterable[Made]) -> set[str]:
    return {key for one, key in made if one == kind}


def _is_activity(one: Written) -> bool:
    return one.planned.kind == EntryKind.ACTIVITY


def _brought_by_imports() -> list[Made]:
    """The records that came along with those of imports."""
    lists = ImportItem.objects.exclude(made=[]).values_list("made", flat=True)
    return [(kind, key) for made in lists for kind, key in made]


def _refusal(line: int, error: Exception) -> dict[str, Any]:
    """What the database or a rule of the model has against a record."""
    if isinstance(error, ValidationError):
        told = "; ".join(error.messages)
    elif isinstance(error, DatabaseError):
        told = _("It contradicts what is stored: %s") % error
    elif isinstance(error, StaleRecord):
        told = _("Someone saved the record while it was imported.")
    else:
        told = str(error)
    return {
        "level": str(Level.ERROR),
        "line": line,
        "path": "",
        "value": "",
        "message": told,
        "remedy": _("Mend it at the source, or enter the record at the desk."),
    }
