"""Entering a record in one form, and publishing it."""

import json

import pytest

from activities.catalogue.models import Entry
from activities.models import Activity, Event, Place, Publication, Theme
from partners.models import Organization
from partners.records import State
from tests.admin.desk import (
    choose,
    make_source,
    opened,
    refusals,
    send,
    told,
    url,
    with_rows,
)
from tests.factories import ActivityFactory, EventFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered(admin_client):
    """An event as a person enters it: two partners, a theme, a place, a source."""
    host, funder = OrganizationFactory(name="The Host"), OrganizationFactory()
    form = opened(admin_client, Event, "add") | {
        "title": "Workshop on remittances",
        "slug": "workshop-on-remittances",
        "kind": "workshop",
        "dates": "2005-04",
    }
    theme = Theme.objects.get(code="hld2006-topics-4")
    place = Place.objects.get(code="AO")
    form = with_rows(form, "themelink_set", {"theme": theme.pk})
    form = with_rows(
        form,
        "recordplace_set",
        {"place": place.pk, "relation": "held-in", "city": "Luanda"},
    )
    form = with_rows(
        form,
        "participation_set",
        {"organization": host.pk, "role": "host"},
        {"organization": funder.pk, "role": "funder"},
    )
    source = make_source()
    return with_rows(form, "citation_set", {"source": source.pk, "section": "B.2"})


def test_an_event_is_entered_with_its_parts_in_one_form(admin_client, entered):
    send(admin_client, Event, entered, "add")
    event = Event.objects.get(slug="workshop-on-remittances")
    assert event.state == State.DRAFT
    assert (event.earliest.month, event.latest.day) == (4, 30)
    assert event.themelink_set.get().theme.code == "hld2006-topics-4"
    assert event.recordplace_set.get().city == "Luanda"
    assert [one.role for one in event.participation_set.all()] == ["host", "funder"]
    assert event.citation_set.get().section == "B.2"
    assert not Entry.objects.filter(key=event.slug).exists()


def test_the_action_publishes_it(admin_client, entered):
    send(admin_client, Event, entered, "add")
    event = Event.objects.get(slug="workshop-on-remittances")
    answer = choose(admin_client, Event, "publish_chosen", [event])
    assert "Published: “Workshop on remittances”." in told(answer)
    entry = Entry.objects.get(kind="event", key=event.slug)
    document = json.loads(entry.document)
    assert document["title"] == "Workshop on remittances"
    assert document["places"][0]["city"] == "Luanda"
    assert [one["code"] for one in document["themes"]] == ["hld2006-topics-4"]


def test_saving_and_publishing_is_one_click_and_tells_what_is_withheld(
    admin_client, entered
):
    answer = send(admin_client, Event, entered, "add", _publish="Save and publish")
    event = Event.objects.get(slug="workshop-on-remittances")
    assert event.state == State.PUBLISHED
    assert not event.has_unpublished_changes
    assert answer.redirect_chain == [(url(event, "change"), 302)]
    partner = event.participation_set.first().organization
    assert "not shown: partner/" in told(answer)
    assert f"partner/{partner.slug}" in told(answer)


@pytest.mark.parametrize("model", [Activity, Event, Publication, Organization])
def test_every_kind_of_record_is_entered_and_changed(admin_client, model):
    name = "name" if model is Organization else "title"
    kind = model._meta.get_field("kind").choices[0][0]
    form = opened(admin_client, model, "add")
    send(admin_client, model, form, "add", **{name: "New", "slug": "new", "kind": kind})
    record = model.objects.get(slug="new")
    form = opened(admin_client, record)
    send(admin_client, record, form, note="Unconfirmed", _publish="1")
    record.refresh_from_db()
    assert (record.note, record.state) == ("Unconfirmed", State.PUBLISHED)


def test_the_address_is_fixed_once_published(admin_client):
    event = EventFactory(slug="kept")
    assert "slug" in opened(admin_client, event)
    choose(admin_client, Event, "publish_chosen", [event])
    form = opened(admin_client, event)
    assert "slug" not in form
    send(admin_client, event, form, slug="forged", title="Renamed")
    event.refresh_from_db()
    assert (event.slug, event.title) == ("kept", "Renamed")


@pytest.mark.parametrize(
    ("prefix", "row"),
    [
        ("themelink_set", lambda: {"theme": Theme.objects.first().pk}),
        (
            "participation_set",
            lambda: {"organization": OrganizationFactory().pk, "role": "host"},
        ),
    ],
)
def test_the_same_row_twice_is_refused_in_words(admin_client, prefix, row):
    event, twin = EventFactory(), row()
    form = with_rows(opened(admin_client, event), prefix, twin, twin)
    answer = send(admin_client, event, form)
    assert answer.status_code == 200
    assert "This is listed twice." in answer.content.decode()
    assert not getattr(event, prefix).exists()


def test_a_figure_is_shown_as_it_was_entered(admin_client):
    event = EventFactory()
    event.figure_set.create(label="Persons", value=50, unit="persons")
    assert str(opened(admin_client, event)["figure_set-0-value"]) == "50"


def test_an_event_that_follows_itself_is_refused(admin_client):
    event = EventFactory()
    form = opened(admin_client, event)
    form = with_rows(form, "followup_set", {"follows": event.pk})
    answer = send(admin_client, event, form)
    assert "An event does not follow up itself." in answer.content.decode()


def test_a_circle_that_only_the_database_sees_is_refused_in_words(admin_client):
    above = ActivityFactory(title="Above")
    below = ActivityFactory(parent=above)
    form = opened(admin_client, above)
    answer = send(admin_client, above, form, parent=below.pk, title="Renamed")
    assert "nothing was saved" in refusals(answer)[0]
    assert "Renamed" in answer.content.decode()  # what was typed is still there
    above.refresh_from_db()
    assert (above.parent, above.title) == (None, "Above")


def test_a_publication_does_not_belong_to_both_activity_and_event(admin_client):
    form = opened(admin_client, Publication, "add")
    owners = {"activity": ActivityFactory().pk, "event": EventFactory().pk}
    more = {"title": "Study", "slug": "study", "kind": "study", **owners}
    answer = send(admin_client, Publication, form, "add", **more)
    assert refusals(answer) == ["Give the activity or the event, not both."]
