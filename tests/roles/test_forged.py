"""What no page offers is refused: keys of others' records, buttons, rows, actions."""

import pytest
from django.urls import reverse

from activities import publishing, roles
from activities.models import Decision, Event, Place
from partners.records import State
from tests.admin.desk import choose, make_full_event, opened, send, told, url, with_rows
from tests.factories import ActivityFactory, EventFactory
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db):
    return office("AO", code="here")


@pytest.fixture
def author(here):
    return signed_in(account("contributor", here))


@pytest.fixture
def mine(here):
    return EventFactory(office=here, title="Mine")


@pytest.fixture
def theirs(db):
    return ActivityFactory(office=office("LK"), title="Theirs alone")


def test_a_choice_out_of_reach_is_refused_and_not_named(author, mine, theirs):
    form = opened(author, mine)
    answer = send(author, mine, form, activity=theirs.pk)
    assert "activity" in answer.context["adminform"].form.errors
    assert theirs.title not in answer.text
    page = author.get(f"{url(Event, 'add')}?activity={theirs.pk}")
    assert theirs.title not in page.text
    mine.refresh_from_db()
    assert (mine.activity, mine.version) == (None, 1)


def test_a_row_with_a_choice_out_of_reach_is_refused(author, mine):
    other = EventFactory(office=office("LK"), title="Theirs alone")
    form = with_rows(opened(author, mine), "followup_set", {"follows": other.pk})
    answer = send(author, mine, form)
    assert "Theirs alone" not in answer.text
    assert not mine.followup_set.exists()


def test_what_a_record_names_already_may_stay(author, mine, theirs):
    mine.activity = theirs
    mine.save()
    form = opened(author, mine)
    assert form["activity"] == theirs.pk
    send(author, mine, form, title="Renamed")
    mine.refresh_from_db()
    assert (mine.title, mine.activity) == ("Renamed", theirs)


def test_typing_finds_only_what_is_within_reach(author, mine, theirs, here):
    ActivityFactory(title="Theirs no more", office=here)
    query = {"app_label": "activities", "model_name": "event", "term": "theirs"}
    address = reverse("admin:autocomplete")
    answer = author.get(address, {**query, "field_name": "activity"})
    assert [one["text"] for one in answer.json()["results"]] == ["Theirs no more"]


def test_rows_of_a_record_that_one_may_not_change_stay(author, here):
    event = make_full_event()
    Event.objects.filter(pk=event.pk).update(office=here, state=State.SUBMITTED)
    boss = signed_in(account("publisher"))
    form = {**opened(boss, event), "participation_set-0-DELETE": "on"}
    assert author.post(url(event, "change"), form).status_code == 403
    row = event.figure_set.get()
    other = EventFactory(office=here)
    form = opened(author, other) | {
        "figure_set-TOTAL_FORMS": 1,
        "figure_set-INITIAL_FORMS": 1,
        "figure_set-0-id": row.pk,
        "figure_set-0-label": "Forged",
    }
    send(author, other, form)
    row.refresh_from_db()
    assert (row.label, row.event_id) == ("Persons", event.pk)
    assert event.participation_set.exists()


@pytest.mark.parametrize("step", ["approve", "publish", "withdraw", "return"])
def test_a_button_that_is_not_offered_does_nothing(author, mine, step):
    page = author.get(url(mine, "change")).text
    assert f'name="_{step}"' not in page
    send(author, mine, opened(author, mine), reason="x", **{f"_{step}": "1"})
    mine.refresh_from_db()
    assert (mine.state, mine.is_public) == (State.DRAFT, False)
    assert not Decision.objects.filter(slug=mine.slug).exists()


def test_an_action_on_records_out_of_reach_takes_the_others_alone(author, mine):
    other = EventFactory(office=office("LK"))
    choose(author, Event, "submit_chosen", [mine, other])
    states = Event.objects.in_bulk([mine.pk, other.pk])
    assert states[mine.pk].state == State.SUBMITTED
    assert states[other.pk].state == State.DRAFT


def test_an_action_tells_what_was_refused_and_why(here):
    reviewer = signed_in(account("reviewer", here))
    one = EventFactory(office=here, title="Waits", state=State.SUBMITTED)
    two = EventFactory(office=here, title="Draft one")
    answer = choose(reviewer, Event, "approve_chosen", [one, two])
    assert "Approved: “Waits”." in told(answer)
    assert "Draft one is draft: it cannot be moved to approved." in told(answer)
    answer = choose(reviewer, Event, "publish_chosen", [one])
    one.refresh_from_db()
    assert one.state == State.APPROVED


def test_deleting_many_deletes_none_where_one_may_not_be(author, mine, here):
    public = EventFactory(office=here)
    publishing.publish(public)
    choose(author, Event, "delete_selected", [mine, public], post="yes")
    assert Event.objects.filter(pk__in=[mine.pk, public.pk]).count() == 2


def test_the_office_of_a_record_is_not_its_contributors_to_choose(author, here):
    other = office("LK")
    form = opened(author, Event, "add")
    assert "office" not in form
    new = {"title": "New", "slug": "new", "kind": "workshop", "office": other.pk}
    send(author, Event, form, "add", **new)
    assert Event.objects.get(slug="new").office == here


def test_who_has_no_office_yet_enters_no_record(db):
    client = signed_in(account("contributor"))
    assert client.get(url(Event, "add")).status_code == 403
    assert client.get(url(Event, "changelist")).context["cl"].result_count == 0


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_a_record_out_of_reach_is_as_if_it_were_not_there(author, page):
    other = EventFactory(office=office("LK"), title="Theirs alone")
    address = url(other, "change").replace("/change/", f"/{page}/")
    answer = author.get(address, follow=True)
    assert "Theirs alone" not in answer.text
    nothing = address.replace(f"/{other.pk}/", "/99999999/")
    assert author.get(nothing, follow=True).status_code == answer.status_code


def test_a_region_reaches_all_that_lies_in_it_and_in_its_groupings(db):
    grouping = Place.objects.create(code="ours", kind="grouping", names={"en": "Ours"})
    grouping.members.set(Place.objects.filter(code="202"))
    by = account("contributor", office("ours"))
    angola = EventFactory()
    angola.recordplace_set.create(place=Place.objects.get(code="AO"))
    asia = EventFactory()
    asia.recordplace_set.create(place=Place.objects.get(code="LK"))
    seen = set(roles.seen_by(by, Event.objects.filter(pk__in=[angola.pk, asia.pk])))
    assert seen == {angola}
    assert roles.may(by, "edit", angola)
    assert not roles.may(by, "edit", asia)


def test_an_account_that_is_closed_may_nothing(here, mine):
    by = account("administrator", is_active=False)
    assert not any(roles.may(by, one, mine) for one in roles.Action)
