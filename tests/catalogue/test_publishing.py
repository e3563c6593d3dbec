"""From draft to public and back, and what the public sees at each step."""

import json
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities import publishing
from activities.catalogue import figures, store
from activities.catalogue.models import Change, Entry, Mention, Operation, Sequence
from activities.choices import Qualifier
from activities.models import (
    Activity,
    Decision,
    Dialogue,
    Event,
    FollowUp,
    Place,
    Theme,
    ThemeLink,
)
from partners.models import Organization
from partners.records import StaleRecord, State
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
)

pytestmark = pytest.mark.django_db


def public(kind, key):
    entry = Entry.objects.filter(kind=kind, key=key).first()
    return json.loads(entry.document) if entry else None


def sequence():
    return Sequence.objects.get().value


def test_a_draft_is_not_public_until_it_is_published():
    event = EventFactory(title="A quiet workshop")
    assert public("event", event.slug) is None
    publishing.publish(event)
    assert event.state == State.PUBLISHED
    assert public("event", event.slug)["title"] == "A quiet workshop"


def test_an_edit_stays_unseen_until_it_is_published():
    event = EventFactory(title="Before")
    publishing.publish(event)
    event.title = "After"
    event.save()
    assert event.has_unpublished_changes
    assert public("event", event.slug)["title"] == "Before"
    publishing.publish(event)
    assert not event.has_unpublished_changes
    assert public("event", event.slug)["title"] == "After"


def test_a_withdrawn_record_leaves_a_tombstone():
    event = EventFactory()
    publishing.publish(event)
    publishing.withdraw(event, reason="Held back")
    assert event.state == State.WITHDRAWN
    assert public("event", event.slug) is None
    last = Change.objects.latest("sequence")
    assert (last.key, last.operation) == (event.slug, Operation.WITHDRAWN)


def test_a_deleted_record_leaves_a_tombstone_and_its_decisions():
    event = EventFactory()
    slug = event.slug
    publishing.publish(event)
    publishing.delete(event)
    assert not Event.objects.filter(slug=slug).exists()
    assert Change.objects.latest("sequence").operation == Operation.DELETED
    assert list(
        Decision.objects.filter(slug=slug).values_list("action", flat=True)
    ) == [
        "delete",
        "publish",
    ]


def test_the_way_to_publication_goes_through_review():
    event = EventFactory()
    publishing.submit(event)
    assert event.state == State.SUBMITTED
    with pytest.raises(ValidationError, match="Give a reason"):
        publishing.send_back(event, reason=" ")
    publishing.send_back(event, reason="Which city?")
    assert event.state == State.RETURNED
    publishing.submit(event)
    publishing.approve(event)
    assert event.state == State.APPROVED
    assert Decision.objects.filter(slug=event.slug, reason="Which city?").exists()


@pytest.mark.parametrize("step", [publishing.withdraw, publishing.send_back])
def test_a_step_that_the_state_does_not_allow_is_refused(step):
    event = EventFactory()
    with pytest.raises(publishing.NotAllowed):
        step(event)
    assert Event.objects.get(pk=event.pk).state == State.DRAFT


def test_what_someone_else_saved_meanwhile_is_not_published_unread():
    mine = EventFactory(title="Mine")
    theirs = Event.objects.get(pk=mine.pk)
    theirs.title = "Theirs"
    theirs.save()
    with pytest.raises(StaleRecord):
        publishing.publish(mine)
    assert public("event", mine.slug) is None


def test_a_record_that_breaks_a_rule_is_not_published_and_nothing_is_written():
    before = sequence()
    dialogue = Theme.objects.first().dialogue
    event = EventFactory(cross_cutting=dialogue)
    ThemeLink.objects.create(event=event, theme=Theme.objects.first())
    with pytest.raises(ValidationError):
        publishing.publish(event)
    assert sequence() == before
    assert Event.objects.get(pk=event.pk).state == State.DRAFT


def test_publishing_what_is_public_already_changes_nothing_public():
    event = EventFactory()
    publishing.publish(event)
    before = sequence()
    publishing.publish(event)
    assert sequence() == before


def test_an_unpublished_partner_is_not_named_until_it_is_published():
    event, partner = EventFactory(), OrganizationFactory(name="Secret Society")
    ParticipationFactory(event=event, organization=partner)
    publishing.publish(event)
    assert public("event", event.slug)["partners"] == []
    assert publishing.withheld(event) == [f"partner/{partner.slug}"]
    publishing.publish(partner)
    assert public("event", event.slug)["partners"][0]["name"] == "Secret Society"
    publishing.withdraw(partner)
    assert public("event", event.slug)["partners"] == []


def test_a_new_name_reaches_every_document_but_no_unpublished_edit_does():
    event, partner = EventFactory(title="Public title"), OrganizationFactory(name="Old")
    ParticipationFactory(event=event, organization=partner)
    publishing.publish_all([partner, event])
    event.title = "Unpublished title"
    event.save()
    partner.name = "New"
    partner.save()
    assert public("event", event.slug)["partners"][0]["name"] == "Old"
    publishing.publish(partner)
    shown = public("event", event.slug)
    assert shown["partners"][0]["name"] == "New"
    assert shown["title"] == "Public title"
    assert Change.objects.filter(key=event.slug).latest("sequence").operation == (
        Operation.RELABELLED
    )


def test_a_renamed_place_is_renamed_in_documents():
    event = EventFactory()
    angola = Place.objects.get(code="AO")
    event.recordplace_set.create(place=angola)
    publishing.publish(event)
    angola.names = {**angola.names, "en": "Republic of Angola"}
    angola.save()
    publishing.publish_reference_data()
    assert public("event", event.slug)["places"][0]["name"] == "Republic of Angola"


