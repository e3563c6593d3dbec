"""The way to the public and back, by actions on the list and buttons on the form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.admin import steps
from activities.catalogue.models import Change, Entry, Operation
from activities.models import Decision, Event, Theme
from partners.records import StaleRecord, State
from tests.admin.desk import choose, opened, send, told, url
from tests.factories import EventFactory, OrganizationFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


def buttons(client, record):
    page = client.get(url(record, "change"))
    shown = [one.name for one in page.context.get("steps") or []]
    html = page.content.decode()
    assert all(f'name="_{name}"' in html for name in shown)
    return shown


def test_a_record_goes_through_review_by_actions(admin_client):
    event = EventFactory()
    choose(admin_client, Event, "submit_chosen", [event])
    event.refresh_from_db()
    assert event.state == State.SUBMITTED
    choose(admin_client, Event, "return_chosen", [event], reason="Which city?")
    event.refresh_from_db()
    assert event.state == State.RETURNED
    decision = Decision.objects.filter(slug=event.slug).first()
    assert (decision.action, decision.reason) == ("return", "Which city?")
    assert decision.by.is_superuser


def test_withdrawing_leaves_a_tombstone(admin_client):
    event = EventFactory()
    choose(admin_client, Event, "publish_chosen", [event])
    answer = choose(admin_client, Event, "withdraw_chosen", [event])
    assert f"Withdrawn from the public: “{event}”." in told(answer)
    last = Change.objects.latest("sequence")
    assert (last.key, last.operation) == (event.slug, Operation.WITHDRAWN)
    assert not Entry.objects.filter(kind="event", key=event.slug).exists()


def test_each_record_is_taken_on_its_own_and_each_refusal_is_told(admin_client):
    draft, public = EventFactory(title="Draft one"), EventFactory(title="Public one")
    choose(admin_client, Event, "publish_chosen", [public])
    answer = choose(admin_client, Event, "withdraw_chosen", [draft, public])
    assert "Draft one is draft: it cannot be moved to withdrawn." in told(answer)
    assert "Withdrawn from the public: “Public one”." in told(answer)
    public.refresh_from_db()
    assert public.state == State.WITHDRAWN


def test_a_record_that_breaks_a_rule_is_refused_with_the_rule(admin_client):
    theme = Theme.objects.first()
    event = EventFactory(cross_cutting=theme.dialogue)
    event.themelink_set.create(theme=theme)
    answer = choose(admin_client, Event, "publish_chosen", [event])
    assert f"{event}: cross-cutting for: A cross-cutting record" in told(answer)
    event.refresh_from_db()
    assert event.state == State.DRAFT


def test_a_record_that_someone_saves_meanwhile_is_refused(admin_client, monkeypatch):
    def beaten(record, **kwargs):
        raise StaleRecord(str(record))

    publish = next(one for one in steps.STEPS if one.name == "publish")
    monkeypatch.setitem(publish.__dict__, "run", beaten)
    answer = choose(admin_client, Event, "publish_chosen", [EventFactory()])
    assert "someone else has saved it since" in told(answer)


def test_many_are_counted_not_all_named(admin_client):
    events = [EventFactory() for _ in range(12)]
    answer = choose(admin_client, Event, "submit_chosen", events)
    assert "and 2 more" in told(answer)
    answer = choose(admin_client, Event, "withdraw_chosen", events)
    assert "… and 2 more." in told(answer)


@pytest.mark.parametrize(
    ("state", "public", "shown", "following"),
    [
        (State.DRAFT, None, ["submit", "publish"], "publish"),
        (State.SUBMITTED, None, ["return", "approve", "publish"], "publish"),
        (State.RETURNED, None, ["submit", "publish"], "publish"),
        (State.APPROVED, None, ["return", "publish"], "publish"),
        (State.PUBLISHED, 1, ["publish", "withdraw"], ""),
        (State.WITHDRAWN, None, ["submit", "publish"], "publish"),
        (State.PUBLISHED, 9, ["publish", "withdraw", "discard"], "publish"),
        (State.DRAFT, 9, ["submit", "publish", "withdraw", "discard"], "publish"),
    ],
)
def test_the_form_offers_the_steps_that_the_state_allows(
    admin_client, state, public, shown, following
):
    event = EventFactory(state=state, published_version=public)
    assert buttons(admin_client, event) == shown
    page = admin_client.get(url(event, "change"))
    assert page.context["following"] == following


def test_a_button_saves_first_and_gives_the_reason(admin_client):
    event = EventFactory()
    form = opened(admin_client, event)
    more = {"title": "Better", "reason": "Read by two", "_publish": "1"}
    answer = send(admin_client, event, form, **more)
    assert "Published: “Better”." in told(answer)
    assert Entry.objects.get(key=event.slug).snapshot["title"] == "Better"
    assert Decision.objects.filter(reason="Read by two", action="publish").exists()


def test_what_cannot_be_published_is_saved_all_the_same(admin_client):
    theme = Theme.objects.first()
    event = EventFactory(cross_cutting=theme.dialogue)
    event.themelink_set.create(theme=theme)
    form = opened(admin_client, event)
    answer = send(admin_client, event, form, title="Better", _publish="1")
    assert "“Better” is saved." in told(answer)
    assert "A cross-cutting record stands under no single theme." in told(answer)
    event.refresh_from_db()
    assert (event.title, event.state) == ("Better", State.DRAFT)


def test_a_button_pressed_in_the_wrong_state_is_refused_in_words(admin_client):
    event = EventFactory()
    answer = send(admin_client, event, opened(admin_client, event), _withdraw="1")
    assert "cannot be moved to withdrawn" in told(answer)


def test_after_publishing_the_desk_tells_what_is_not_shown(admin_client):
    event, partner = EventFactory(), OrganizationFactory()
    ParticipationFactory(event=event, organization=partner)
    answer = choose(admin_client, Event, "publish_chosen", [event])
    assert f"not shown: partner/{partner.slug}" in told(answer)


def test_a_reader_is_offered_no_step_and_can_take_none(reader_client):
    event = EventFactory()
    assert buttons(reader_client, event) == []
    choose(reader_client, Event, "publish_chosen", [event])
    form = {"title": "Forged", "_publish": "1"}
    assert reader_client.post(url(event, "change"), form).status_code == 403
    event.refresh_from_db()
    assert event.state == State.DRAFT


def test_an_author_who_may_not_publish_cannot_do_so_while_adding(author_client):
    form = opened(author_client, Event, "add")
    more = {"title": "New", "slug": "new", "kind": "workshop", "_publish": "1"}
    answer = send(author_client, Event, form, "add", **more)
    assert Event.objects.get(slug="new").state == State.DRAFT
    assert "Who may: Publisher, Administrator." in told(answer)


def test_a_published_record_has_its_public_page_and_its_decisions_linked(admin_client):
    event = EventFactory(slug="linked")
    assert "/events/linked/" not in admin_client.get(url(event, "change")).text
    choose(admin_client, Event, "publish_chosen", [event])
    page = admin_client.get(url(event, "change")).text
    assert 'href="/events/linked/"' in page
    decisions = f"{url(Decision, 'changelist')}?record_kind=event&slug=linked"
    assert decisions.replace("&", "&amp;") in page
    assert admin_client.get(decisions).context["cl"].result_count == 1


def test_a_form_takes_its_locks_in_the_order_of_every_step(admin_client):
    """Else a form and a step on the same record might wait for each other for ever."""
    event = EventFactory()
    form = opened(admin_client, event)
    with CaptureQueriesContext(connection) as captured:
        send(admin_client, event, {**form, "title": "Changed", "_publish": "1"})
    queries = [one["sql"] for one in captured]
    counter = next(n for n, sql in enumerate(queries) if "catalogue_sequence" in sql)
    saved = next(
        n
        for n, sql in enumerate(queries)
        if sql.startswith('UPDATE "activities_event"')
    )
    assert counter < saved


def test_who_publishes_is_told_what_a_reader_will_miss(admin_client):
    event = EventFactory(title="Bare")
    answer = choose(admin_client, Event, "publish_chosen", [event])
    assert "“Bare” is public without: a source, a theme, a partner." in told(answer)


def test_who_saves_what_is_public_is_told_that_the_public_does_not_see_it(admin_client):
    event = EventFactory(title="Before")
    choose(admin_client, Event, "publish_chosen", [event])
    answer = send(admin_client, event, opened(admin_client, event), title="After")
    assert "The public still reads what was published before" in told(answer)
