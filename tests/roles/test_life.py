"""The life of a record, and what the public reads at each of its steps."""

import pytest
from django.core.exceptions import ValidationError

from activities import discarding, publishing, roles
from activities.catalogue.models import Change, Entry
from activities.models import Decision, Event, Place
from partners.records import NotAllowed, State
from tests.admin.desk import make_full_event, opened, send, told, url
from tests.factories import EventFactory, OrganizationFactory, ParticipationFactory
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    """An author, a reviewer and a publisher; the publisher is of no office."""
    angola = office("AO", code="luanda")
    return {
        "author": signed_in(account("contributor", angola)),
        "reviewer": signed_in(account("reviewer", angola)),
        "publisher": signed_in(account("publisher")),
    }


def public(client, event):
    """The title that the public reads; empty where there is no page."""
    answer = client.get(f"/events/{event.slug}/")
    names = [one for one in ("First", "Second", "Third") if one in answer.text]
    return names if answer.status_code == 200 else answer.status_code


def press(client, event, button, **more):
    answer = send(client, event, opened(client, event), **{f"_{button}": "1"}, **more)
    event.refresh_from_db()
    return answer


def test_from_the_first_draft_to_the_last_withdrawal(client, cast):
    author, reviewer, publisher = cast.values()
    form = opened(author, Event, "add")
    new = {"title": "First", "slug": "life", "kind": "workshop", "_submit": "1"}
    send(author, Event, form, "add", **new)
    event = Event.objects.get(slug="life")
    assert (event.state, event.office.code) == (State.SUBMITTED, "luanda")
    assert public(client, event) == 404

    answer = press(reviewer, event, "return")
    assert "Give a reason" in told(answer)
    assert event.state == State.SUBMITTED
    press(reviewer, event, "return", reason="Which city?")
    assert event.state == State.RETURNED
    assert "Which city?" in author.get(url(event, "change")).text
    assert "Which city?" in author.get("/admin/").text

    press(author, event, "submit", summary="In Luanda.")
    press(reviewer, event, "approve")
    assert event.state == State.APPROVED
    assert public(client, event) == 404
    press(publisher, event, "publish", reason="Read by two.")
    assert (event.state, event.is_public) == (State.PUBLISHED, True)
    assert public(client, event) == ["First"]

    send(author, event, opened(author, event), title="Second")
    event.refresh_from_db()
    assert (event.state, event.has_unpublished_changes) == (State.DRAFT, True)
    assert public(client, event) == ["First"]
    for who, button in ((author, "submit"), (reviewer, "approve")):
        press(who, event, button)
        assert public(client, event) == ["First"]
    press(publisher, event, "publish")
    assert public(client, event) == ["Second"]

    send(author, event, opened(author, event), title="Third")
    event.refresh_from_db()
    press(publisher, event, "withdraw", reason="Held back")
    assert (event.state, event.is_public) == (State.WITHDRAWN, False)
    assert public(client, event) in (404, 410)
    decisions = Decision.objects.filter(slug="life").values_list("action", flat=True)
    assert list(reversed(decisions)) == [
        *("submit", "return", "submit", "approve", "publish"),
        *("edit", "submit", "approve", "publish", "edit", "withdraw"),
    ]
    page = publisher.get(url(event, "change")).text
    assert page.index("Withdrawn from the public") < page.index("Read by two.")
    assert page.index("Read by two.") < page.index("Which city?")


def test_a_change_by_a_publisher_waits_beside_what_is_public(client, cast):
    event = EventFactory(title="First")
    publishing.publish(event)
    send(cast["publisher"], event, opened(cast["publisher"], event), title="Second")
    event.refresh_from_db()
    assert (event.state, event.has_unpublished_changes) == (State.PUBLISHED, True)
    assert public(client, event) == ["First"]


def test_discarding_makes_the_record_what_the_public_reads(cast):
    event = make_full_event(rows=2)
    event.recordplace_set.create(place=Place.objects.get(code="AO"))
    event.save()
    publishing.publish_all([*(p.organization for p in event.participation_set.all())])
    publishing.publish(event)
    entry = Entry.objects.get(kind="event", key=event.slug)
    author = cast["author"]
    form = opened(author, event)
    gone = {"participation_set-0-DELETE": "on", "figure_set-0-value": "77"}
    send(author, event, {**form, **gone}, title="Changed", internal_note="Mine")
    event.refresh_from_db()
    assert (event.state, event.participation_set.count()) == (State.DRAFT, 1)
    sequence = Change.objects.latest("sequence").sequence
    press(author, event, "discard", reason="Not so")
    assert (event.state, event.has_unpublished_changes) == (State.PUBLISHED, False)
    assert event.internal_note == "Mine"
    assert event.participation_set.count() == 2
    assert Entry.objects.get(pk=entry.pk).document == entry.document
    assert Change.objects.latest("sequence").sequence == sequence
    publishing.publish(event)
    assert Change.objects.latest("sequence").sequence == sequence


def test_what_cannot_be_as_the_public_reads_it_is_left_as_it_is():
    partner, event = OrganizationFactory(), EventFactory(title="First")
    ParticipationFactory(event=event, organization=partner)
    publishing.publish_all([partner, event])
    event.participation_set.all().delete()
    event.title = "Second"
    event.save()
    publishing.delete(partner)
    with pytest.raises(LookupError):
        discarding.discard(event)
    event.refresh_from_db()
    assert (event.title, event.has_unpublished_changes) == ("Second", True)


def test_nobody_may_say_that_changes_are_discarded_while_they_are_not():
    event = EventFactory(title="First")
    publishing.publish(event)
    event.title = "Second"
    event.save()
    with pytest.raises(NotAllowed):
        publishing.discarded(event)
    assert Event.objects.get(pk=event.pk).has_unpublished_changes


def test_a_partner_goes_the_same_way(client, cast):
    author, reviewer, publisher = cast.values()
    partner = OrganizationFactory(name="First")
    press(author, partner, "submit")
    press(reviewer, partner, "approve")
    press(publisher, partner, "publish")
    send(author, partner, opened(author, partner), name="Second")
    partner.refresh_from_db()
    assert (partner.state, partner.is_public) == (State.DRAFT, True)
    assert "First" in client.get(f"/partners/{partner.slug}/").text


def test_a_refusal_says_who_may(cast):
    event = EventFactory()
    contributor = account("contributor", office("AO"))
    event.recordplace_set.create(place=Place.objects.get(code="AO"))
    with pytest.raises(roles.Refused, match="Who may: Publisher, Administrator"):
        publishing.publish(event, by=contributor)
    publishing.submit(event, by=contributor)
    with pytest.raises(ValidationError):
        publishing.send_back(event)
    elsewhere = account("reviewer", office("LK"))
    with pytest.raises(roles.Refused, match="not of your office"):
        publishing.approve(event, by=elsewhere)
    assert Event.objects.get(pk=event.pk).state == State.SUBMITTED


def test_confirmed_themes_of_a_public_record_wait_for_who_may_publish(cast):
    event = make_full_event()
    event.recordplace_set.create(place=Place.objects.get(code="AO"))
    event.themelink_set.update(suggested=True)
    publishing.publish(event)
    from activities.imports import suggesting

    suggesting.confirm([event], by=account("contributor", office("AO")))
    event.refresh_from_db()
    assert (event.state, event.is_public) == (State.DRAFT, True)
    with pytest.raises(roles.Refused):
        suggesting.confirm([event], by=account("reviewer", office("LK")))
