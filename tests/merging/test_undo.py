"""A merge taken back: everything is as it was, or it is said what is in the way."""

import pytest

from activities import merging, publishing
from activities.catalogue.models import Change, Entry
from activities.models import (
    DifferentOrganizations,
    Merge,
    Participation,
    PartnerQuestion,
    Source,
)
from partners.models import Organization
from partners.records import State
from tests.factories import EventFactory, OrganizationFactory, ParticipationFactory
from tests.merging.worlds import Partners, standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(5))
def test_random_merges_taken_back_leave_everything_as_it_was(seed):
    world = Partners(seed)
    states = [standing()]
    for _ in range(world.random.randint(1, 3)):
        if world.merge():
            states.append(standing())
        else:
            assert standing() == states[-1]
    for merge, before in zip(Merge.objects.all(), states[-2::-1], strict=True):
        merging.undo(merge)
        assert standing() == before


@pytest.mark.parametrize("seed", range(100, 103))
def test_what_staff_do_meanwhile_beside_it_stays(seed):
    world = Partners(seed)
    before = standing(leave=("title", "waits"))
    while not world.merge():
        pass
    edited = []
    for record in world.random.sample(world.records, 5):
        record.refresh_from_db()
        record.title = f"Edited since {record.pk}"
        record.save()
        edited.append(record)
    merging.undo(Merge.objects.get())
    assert standing(leave=("title", "waits")) == before
    for record in edited:
        record.refresh_from_db()
        assert record.title == f"Edited since {record.pk}"


@pytest.fixture
def merged():
    """Two that were public, and an event that named the one that went."""
    gone = OrganizationFactory(name="Gone Body", acronym="GB")
    stays = OrganizationFactory(name="Staying Body")
    event = EventFactory(title="Public title")
    ParticipationFactory(event=event, organization=gone, role="host")
    publishing.publish_all([gone, stays, event])
    for one in (gone, stays, event):
        one.refresh_from_db()
    merging.merge(gone, stays, reason="The same")
    event.refresh_from_db()
    return Merge.objects.get(), gone, stays, event


def test_the_old_address_has_its_page_again_and_the_changes_tell_it(merged, client):
    merge, gone, _stays, event = merged
    assert client.get(f"/partners/{gone.slug}/").status_code == 301
    before = Change.objects.last().sequence
    merging.undo(merge)
    assert client.get(f"/partners/{gone.slug}/").status_code == 200
    document = client.get(f"/api/v1/events/{event.slug}/").json()
    assert [one["slug"] for one in document["partners"]] == [gone.slug]
    told = Change.objects.filter(sequence__gt=before)
    assert (("partner", gone.slug, "published")) in set(
        told.values_list("kind", "key", "operation")
    )
    changes = client.get(f"/api/v1/changes/?since={before}")
    assert gone.slug in changes.text


def test_it_is_told_who_and_when_and_only_once(merged, admin_user):
    merge, _gone, _stays, _event = merged
    merging.undo(merge, by=admin_user, reason="Not the same")
    merge.refresh_from_db()
    assert merge.undone_by == admin_user
    assert merge.undone_at
    with pytest.raises(merging.NotExact, match="already"):
        merging.undo(merge)


def test_versions_only_grow(merged):
    merge, _gone, stays, event = merged
    versions = [Organization.objects.get(pk=stays.pk).version, event.version]
    merging.undo(merge)
    stays.refresh_from_db()
    event.refresh_from_db()
    assert [stays.version, event.version] > versions
    assert not stays.has_unpublished_changes
    assert not event.has_unpublished_changes


def edit_name(stays, event):
    stays.names.filter(name="Gone Body").update(kind="former")


def edit_acronym(stays, event):
    stays.refresh_from_db()
    stays.acronym = "XY"
    stays.save()


def drop_partner(stays, event):
    event.participation_set.all().delete()


def change_role(stays, event):
    event.participation_set.update(role="funder")


def delete_event(stays, event):
    publishing.delete(event)


def merge_on(stays, event):
    other = OrganizationFactory(name="Third Body")
    publishing.publish(other)
    stays.refresh_from_db()
    other.refresh_from_db()
    merging.merge(stays, other)


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (edit_name, "“Staying Body (GB)”: someone has changed “kind” since."),
        (edit_acronym, "“Staying Body (XY)”: someone has changed “acronym” since."),
        (drop_partner, "was deleted since"),
        (delete_event, "was deleted since"),
        (merge_on, "“Staying Body (GB)” was merged into “Third Body” since"),
    ],
)
def test_where_it_cannot_be_exact_nothing_is_changed_and_it_is_said_why(
    merged, since, said
):
    merge, _gone, stays, event = merged
    since(stays, event)
    before = standing()
    assert any(said in one for one in merging.what_hinders(merge))
    with pytest.raises(merging.NotExact, match="since"):
        merging.undo(merge)
    assert standing() == before


def test_a_taken_address_is_in_the_way():
    gone, stays = OrganizationFactory(slug="taken"), OrganizationFactory()
    merging.merge(gone, stays)
    OrganizationFactory(slug="taken", name="Newcomer")
    assert merging.what_hinders(Merge.objects.get()) == [
        "The address “taken” is that of “Newcomer” now."
    ]


def test_a_draft_that_went_comes_back_with_its_key_and_its_times():
    gone, stays = OrganizationFactory(), OrganizationFactory()
    gone.names.create(name="Old", kind="former")
    source = Source.objects.first()
    Source.objects.filter(pk=source.pk).update(publisher=gone)
    publishing.publish_sources([source.code])
    before = standing()
    merging.merge(Organization.objects.get(pk=gone.pk), stays)
    merging.undo(Merge.objects.get())
    assert standing() == before


def test_what_was_asked_and_answered_moves_and_comes_back():
    one, other, third = (OrganizationFactory() for _ in range(3))
    asked = PartnerQuestion.objects.create(
        organization=one, candidate=other, likeness=95, reason="a similar name"
    )
    merging.are_different(one, third)
    merging.answer(asked, same=True)
    assert DifferentOrganizations.objects.get().first == other
    merging.undo(Merge.objects.get())
    asked.refresh_from_db()
    assert asked.answer == "open"
    assert DifferentOrganizations.objects.get().first == one


def test_that_two_are_different_answers_the_question_and_is_kept_once(admin_user):
    one, other = OrganizationFactory(), OrganizationFactory()
    PartnerQuestion.objects.create(
        organization=other, candidate=one, likeness=95, reason="a similar name"
    )
    for pair in ((one, other), (other, one)):
        merging.are_different(*pair, by=admin_user)
    kept = DifferentOrganizations.objects.get()
    assert (kept.first, kept.second, kept.by) == (one, other, admin_user)
    assert PartnerQuestion.objects.get().answer == "another"


def test_a_merge_into_a_draft_of_a_draft_has_nothing_public_to_undo():
    gone, stays = OrganizationFactory(), OrganizationFactory()
    entries = Entry.objects.count()
    merging.merge(gone, stays)
    merging.undo(Merge.objects.get())
    assert Entry.objects.count() == entries
    assert Organization.objects.get(slug=gone.slug).state == State.DRAFT
    assert not Participation.objects.filter(organization=gone.pk).exists()
