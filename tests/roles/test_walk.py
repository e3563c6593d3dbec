"""Every cell of the tables in docs/roles.md, over HTTP and through the steps."""

from contextlib import suppress

import pytest
from django.contrib import admin
from django.urls import reverse

from activities import discarding, publishing, roles
from activities.models import Decision, Event, Office, PartnerQuestion, Source, Theme
from partners.models import Organization
from partners.records import NotAllowed
from tests.admin.desk import choose, make_source, url
from tests.factories import OrganizationFactory
from tests.imports.files import iati_activity, iati_file, planned
from tests.roles.table import ROLES, STATES, in_states, may, tables
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db

EVER, PUBLIC, LARGE = tables()
STEPS = {
    "submit": publishing.submit,
    "return": publishing.send_back,
    "approve": publishing.approve,
    "publish": publishing.publish,
    "withdraw": publishing.withdraw,
    "discard": discarding.discard,
    "delete": publishing.delete,
}
CELLS = [
    *((action, cells, False) for action, cells in EVER.items()),
    *((action, cells, True) for action, cells in PUBLIC.items()),
]
RESTRICTED = ("contributor", "reviewer")


def test_the_tables_have_every_action_and_state():
    assert {*EVER, *PUBLIC} == {str(one) for one in roles.ON_RECORDS}
    assert set(LARGE) == {str(one) for one in roles.AT_LARGE}
    assert all(
        len(cells) == len(STATES) for cells in (*EVER.values(), *PUBLIC.values())
    )
    words = {least for cells in (*EVER.values(), *PUBLIC.values()) for least in cells}
    assert {*words, *LARGE.values()} <= {*ROLES, "–"}


@pytest.fixture
def own(db):
    return office("AO", code="own")


def worlds(role, cells, public, own):
    """Records in every state, and what the table says of them.

    Of another office's records all is refused to who works for an office.
    """
    wanted = {name: may(role, cell) for name, cell in zip(STATES, cells, strict=True)}
    yield made(own, public), wanted
    if role in RESTRICTED:
        yield made(office("LK"), public), dict.fromkeys(STATES, False)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("action", "cells", "public"), CELLS)
class TestOnRecords:
    def test_over_http(self, role, action, cells, public, own):
        client = signed_in(account(role, own))
        do = HTTP.get(action, by_list)
        for records, wanted in worlds(role, cells, public, own):
            found = do(client, action, records)
            assert found == {state: wanted[state] for state in records}

    def test_by_the_steps(self, role, action, cells, public, own):
        if action not in STEPS:
            pytest.skip("No step of publishing: seeing and editing are the desk's.")
        by = account(role, own)
        for records, wanted in worlds(role, cells, public, own):
            found = by_step(by, action, records)
            assert found == {state: wanted[state] for state in records}


def made(at, public):
    """A record in each state that there is: none that is public is withdrawn."""
    names = [one for one in STATES if not (public and one == "withdrawn")]
    states = [STATES[one] for one in names]
    return dict(zip(names, in_states(states, office=at, public=public), strict=True))


def stands(records):
    """Where records stand: all that a step could change."""
    rows = Event.objects.in_bulk([one.pk for one in records.values()])
    return {
        state: (row.state, row.version, row.published_version, row.title)
        if (row := rows.get(one.pk))
        else None
        for state, one in records.items()
    }


def changed(before, records):
    after = stands(records)
    return {state: after[state] != before[state] for state in records}


def decided(records, action):
    """Of which a step of this name is kept: publishing anew changes nothing else."""
    found = Decision.objects.filter(action=action).exclude(by=None)
    slugs = set(found.values_list("slug", flat=True))
    return {state: one.slug in slugs for state, one in records.items()}


def by_list(client, action, records):
    choose(client, Event, f"{action}_chosen", records.values(), reason="Tried")
    return decided(records, action)


