"""An import taken back: what it made goes, what it changed is as before."""

import pytest

from activities import publishing
from activities.catalogue import snapshots
from activities.catalogue.kinds import EntryKind
from activities.imports import batches, undo
from activities.models import Activity, Publication
from activities.models.importing import BatchState
from partners.models import Organization
from tests.imports.files import activity, iati_activity, iati_file, imported, planned

pytestmark = pytest.mark.django_db


def whole(record) -> dict:
    return snapshots.take(snapshots.queryset(EntryKind.ACTIVITY).get(pk=record.pk))


def test_new_drafts_and_their_partners_are_gone(tmp_path):
    before = (Activity.objects.count(), Organization.objects.count())
    batch = imported(iati_file(tmp_path, *map(iati_activity, (1, 2))), publish=False)
    assert undo.undo(batch) == {"undone": 2, "left": 0}
    assert (Activity.objects.count(), Organization.objects.count()) == before
    assert batch.state == BatchState.UNDONE


def test_new_public_records_are_withdrawn_and_their_addresses_say_so(client, tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1)))
    slug = activity().slug
    undo.undo(batch)
    assert client.get(f"/api/v1/activities/{slug}/").status_code == 410
    assert client.get("/api/v1/partners/made-funder/").status_code == 410
    again = imported(tmp_path / "file.xml")
    assert again.items.get().applied_at
    assert client.get(f"/api/v1/activities/{slug}/").json()["title"] == "Project 1"


def test_a_changed_record_is_as_it_was_for_staff_and_public(client, tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    before = whole(activity())
    path = iati_file(
        tmp_path,
        iati_activity(
            1,
            title="Renamed",
            amount="9",
            country="SO",
            funder="New one",
            funder_ref="XM-3",
            sector="24050",
        ),
    )
    batch = imported(path)
    assert whole(activity()) != before
    undo.undo(batch)
    assert whole(activity()) == before
    document = client.get(f"/api/v1/activities/{activity().slug}/").json()
    assert document["title"] == "Project 1"
    assert document["budget_totals"] == [{"currency": "USD", "value": "100"}]
    assert batches.verdicts(planned(iati_file(tmp_path, iati_activity(1))))["unchanged"]


def test_what_staff_changed_since_is_left_and_told(tmp_path):
    batch = imported(iati_file(tmp_path, *map(iati_activity, (1, 2))))
    record = activity(1)
    record.title = "Worked on"
    record.save()
    assert undo.undo(batch) == {"undone": 1, "left": 1}
    record.refresh_from_db()
    assert (record.title, record.state) == ("Worked on", "published")
    assert batch.items.get(position=1).undone == "It was changed since."


def test_a_partner_that_others_name_by_now_stays(tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1)))
    funder = Organization.objects.get(slug="made-funder")
    other = Activity.objects.filter(state="published").exclude(pk=activity().pk).first()
    other.participation_set.create(organization=funder, role="funder")
    undo.undo(batch)
    funder.refresh_from_db()
    assert funder.state == "published"


def test_a_publication_that_came_along_goes_too(tmp_path):
    link = (
        '<document-link url="https://example.org/a" format="application/pdf"><title>'
        '<narrative>A</narrative></title><category code="A08"/></document-link>'
    )
    batch = imported(iati_file(tmp_path, iati_activity(1, body=link)))
    undo.undo(batch)
    work = Publication.objects.get(url="https://example.org/a")
    assert work.state == "withdrawn"


def test_undoing_goes_on_after_it_was_broken_off(tmp_path, monkeypatch):
    batch = imported(iati_file(tmp_path, *map(iati_activity, (1, 2, 3))), publish=False)
    real, calls = publishing.delete, []

    def break_off(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*args, **kwargs)

    monkeypatch.setattr(publishing, "delete", break_off)
    with pytest.raises(KeyboardInterrupt):
        undo.undo(batch)
    assert Activity.objects.filter(title__startswith="Project").count() == 2
    undo.undo(batch)
    assert not Activity.objects.filter(title__startswith="Project").exists()
