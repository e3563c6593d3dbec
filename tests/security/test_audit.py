"""What is done at the desk leaves a line that nobody takes away again."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities import audit
from activities.models import AuditLine, Event
from activities.models.audit import Deed
from activities.sign_in import tracing
from tests.admin.conftest import reader_client  # noqa: F401 - a fixture
from tests.admin.desk import choose, opened, send, url
from tests.factories import EventFactory
from tests.security.people import PASSWORD
from tests.security.test_second_factor import all_paths

pytestmark = pytest.mark.django_db

LIST = "/admin/activities/auditline/"
APART = tracing.UNTOLD


def lines(**wanted):
    """The lines of this test, the oldest first: what was prepared has no address."""
    return AuditLine.objects.exclude(address="").filter(**wanted).order_by("pk")


def told(**wanted):
    return list(lines(**wanted).values_list("deed", "who", "name"))


def test_what_is_entered_and_published_is_told(admin_client):
    form = opened(admin_client, Event, "add")
    form |= {"title": "A workshop", "slug": "a-workshop", "kind": "workshop"}
    form |= {"date": "2006", "_publish": "", "reason": "As asked"}
    send(admin_client, Event, form, "add")
    assert told() == [
        (Deed.ADDED, "admin", "A workshop"),
        (Deed.DECIDED, "admin", "A workshop"),
    ]
    assert lines().last().told == "publish: As asked"
    assert {line.address for line in lines()} == {"127.0.0.1"}
    assert all(line.request for line in lines())


def test_what_is_changed_and_deleted_is_told(admin_client):
    event = EventFactory(title="First")
    send(admin_client, event, opened(admin_client, event), title="Second")
    assert lines().get().told == "Changed Title."
    admin_client.post(url(event, "delete"), {"post": "yes"})
    assert (Deed.DELETED, "admin", "Second") in told()


def test_each_of_many_that_are_deleted_at_once_is_told(admin_client):
    events = [EventFactory() for _ in range(3)]
    choose(admin_client, Event, "delete_selected", events, post="yes")
    assert lines(deed=Deed.DELETED).count() == 3


def test_accounts_and_groups_are_told(admin_client, django_user_model):
    form = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    admin_client.post("/admin/auth/user/add/", {**form, "usable_password": "true"})
    user = django_user_model.objects.get(username="new")
    page = f"/admin/auth/user/{user.pk}/password/"
    admin_client.post(page, {**form, "usable_password": "true"})
    assert told() == [(Deed.ADDED, "admin", "new"), (Deed.CHANGED, "admin", "new")]


def test_a_refused_form_leaves_no_line(admin_client):
    event = EventFactory()
    send(admin_client, event, opened(admin_client, event), title="")
    assert not lines().exists()


def test_what_is_rolled_back_leaves_neither_change_nor_line(admin_client, monkeypatch):
    event = EventFactory(title="Kept")
    form = opened(admin_client, event)

    def broken(*args, **kwargs):
        raise RuntimeError("after everything was written")

    monkeypatch.setattr(LogEntry.objects, "log_actions", broken)
    with pytest.raises(RuntimeError):
        send(admin_client, event, form, title="Lost")
    event.refresh_from_db()
    assert event.title == "Kept"
    assert not lines().exists()


def test_a_page_that_tells_nothing_is_told_by_its_name(rf, admin_user):
    def view(request):
        Group.objects.create(name="made by a page of its own")

    request = rf.post("/admin/something/")
    request.user, request.resolver_match = admin_user, None
    tracing.told(view)(request)
    line = lines().get()
    assert (line.deed, line.who, line.kind) == (Deed.DID, "admin", "/admin/something/")


def wrote(queries):
    return [
        one["sql"]
        for one in queries
        if one["sql"].split(None, 1)[0] in tracing.WRITES
        and not any(f'"{table}"' in one["sql"][:200] for table in APART)
    ]


def test_no_address_of_the_desk_writes_without_a_line(admin_client):
    untold = []
    for path in all_paths():
        if path == "/admin/logout/":
            continue
        before = lines().count()
        with CaptureQueriesContext(connection) as queries:
            form = {"post": "yes", "action": "delete_selected", "_selected_action": 1}
            try:
                with transaction.atomic():
                    admin_client.post(path, form)
            except Exception:  # noqa: BLE001 - rolled back, with all it wrote
                continue
        if wrote(queries) and lines().count() == before:
            untold.append(path)
    assert untold == []
    assert lines().count() > 5


def test_nobody_writes_to_it_over_http(admin_client):
    audit.note(Deed.DID, name="kept")
    line = AuditLine.objects.latest("pk")
    page = f"{LIST}{line.pk}/"
    assert admin_client.get(LIST).status_code == 200
    assert admin_client.get(f"{page}change/").status_code == 200
    form = {"name": "forged", "deed": "did", "who": "bea", "post": "yes"}
    for path in (f"{LIST}add/", f"{page}change/", f"{page}delete/"):
        assert admin_client.post(path, form).status_code == 403
    choose(admin_client, AuditLine, "delete_selected", [line], post="yes")
    admin_client.post(LIST, {"form-0-id": line.pk, "form-0-name": "x", "_save": ""})
    line.refresh_from_db()
    assert line.name == "kept"


def test_only_who_oversees_accounts_reads_it(reader_client):  # noqa: F811 - the fixture
    for page in (LIST, f"{LIST}1/change/", "/admin/activities/secondfactor/"):
        assert reader_client.get(page).status_code == 403
    assert "auditline" not in reader_client.get("/admin/").text


@pytest.mark.parametrize("words", ["UPDATE {} SET who = 'bea'", "DELETE FROM {}"])
def test_the_database_itself_refuses(words):
    audit.note(Deed.DID, name="kept")
    statement = words.format(AuditLine._meta.db_table)
    refused = pytest.raises(IntegrityError)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditLine.objects.filter(name="kept", who="").exists()


def test_the_maintainer_forgets_what_is_old_and_that_is_told(monkeypatch):
    then = timezone.now() - timedelta(days=400)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: then)
        audit.note(Deed.DID, name="old")
    audit.note(Deed.DID, name="new")
    with pytest.raises(CommandError, match="90 days"):
        call_command("forget_audit", days=1)
    call_command("forget_audit", days=365)
    assert not AuditLine.objects.filter(name="old").exists()
    assert AuditLine.objects.filter(name="new").exists()
    assert "1 lines before" in AuditLine.objects.get(deed=Deed.MAINTAINED).told
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditLine.objects.all().delete()


def test_the_page_is_found_by_filters(admin_client, django_assert_max_num_queries):
    for number in range(60):
        audit.note(Deed.DID, name=f"event {number}")
    for query in ("", "?deed__exact=did", "?q=event", "?at__year=2026", "?p=2"):
        with django_assert_max_num_queries(15):
            assert admin_client.get(LIST + query).status_code == 200
