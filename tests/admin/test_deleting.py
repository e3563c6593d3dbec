"""Deleting: from the desk and from the public at once, or not at all."""

import pytest

from activities import publishing
from activities.admin.organizations import OrganizationAdmin
from activities.catalogue.models import Change, Entry, Operation
from activities.models import Decision, Event, GcmObjective, Place, Theme
from partners.models import Organization
from tests.admin.desk import choose, url
from tests.factories import EventFactory, OrganizationFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


def delete(client, record):
    return client.post(url(record, "delete"), {"post": "yes"}, follow=True)


def test_a_deleted_record_leaves_the_public_and_a_decision(admin_client):
    event = EventFactory()
    publishing.publish(event)
    delete(admin_client, event)
    assert not Event.objects.filter(pk=event.pk).exists()
    assert not Entry.objects.filter(kind="event", key=event.slug).exists()
    assert Change.objects.latest("sequence").operation == Operation.DELETED
    decision = Decision.objects.filter(slug=event.slug).first()
    assert (decision.action, decision.by.username) == ("delete", "admin")


def test_the_action_deletes_through_publishing_too(admin_client):
    events = [EventFactory(), EventFactory()]
    publishing.publish_all(events)
    choose(admin_client, Event, "delete_selected", events, post="yes")
    slugs = [event.slug for event in events]
    assert not Event.objects.filter(slug__in=slugs).exists()
    assert not Entry.objects.filter(key__in=slugs).exists()


def test_a_partner_that_records_name_is_protected(admin_client):
    part = ParticipationFactory(event=EventFactory())
    answer = delete(admin_client, part.organization)
    assert answer.context["protected"]
    assert Organization.objects.filter(pk=part.organization.pk).exists()
    chosen = [part.organization]
    choose(admin_client, Organization, "delete_selected", chosen, post="yes")
    assert Organization.objects.filter(pk=part.organization.pk).exists()


@pytest.fixture
def overlooked_once(monkeypatch):
    """Makes the desk overlook, the first time, that a record is named elsewhere."""
    looks = OrganizationAdmin.get_deleted_objects
    answers = iter([([], {}, set(), [])])

    def look(desk, objs, request):
        return next(answers, None) or looks(desk, objs, request)

    monkeypatch.setattr(OrganizationAdmin, "get_deleted_objects", look)


def test_a_partner_named_in_the_last_moment_is_protected(admin_client, overlooked_once):
    part = ParticipationFactory(event=EventFactory())
    answer = delete(admin_client, part.organization)
    assert answer.context["protected"]
    assert Organization.objects.filter(pk=part.organization.pk).exists()


def test_so_is_one_of_many_and_none_of_them_is_deleted(admin_client, overlooked_once):
    part, free = ParticipationFactory(event=EventFactory()), OrganizationFactory()
    chosen = [free, part.organization]
    answer = choose(admin_client, Organization, "delete_selected", chosen, post="yes")
    assert answer.context["protected"]
    keys = [one.pk for one in chosen]
    assert Organization.objects.filter(pk__in=keys).count() == 2


def test_deleting_reference_data_mends_what_named_it(admin_client):
    objective = GcmObjective.objects.first()
    theme = Theme.objects.get(code="hld2006-topics-4")
    theme.gcm_objectives.add(objective)
    publishing.publish_reference_data()
    delete(admin_client, objective)
    entry = Entry.objects.get(kind="theme", key=theme.code)
    assert objective.title not in entry.document


def test_a_place_in_use_is_protected_and_another_is_deleted(admin_client):
    region = Place.objects.get(code="142")
    assert delete(admin_client, region).context["protected"]
    place = Place.objects.create(
        code="nowhere", kind="grouping", names={"en": "Nowhere"}
    )
    publishing.publish_reference_data()
    choose(admin_client, Place, "delete_selected", [place], post="yes")
    assert not Entry.objects.filter(kind="place", key="nowhere").exists()
