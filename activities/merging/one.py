"""Makes one organization of two, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from activities import publishing, roles
from activities.catalogue import snapshots, store
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import Entry, Mention
from activities.iati import groups
from activities.merging.differences import (
    answer_questions,
    are_different,
    move_differences,
)
from activities.merging.journal import Journal
from activities.models import (
    Citation,
    ImportItem,
    Merge,
    Original,
    Participation,
    PartnerQuestion,
    Source,
)
from partners import merging
from partners.models import Organization
from partners.records import Record, State

Row = dict[str, Any]

GROUP = "participations"
NOTE = 250  # letters that the note of a participation may hold


def answer(question: PartnerQuestion, *, same: bool, by: Any = None) -> int:
    """Settle a question; those that are the same are merged. Returns how often named.

    Raises NotAllowed where it is settled already, and what `merge` raises.
    """
    roles.require(by, "merge")
    with publishing.one_after_the_other():
        asked = PartnerQuestion.objects.select_for_update().filter(pk=question.pk)
        question = asked.select_related("organization", "candidate").get()
        if question.answer != PartnerQuestion.Answer.OPEN:
            raise publishing.NotAllowed(_("This question is answered already."))
        if not same:
            are_different(question.organization, question.candidate, by=by)
            return 0
        return merge(question.organization, question.candidate, by=by)


def merge(
    gone: Organization, stays: Organization, *, by: Any = None, reason: str = ""
) -> int:
    """Put `stays` wherever `gone` is named, and take `gone` away. Returns how often.

    Its address leads to `stays` where it was public; else it is deleted. A Merge keeps
    what it takes to undo that. Raises
    ValidationError where it is public and `stays` is not, StaleRecord where someone
    saved what names it meanwhile. Nothing is changed then.
    """
    if gone.pk == stays.pk:
        raise ValueError("An organization cannot be merged with itself.")
    roles.require(by, "merge")
    reason = reason or _("“%(gone)s” is the same as “%(stays)s”.") % {
        "gone": gone,
        "stays": stays,
    }
    with publishing.one_after_the_other():
        journal, names = Journal(gone, stays), (gone.slug, str(gone), str(stays))
        to_publish = [stays] if is_clean(stays) else []
        records = [*_above(gone, stays), *_owners(gone)]
        to_publish += [one for one in records if is_clean(one)]
        faithful = faithful_originals(records)
        _move_rows(gone, stays, by)
        merging.take_over(gone, stays)
        for one in records:
            save(one)
        keep_faithful(faithful)
        publishing.publish_all(to_publish, by=by, reason=reason)
        sources = Source.objects.filter(publisher=gone)
        codes = list(sources.values_list("code", flat=True))
        sources.update(publisher=stays)
        publishing.publish_sources(codes)
        _rename_in_public(gone.slug, stays.slug)
        _remove(gone, stays, by, reason)
        stays.refresh_from_db()
        Merge.objects.create(
            gone_slug=names[0],
            gone_name=names[1],
            stays_slug=stays.slug,
            stays_name=names[2],
            records=len(records),
            reason=reason,
            by=by,
            moved=journal.kept([stays, *records]),
        )
    return len(records)


def is_clean(record: Record) -> bool:
    """Whether the public reads the record just as it is."""
    return record.state == State.PUBLISHED and not record.has_unpublished_changes


def _above(gone: Organization, stays: Organization) -> list[Organization]:
    """Organizations that `gone` is a part or a successor of are told of `stays`."""
    moved = {}
    for field in ("parent", "succeeded_by"):
        for one in Organization.objects.filter(**{field: gone}).exclude(pk=stays.pk):
            one = moved.setdefault(one.pk, one)
            setattr(one, field, stays)
        if getattr(stays, field) == gone:
            above = getattr(gone, field)
            setattr(stays, field, above if above != stays else None)
    return list(moved.values())


def _owners(gone: Organization) -> list[Any]:
    """Activities, events and publications that name it as a partner."""
    found: list[Any] = []
    for kind in CONTENT:
        keys = gone.participations.exclude(**{kind: None}).values_list(kind, flat=True)
        pks = sorted(set(keys))
        for some in store.batches(pks):
            found += snapshots.queryset(kind).filter(pk__in=some)
    return found


def save(record: Any) -> None:
    """Save a record whose part has changed: a version that may still be undone."""
    before = record.version
    record.save()
    if isinstance(record, Organization):
        return
    # Undoing an import takes away a record that it made, whatever partners it has; one
    # that was there before must not go back to a partner that is no more.
    made = ImportItem.objects.filter(
        record_kind=snapshots.kind_of(record), slug=record.slug, before__isnull=True
    )
    made.filter(applied_version=before).update(applied_version=record.version)


def _move_rows(gone: Organization, stays: Organization, by: Any) -> None:
    for one in gone.participations.order_by("pk"):
        _move_participation(one, stays)
    Citation.objects.filter(organization=gone).update(organization=stays)
    if not Original.objects.filter(organization=stays).exists():
        Original.objects.filter(organization=gone).update(organization=stays)
    answer_questions(gone.pk, stays.pk, PartnerQuestion.Answer.SAME, by)
    _move_questions(gone, stays)
    move_differences(gone, stays)


def _move_participation(one: Participation, stays: Organization) -> None:
    """Of two in the same role the first stays, in its place, with both notes."""
    owner = next(name for name in one.owners if getattr(one, f"{name}_id"))
    both = [one]
    both += Participation.objects.filter(
        **{owner: getattr(one, f"{owner}_id")}, organization=stays, role=one.role
    )
    first, *others = sorted(both, key=attrgetter("pk"))
    notes = dict.fromkeys(two.note for two in [first, *others] if two.note)
    for other in others:
        other.delete()
    first.organization = stays
    first.note = "; ".join(notes)[:NOTE]
    first.save()


def _move_questions(gone: Organization, stays: Organization) -> None:
    """What is asked about the one that goes is asked about the one that stays."""
    rows = PartnerQuestion.objects.values_list("organization_id", "candidate_id")
    pairs = {frozenset(pair) for pair in rows}
    about = Q(organization=gone) | Q(candidate=gone)
    asked = PartnerQuestion.objects.filter(about, answer=PartnerQuestion.Answer.OPEN)
    for one in asked:
        field = "organization" if one.organization_id == gone.pk else "candidate"
        setattr(one, field, stays)
        pair = frozenset({one.organization_id, one.candidate_id})
        if len(pair) == 2 and pair not in pairs:
            pairs.add(pair)
            one.save()


def faithful_originals(records: Iterable[Any]) -> list[Any]:
    """The originals whose partners are as the file has them."""
    found = []
    for record in records:
        original = getattr(record, "original", None)
        if original is not None and not isinstance(record, Organization):
            told = groups.digests(snapshots.take(record))
            if original.groups.get(GROUP) == told[GROUP]:
                found.append(original)
    return found


def keep_faithful(originals: list[Any]) -> None:
    """They still are: an export says of them what the publisher says."""
    by_owner = {one.activity_id: one for one in originals}
    for some in store.batches(by_owner):
        kind = EntryKind.ACTIVITY
        for record in snapshots.queryset(kind).filter(pk__in=some):
            digest = groups.digests(snapshots.take(record))[GROUP]
            by_owner[record.pk].groups[GROUP] = digest
    Original.objects.bulk_update(originals, ["groups"], batch_size=store.BATCH)


def _rename_in_public(old: str, new: str) -> None:
    """Put `new` for `old` into what is public and names it still."""
    named = Mention.objects.filter(kind=EntryKind.PARTNER, key=old)
    pks = sorted(set(named.values_list("entry_id", flat=True)))
    for some in store.batches(pks):
        entries = Entry.objects.filter(pk__in=some)
        with store.writing() as catalogue:
            catalogue.put(
                (one.kind, _renamed(one.snapshot, old, new)) for one in entries
            )


def _renamed(snapshot: Row, old: str, new: str) -> Row:
    told = dict(snapshot)
    for name in ("parent", "succeeded_by", "publisher"):
        if told.get(name) == old and told["slug" if "slug" in told else "code"] != new:
            told[name] = new
    if GROUP in told:
        told[GROUP] = list(_partners(told[GROUP], old, new))
    kept = told.get("original", {}).get("groups", {})
    if GROUP in kept and kept[GROUP] == groups.digests(snapshot)[GROUP]:
        again = {**kept, GROUP: groups.digests(told)[GROUP]}
        told["original"] = {**told["original"], "groups": again}
    return told


def _partners(rows: list[Row], old: str, new: str) -> Iterator[Row]:
    seen: Counter[tuple[str, str]] = Counter()
    for row in rows:
        slug = new if row["organization"] == old else row["organization"]
        seen[slug, row["role"]] += 1
        if seen[slug, row["role"]] == 1:
            yield {**row, "organization": slug}


def _remove(gone: Organization, stays: Organization, by: Any, reason: str) -> None:
    """Lead from its address to the other where it was public, else delete it."""
    gone.refresh_from_db()
    if gone.is_public:
        stays.refresh_from_db()
        publishing.withdraw(gone, by=by, reason=reason, replaced_by=stays)
    elif gone.first_published_at is None:
        publishing.delete(gone, by=by, reason=reason)