def test_a_draft_that_is_followed_up_is_not_named_by_what_follows_it():
    before, after = EventFactory(title="Hidden"), EventFactory()
    FollowUp.objects.create(event=after, follows=before)
    publishing.publish(after)
    assert public("event", after.slug)["follows"] == []
    publishing.publish(before)
    assert public("event", after.slug)["follows"][0]["title"] == "Hidden"


def test_internal_notes_are_never_public():
    event = EventFactory(internal_note="zq7canary")
    publishing.publish(event)
    entry = Entry.objects.get(key=event.slug)
    assert "zq7canary" not in f"{entry.document}{entry.summary}{entry.snapshot}"


def test_the_address_of_a_published_record_is_fixed():
    event = EventFactory()
    publishing.publish(event)
    event.slug = "another"
    with pytest.raises(ValidationError, match="keep the address"):
        event.full_clean()


def test_a_rebuild_makes_the_same_bytes_and_a_new_epoch():
    event = EventFactory()
    publishing.publish(event)
    event.title = "Unpublished"
    event.save()
    columns = ("kind", "key", "sequence", "summary", "document", "reference")
    before = list(Entry.objects.order_by("pk").values_list(*columns))
    epoch = Sequence.objects.get().epoch
    store.rebuild()
    assert list(Entry.objects.order_by("pk").values_list(*columns)) == before
    assert Sequence.objects.get().epoch != epoch


def test_every_change_has_one_number_and_none_is_missing():
    numbers = list(
        Change.objects.order_by("sequence").values_list("sequence", flat=True)
    )
    assert numbers == list(range(1, sequence() + 1))


def test_many_are_published_all_or_none():
    good, bad = ActivityFactory(), ActivityFactory()
    Activity.objects.filter(pk=bad.pk).update(title="")
    bad.refresh_from_db()
    with pytest.raises(ValidationError):
        publishing.publish_all([good, bad])
    assert public("activity", good.slug) is None


def test_who_saves_what_was_published_meanwhile_does_not_unpublish_it():
    event = EventFactory()
    mine = Event.objects.get(pk=event.pk)
    publishing.publish(event)
    mine.title = "Saved later, from before"
    mine.save()
    for seen in (mine, Event.objects.get(pk=event.pk)):
        assert seen.state == State.PUBLISHED
        assert seen.has_unpublished_changes
    publishing.withdraw(mine)
    assert public("event", event.slug) is None


def test_who_was_public_keeps_the_address_for_ever():
    partner = OrganizationFactory()
    publishing.publish(partner)
    publishing.withdraw(partner)
    partner.slug = "another-address"
    with pytest.raises(ValidationError, match="keep the address"):
        partner.full_clean()


def test_the_address_of_a_deleted_record_is_not_given_to_another():
    first = OrganizationFactory()
    publishing.publish(first)
    event = EventFactory()
    ParticipationFactory(event=event, organization=first)
    publishing.publish(event)
    event.participation_set.all().delete()  # not published: the public still reads it
    publishing.delete(first)
    second = OrganizationFactory(slug=first.slug, name="Somebody else")
    with pytest.raises(ValidationError, match="the address of another record"):
        publishing.publish(second)
    assert public("event", event.slug)["partners"] == []


def test_a_document_that_loses_a_name_counts_as_changed(monkeypatch):
    partner, event = OrganizationFactory(), EventFactory()
    ParticipationFactory(event=event, organization=partner)
    publishing.publish_all([partner, event])
    partner.refresh_from_db()
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publishing.withdraw(partner)
    updated = datetime.fromisoformat(public("event", event.slug)["updated"])
    assert updated == later.replace(microsecond=0)


def test_a_rebuild_finds_out_anew_who_mentions_whom():
    before = set(Mention.objects.values_list("entry", "relation", "kind", "key"))
    Mention.objects.all().delete()
    store.rebuild()
    again = set(Mention.objects.values_list("entry", "relation", "kind", "key"))
    assert again == before


@pytest.mark.parametrize(
    ("value", "shown"),
    [("-0.5", "-0.5"), ("1000000000", "1,000,000,000"), ("0.25", "0.25"), ("7", "7")],
)
def test_a_figure_is_shown_as_the_number_it_is(value, shown):
    assert figures.in_words(Qualifier.EXACT, value, "people") == f"{shown} people"


def test_a_name_given_to_another_record_is_not_shown_for_the_first():
    """A draft is named by what is public, gets another address, and loses its name."""
    draft, event = OrganizationFactory(slug="named-first"), EventFactory()
    ParticipationFactory(event=event, organization=draft)
    publishing.publish(event)
    draft.slug = "named-later"
    draft.save()
    Entry.objects.filter(kind="event", key=event.slug).update(
        updated_at=timezone.now() - timedelta(hours=1)
    )
    other = OrganizationFactory(slug="named-first")
    with pytest.raises(ValidationError, match="the address of another record"):
        publishing.publish(other)


@pytest.mark.parametrize(
    "made",
    [
        Organization(slug="-dash", name="Dash", kind="ngo"),
        Place(code="-x", kind="grouping", names={"en": "X"}),
        Dialogue(code="-x", title="X"),
    ],
)
def test_no_key_reads_as_a_negation(made):
    with pytest.raises(ValidationError, match="begins with a hyphen"):
        made.full_clean()


@pytest.mark.parametrize("code", ["KEN", "ken", "404", "ke"])
def test_no_code_of_a_place_means_another_place(code):
    place = Place(code=code, kind="grouping", names={"en": "Another"})
    with pytest.raises(ValidationError, match="is a code of Kenya"):
        place.full_clean()
