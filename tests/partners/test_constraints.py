"""Rules that the database itself keeps, whoever writes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from activities.models import Activity, Event, FollowUp, Participation, Place, ThemeLink
from partners.models import Organization
from partners.records import StaleRecord
from tests.factories import ActivityFactory, EventFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def test_two_records_of_a_kind_cannot_share_an_address():
    ActivityFactory(slug="same")
    refused(lambda: ActivityFactory(slug="same"))


def test_an_unknown_role_is_refused():
    who, what = OrganizationFactory(), EventFactory()
    refused(
        lambda: Participation.objects.create(organization=who, event=what, role="boss")
    )


def test_an_organization_has_each_role_in_a_record_once():
    who, what = OrganizationFactory(), EventFactory()
    Participation.objects.create(organization=who, event=what, role="host")
    refused(
        lambda: Participation.objects.create(organization=who, event=what, role="host")
    )
    Participation.objects.create(organization=who, event=what, role="expert")


def test_a_part_belongs_to_exactly_one_record():
    who = OrganizationFactory()
    refused(lambda: Participation.objects.create(organization=who, role="host"))
    both = {"event": EventFactory(), "activity": ActivityFactory()}
    refused(lambda: Participation.objects.create(organization=who, role="host", **both))


def test_dates_out_of_order_are_refused_even_by_an_update():
    event = EventFactory(dates="2005")
    later = Event.objects.filter(pk=event.pk)
    refused(lambda: later.update(earliest="2005-02-01", latest="2005-01-01"))


def test_a_record_is_not_its_own_parent():
    one = ActivityFactory()
    refused(lambda: Activity.objects.filter(pk=one.pk).update(parent=one))
    body = OrganizationFactory()
    refused(lambda: Organization.objects.filter(pk=body.pk).update(parent=body))


@pytest.mark.parametrize("link", ["parent", "succeeded_by"])
def test_a_circle_of_organizations_is_refused(link):
    one, two, three = (OrganizationFactory() for _ in range(3))
    Organization.objects.filter(pk=two.pk).update(**{link: one})
    Organization.objects.filter(pk=three.pk).update(**{link: two})
    refused(lambda: Organization.objects.filter(pk=one.pk).update(**{link: three}))


def test_a_circle_of_activities_is_refused():
    one = ActivityFactory()
    two = ActivityFactory(parent=one)
    three = ActivityFactory(parent=two)
    refused(lambda: Activity.objects.filter(pk=one.pk).update(parent=three))


def test_a_circle_of_places_is_refused():
    angola, world = Place.objects.get(code="AO"), Place.objects.get(code="001")
    refused(lambda: Place.objects.filter(pk=world.pk).update(parent=angola))


def test_a_circle_of_follow_ups_is_refused():
    first, second, third = (EventFactory() for _ in range(3))
    FollowUp.objects.create(event=second, follows=first)
    FollowUp.objects.create(event=third, follows=second)
    refused(lambda: FollowUp.objects.create(event=first, follows=third))
    refused(lambda: FollowUp.objects.create(event=first, follows=first))


def test_the_guards_against_circles_are_in_the_database():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgname LIKE '%no_cycle'"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = {name for (name,) in cursor.fetchall()}
    assert len(names) >= 5


def test_a_theme_is_linked_once():
    event = EventFactory()
    theme = _theme()
    ThemeLink.objects.create(event=event, theme=theme)
    refused(lambda: ThemeLink.objects.create(event=event, theme=theme))


def _theme():
    from activities.models import Theme

    return Theme.objects.order_by("pk").first()


def test_a_save_of_an_older_version_is_refused_and_writes_nothing():
    mine = ActivityFactory(title="First")
    theirs = Activity.objects.get(pk=mine.pk)
    theirs.title = "Theirs"
    theirs.save()
    mine.title = "Mine"
    with pytest.raises(StaleRecord):
        mine.save()
    kept = Activity.objects.get(pk=mine.pk)
    assert (kept.title, kept.version) == ("Theirs", 2)


def test_bad_dates_are_refused_by_the_field_with_a_remedy():
    with pytest.raises(ValidationError) as refusal:
        EventFactory.build(dates="sometime in 2005").full_clean()
    assert "2005-04-27" in refusal.value.message_dict["dates"][0]


def test_unknown_state_is_refused():
    one = ActivityFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=one.pk).update(state="secret")