def by_step(by, action, records):
    for one in records.values():
        with suppress(NotAllowed):
            STEPS[action](Event.objects.get(pk=one.pk), by=by, reason="Tried")
    return decided(records, action)


def by_seeing(client, action, records):
    page = client.get(url(Event, "changelist"))
    listed = set(page.context["cl"].queryset) if page.status_code == 200 else set()
    found = {}
    for state, one in records.items():
        answer = client.get(url(one, "change"))
        found[state] = answer.status_code == 200
        assert found[state] == (one in listed)
    return found


def by_editing(client, action, records):
    before = stands(records)
    for one in records.values():
        client.post(url(one, "change"), filled(one))
    return changed(before, records)


def by_deleting(client, action, records):
    before = stands(records)
    for one in records.values():
        client.post(url(one, "delete"), {"post": "yes"})
    return changed(before, records)


HTTP = {"see": by_seeing, "edit": by_editing, "delete": by_deleting}


def filled(one, **more):
    """The form of an event without parts, as a browser would send it."""
    form = {
        "title": f"{one.title} edited",
        "slug": one.slug,
        "kind": one.kind,
        "language": one.language,
        "seen_version": one.version,
    }
    for inline in admin.site.get_model_admin(Event).inlines:
        prefix = f"{inline.model._meta.model_name}_set"
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {**form, **more}


def creates(client, by, tmp_path):
    form = filled(Event(kind="workshop", slug="made-here"), title="Made here")
    client.post(url(Event, "add"), form)
    return Event.objects.filter(slug="made-here", author=by).exists()


def cites(client, by, tmp_path):
    form = {"title": "Cited", "code": "cited", "kind": "web-page"}
    client.post(url(Source, "add"), form)
    return Source.objects.filter(code="cited").exists()


def changes_sources(client, by, tmp_path):
    source = make_source()
    client.post(url(source, "delete"), {"post": "yes"})
    is_gone = not Source.objects.filter(code=source.code).exists()
    page = client.get(url(make_source("another"), "change"))
    assert is_gone == (b'name="_save"' in page.content)
    return is_gone


def imports(client, by, tmp_path):
    batch = planned(iati_file(tmp_path, iati_activity(1)), publish=True)
    assert client.get("/admin/activities/importbatch/add/").status_code in (200, 403)
    client.post(
        reverse("admin:activities_importbatch_apply", args=[batch.pk]), {"count": 1}
    )
    return batch.items.exclude(applied_at=None).exists()


def merges(client, by, tmp_path):
    question = PartnerQuestion.objects.create(
        organization=OrganizationFactory(), candidate=OrganizationFactory(), likeness=90
    )
    page = reverse("admin:activities_partnerquestion_answer", args=[question.pk])
    client.post(page, {"same": "1"})
    return not Organization.objects.filter(pk=question.organization_id).exists()


def changes_reference(client, by, tmp_path):
    theme = Theme.objects.first()
    page = client.get(url(theme, "change"))
    client.post(url(Office, "add"), {"name": "New", "code": "new"})
    may_change = b'name="_save"' in page.content
    assert may_change == Office.objects.filter(code="new").exists()
    return may_change


def manages_staff(client, by, tmp_path):
    other = account("contributor")
    page = url(other, "change")
    answer = client.get(page)
    form = {"username": other.username, "is_active": "on", "role": "administrator"}
    form |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    form |= {"staff_member-TOTAL_FORMS": 0, "staff_member-INITIAL_FORMS": 0}
    client.post(page, form)
    given = other.groups.filter(name="administrator").exists()
    assert given == (answer.status_code == 200)
    return given


AT_LARGE = {
    "create": creates,
    "cite": cites,
    "sources": changes_sources,
    "import": imports,
    "merge": merges,
    "reference": changes_reference,
    "staff": manages_staff,
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", LARGE)
def test_at_large(role, action, own, tmp_path):
    by = account(role, own)
    assert AT_LARGE[action](signed_in(by), by, tmp_path) == may(role, LARGE[action])
