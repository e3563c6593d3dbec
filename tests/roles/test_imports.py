"""Imports beside a working version that waits: it does not become public unread."""

import pytest

from activities import publishing
from activities.imports import batches, undo
from partners.models import Organization
from partners.records import State
from tests.imports.files import activity, iati_activity, iati_file, imported, planned
from tests.staff import account, office

pytestmark = pytest.mark.django_db

FUNDER = {"funder": "A Made Fund", "funder_ref": "XM-MADE-1"}


def changed(record, title):
    """The record as somebody leaves it who may not publish."""
    field = "name" if isinstance(record, Organization) else "title"
    setattr(record, field, title)
    record.save()
    publishing.edited(record, by=account("contributor", office("AO")))
    return record


def test_a_partner_with_a_working_version_is_not_published_along(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1, **FUNDER)), publish=True)
    partner = changed(Organization.objects.get(name="A Made Fund"), "Not yet read")
    assert (partner.state, partner.is_public) == (State.DRAFT, True)
    imported(iati_file(tmp_path, iati_activity(2, **FUNDER)), publish=True)
    partner.refresh_from_db()
    assert (partner.state, partner.has_unpublished_changes) == (State.DRAFT, True)


def test_what_the_file_does_not_change_stays_a_working_version(tmp_path):
    path = iati_file(tmp_path, iati_activity(1))
    imported(path, publish=True)
    record = changed(activity(1), "Not yet read")
    batch = planned(path, publish=True)
    (item,) = batch.items.all()
    assert "state" not in {one["field"] for one in item.differences}
    record.refresh_from_db()
    assert record.state == State.DRAFT


def test_an_undone_import_leaves_what_was_public_public(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)), publish=True)
    record = changed(activity(1), "Working version")
    other = iati_activity(1).replace("Project 1", "Project 1, renamed")
    batch = imported(iati_file(tmp_path, other), publish=True)
    assert batches.verdicts(batch)["existing"] == 1
    undo.undo(batch, account("publisher"))
    record.refresh_from_db()
    assert (record.title, record.is_public) == ("Working version", True)
