"""Forged and broken input is refused; it is never a server error."""

import pytest

from activities.models import Event, Place, Theme
from partners.models import Organization
from tests.admin.desk import (
    choose,
    make_full_event,
    opened,
    send,
    url,
    with_rows,
)
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

FORGED_KEYS = ["abc", "0", "-1", "9" * 30, "1 OR 1=1", "1.5"]


@pytest.mark.parametrize("forged", FORGED_KEYS)
def test_a_forged_choice_is_refused(admin_client, forged):
    event = EventFactory()
    form = opened(admin_client, event)
    form = with_rows(form, "participation_set", {"organization": forged, "role": "x"})
    answer = send(admin_client, event, form, activity=forged, cross_cutting=forged)
    assert answer.status_code == 200
    assert "activity" in answer.context["adminform"].form.errors
    event.refresh_from_db()
    assert event.version == 1


@pytest.mark.parametrize("forged", FORGED_KEYS)
def test_a_forged_choice_among_many_is_refused(admin_client, forged):
    place = Place.objects.get(code="142")
    form = opened(admin_client, place)
    answer = send(admin_client, place, form, members=[forged])
    assert "members" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("forged", FORGED_KEYS)
def test_an_address_that_fills_in_a_forged_choice_still_answers(admin_client, forged):
    address = f"{url(Event, 'add')}?activity={forged}&seen_version={forged}"
    assert admin_client.get(address).status_code == 200
    address = f"{url(Theme, 'add')}?gcm_objectives={forged}&dialogue={forged}"
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize("forged", FORGED_KEYS)
def test_a_record_that_is_not_there_is_told_so(admin_client, forged):
    address = url(EventFactory(), "change").replace("/change/", f"-{forged}/change/")
    assert admin_client.get(address, follow=True).status_code in (200, 404)
    assert admin_client.post(address, follow=True).status_code in (200, 404)


def test_a_form_without_its_rows_is_refused(admin_client):
    event = make_full_event()
    form = {"title": "Renamed", "slug": "renamed", "kind": "workshop"}
    answer = send(admin_client, event, form, seen_version=1)
    assert answer.status_code == 200
    event.refresh_from_db()
    assert event.version == 1


@pytest.mark.parametrize("number", ["abc", "-1", "9" * 9, ""])
def test_a_forged_number_of_rows_is_refused(admin_client, number):
    event = make_full_event()
    form = opened(admin_client, event)
    for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
        forged = {**form, f"themelink_set-{count}": number, "title": "Forged"}
        assert send(admin_client, event, forged).status_code == 200


def test_a_row_of_another_record_cannot_be_taken(admin_client):
    mine, other = make_full_event(), make_full_event()
    row = other.participation_set.get()
    form = opened(admin_client, mine)
    send(admin_client, mine, {**form, "participation_set-0-id": row.pk})
    form = {**form, "participation_set-0-event": other.pk, "title": "Mine"}
    send(admin_client, mine, form)
    row.refresh_from_db()
    assert row.event == other
    assert mine.participation_set.get().event == mine


@pytest.mark.parametrize(
    "wrong",
    [
        {"dates": "2005-13"},
        {"dates": "2006/2005"},
        {"kind": "party"},
        {"halted": "maybe"},
        {"title": "x" * 401},
        {"slug": "not an address"},
        {"language": "English"},
        {"title": "NUL\0"},
        {"reason": "x" * 501},
    ],
)
def test_a_wrong_value_is_told_beside_its_field(admin_client, wrong):
    event = EventFactory()
    answer = send(admin_client, event, opened(admin_client, event), **wrong)
    assert set(answer.context["adminform"].form.errors) == set(wrong)


@pytest.mark.parametrize("value", ["1e400", "abc", "9" * 25, "0.00001", "NaN"])
def test_a_wrong_figure_is_refused(admin_client, value):
    event = EventFactory()
    row = {"label": "Persons", "unit": "persons", "qualifier": "exact", "value": value}
    form = with_rows(opened(admin_client, event), "figure_set", row)
    assert send(admin_client, event, form).status_code == 200
    assert not event.figure_set.exists()


def test_an_address_that_is_taken_is_refused(admin_client):
    EventFactory(slug="taken")
    form = opened(admin_client, Event, "add")
    more = {"title": "New", "slug": "taken", "kind": "workshop"}
    answer = send(admin_client, Event, form, "add", **more)
    assert "slug" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("action", ["publish_chosen", "", "unknown", "delete_selected"])
def test_an_action_on_nothing_or_on_what_is_not_there_is_told(admin_client, action):
    assert choose(admin_client, Event, action, []).status_code == 200
    form = {"action": action, "_selected_action": ["99999999"]}
    answer = admin_client.post(url(Event, "changelist"), form, follow=True)
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["state=x", "unpublished=maybe", "o=99", "p=9999"])
def test_a_forged_list_still_answers(admin_client, query):
    for model in (Event, Organization):
        address = f"{url(model, 'changelist')}?{query}"
        assert admin_client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("chosen", ["abc", "", "9" * 30])
@pytest.mark.parametrize("action", ["publish_chosen", "delete_selected"])
def test_a_forged_choice_in_a_list_is_refused(admin_client, action, chosen):
    form = {"action": action, "_selected_action": chosen, "post": "yes"}
    answer = admin_client.post(url(Event, "changelist"), form)
    assert answer.status_code in (302, 400)


@pytest.mark.parametrize(
    "query", ["id__in=" + "9" * 23, "earliest__year=99999999999", "title__regex=("]
)
def test_a_forged_filter_of_a_list_finds_nothing_or_is_refused(admin_client, query):
    EventFactory(title="Not to be found")
    answer = admin_client.get(f"{url(Event, 'changelist')}?{query}")
    # PostgreSQL knows that no key is so large; SQLite cannot take the number at all.
    assert answer.status_code in (200, 302, 400)
    assert b"Not to be found" not in answer.content
