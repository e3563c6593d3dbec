"""What the desk shows first: the records that wait for who is signed in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities import publishing
from activities.admin import queue
from activities.models import Decision, Event, Publication
from partners.records import State
from tests.admin.test_pages import INLINE_CODE, QUERIES
from tests.factories import EventFactory, OrganizationFactory, PublicationFactory
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db


def waiting(user):
    return {
        one["name"]: [row["label"] for row in one["rows"]] for one in queue.for_me(user)
    }


def test_each_sees_what_waits_for_them():
    here = office("AO")
    author = account("contributor", here)
    records = {"office": here, "author": author}
    EventFactory(title="Mine", **records)
    EventFactory(title="Another's", office=here)
    EventFactory(title="Far", office=office("LK"), state=State.SUBMITTED)
    returned = PublicationFactory(title="Back", **records)
    publishing.submit(returned)
    publishing.send_back(returned, reason="Which edition?")
    asked = OrganizationFactory(name="Asked", state=State.SUBMITTED)
    publishing.approve(asked)
    for number in (1, 2):
        publishing.submit(EventFactory(title=f"Waits {number}", office=here))
    Decision.objects.filter(slug=Event.objects.get(title="Waits 2").slug).update(
        at=timezone.now() - timedelta(days=3)
    )
    assert waiting(author) == {"returned": ["Back"], "drafts": ["Mine"]}
    assert waiting(account("reviewer", here)) == {"submitted": ["Waits 2", "Waits 1"]}
    found = waiting(account("publisher"))
    assert found["approved"] == ["Asked"]
    assert found["submitted"][0] == "Waits 2"
    assert waiting(account()) == {}
    page = signed_in(author).get("/admin/").text
    assert "<q>Which edition?</q>" in page
    assert "Waits 1" not in page
    page = signed_in(account("reviewer", here)).get("/admin/").text
    assert "for 3 days" in page.replace("\xa0", " ")


def test_changes_to_what_is_public_are_told_apart():
    event = EventFactory(title="Public once")
    publishing.publish(event)
    event.title = "Public twice"
    event.save()
    by = account("publisher")
    assert waiting(by) == {"changed": ["Public twice"]}
    Event.objects.filter(pk=event.pk).update(state=State.APPROVED)
    assert waiting(by) == {"approved": ["Public twice"]}
    assert "changes to what is public" in signed_in(by).get("/admin/").text


def test_many_are_counted_and_the_lists_show_them_all():
    for _number in range(12):
        publishing.submit(EventFactory())
    admin = account("administrator")
    (found,) = queue.for_me(admin)
    assert (len(found["rows"]), found["count"]) == (10, 12)
    lists = dict(found["lists"])
    page = signed_in(admin).get(lists["Events"])
    assert page.context["cl"].result_count == 12
    author = account("contributor", office())
    Event.objects.update(author=author, office=author.staff_member.office)
    Publication.objects.update(author=author, state=State.DRAFT)
    Event.objects.filter(state=State.SUBMITTED).update(state=State.DRAFT)
    (found,) = [one for one in queue.for_me(author) if one["name"] == "drafts"]
    page = signed_in(author).get(dict(found["lists"])["Events"])
    assert page.context["cl"].result_count == 12


@pytest.mark.parametrize("role", ["contributor", "reviewer", "publisher"])
def test_the_first_page_asks_little_and_keeps_to_the_csp(role):
    for _number in range(12):
        publishing.submit(EventFactory())
    client = signed_in(account(role, office("AO")))
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/admin/")
    assert len(queries) <= QUERIES
    assert not INLINE_CODE.search(page.text)
