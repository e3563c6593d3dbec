"""Two people at one record: who saves second is told, and overwrites nothing."""

import pytest

from activities.admin.desk import STALE
from activities.models import Event, Theme
from partners.records import StaleRecord
from tests.admin.desk import make_full_event, opened, refusals, send, with_rows
from tests.factories import EventFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def test_the_second_to_save_is_refused_and_overwrites_nothing(admin_client):
    event = EventFactory(title="First")
    mine, theirs = opened(admin_client, event), opened(admin_client, event)
    send(admin_client, event, theirs, title="Theirs")
    partner = {"organization": OrganizationFactory().pk, "role": "host"}
    mine = with_rows(mine, "participation_set", partner)
    answer = send(admin_client, event, mine, title="Mine", note="Typed at length")
    assert refusals(answer) == [STALE]
    assert "Typed at length" in answer.content.decode()
    event.refresh_from_db()
    assert (event.title, event.version) == ("Theirs", 2)
    assert not event.participation_set.exists()


def test_sending_the_refused_form_again_is_refused_again(admin_client):
    event = EventFactory()
    mine = opened(admin_client, event)
    send(admin_client, event, mine, title="Theirs")
    answer = send(admin_client, event, mine, title="Mine")
    again = answer.context["adminform"].form["seen_version"].value()
    answer = send(admin_client, event, mine, title="Mine", seen_version=again)
    assert refusals(answer) == [STALE]


def test_a_change_of_parts_alone_makes_a_new_version(admin_client):
    event = make_full_event()
    mine, theirs = opened(admin_client, event), opened(admin_client, event)
    send(admin_client, event, {**theirs, "participation_set-0-DELETE": "on"})
    event.refresh_from_db()
    assert event.version == 2
    assert not event.participation_set.exists()
    assert refusals(send(admin_client, event, mine, title="Mine")) == [STALE]


def test_saving_what_is_unchanged_makes_no_new_version(admin_client):
    event = make_full_event()
    send(admin_client, event, opened(admin_client, event), reason="Only looked")
    event.refresh_from_db()
    assert event.version == 1


@pytest.mark.parametrize("forged", ["", "0", "-1", "abc", "1.0", "9" * 40, "\0"])
def test_a_forged_version_is_refused(admin_client, forged):
    event = EventFactory(title="Kept")
    form = opened(admin_client, event)
    answer = send(admin_client, event, form, title="Forged", seen_version=forged)
    assert STALE in refusals(answer)
    event.refresh_from_db()
    assert event.title == "Kept"


def test_who_is_beaten_in_the_last_moment_is_told_so_too(admin_client, monkeypatch):
    event = EventFactory(title="Kept")
    form = opened(admin_client, event)

    def beaten(record, *args, **kwargs):
        raise StaleRecord(str(record))

    monkeypatch.setattr(Event, "save", beaten)
    answer = send(admin_client, event, form, title="Too late")
    assert refusals(answer) == [STALE]
    assert "Too late" in answer.content.decode()


def test_rows_that_someone_deleted_meanwhile_are_no_server_error(admin_client):
    event = make_full_event(rows=2)
    mine, theirs = opened(admin_client, event), opened(admin_client, event)
    send(admin_client, event, {**theirs, "themelink_set-0-DELETE": "on"})
    answer = send(admin_client, event, mine, title="Mine")
    assert STALE in refusals(answer)


def test_reference_data_is_not_overwritten_unread_either(admin_client):
    theme = Theme.objects.get(code="hld2006-topics-1")
    mine, theirs = opened(admin_client, theme), opened(admin_client, theme)
    send(admin_client, theme, theirs, description="Written by A")
    answer = send(admin_client, theme, mine, note="by B")
    assert refusals(answer) == [STALE]
    theme.refresh_from_db()
    assert theme.description == "Written by A"
    send(admin_client, theme, opened(admin_client, theme), note="by B")
    theme.refresh_from_db()
    assert (theme.description, theme.note) == ("Written by A", "by B")
