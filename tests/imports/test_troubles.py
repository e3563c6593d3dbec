"""Imports in which something goes wrong: it is told, and nothing else suffers."""

import pytest

from activities import publishing
from activities.imports import batches, undo
from activities.imports.run import Run
from activities.models import Activity, Original, PartnerQuestion, Publication, Source
from activities.models.importing import BatchState
from partners.models import Organization
from tests.imports.files import activity, iati_activity, iati_file, imported, planned

pytestmark = pytest.mark.django_db

PART_OF = '<related-activity ref="XM-1-{}" type="1"/>'
WORK = """<document-link url="https://example.org/a" format="application/pdf"><title>
<narrative>A work</narrative></title><category code="A08"/></document-link>"""


def three(folder, **changed):
    return iati_file(folder, *(iati_activity(n, **changed) for n in (1, 2, 3)))


def test_one_that_staff_save_meanwhile_is_refused_alone(tmp_path, monkeypatch):
    imported(three(tmp_path))
    batch = planned(three(tmp_path, amount="5"))
    batches.choose(batch, None)
    real = Run._apply_some

    def racing(self, some, items):
        record = activity(3)
        record.note = "Saved meanwhile"
        record.save()
        return real(self, some, items)

    monkeypatch.setattr(Run, "_apply_some", racing)
    batches.apply(batch)
    assert [one.verdict for one in batch.items.all()] == [
        *("existing", "existing", "refused")
    ]
    assert activity(3).note == "Saved meanwhile"


def test_a_circle_of_parents_is_told_and_the_import_ends(tmp_path):
    path = iati_file(
        tmp_path,
        iati_activity(1, body=PART_OF.format(2)),
        iati_activity(2, body=PART_OF.format(1)),
    )
    batch = imported(path)
    assert batch.state == BatchState.APPLIED
    parents = [activity(1).parent, activity(2).parent]
    assert parents.count(None) == 1
    assert any(
        one["level"] == "warning" for i in batch.items.all() for one in i.problems
    )


def test_a_reporter_in_any_script_has_its_source(tmp_path):
    arabic = iati_activity(1).replace('ref="XM-1" type="40"', 'type="40"')
    batch = imported(iati_file(tmp_path, arabic.replace("Made Agency", "وكالة")))
    assert batch.items.get().applied_at
    assert Source.objects.get(title="IATI data of وكالة").code.startswith("iati-")


def test_parents_are_joined_by_who_goes_on_after_a_kill(tmp_path, monkeypatch):
    path = iati_file(
        tmp_path, iati_activity(1, body=PART_OF.format(2)), iati_activity(2)
    )
    batch = planned(path)
    batches.choose(batch, None)
    with monkeypatch.context() as patched:
        patched.setattr(Run, "_join_parents", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            batches.apply(batch)
    batches.apply(batch)
    assert activity(1).parent == activity(2)


def test_a_name_that_two_bear_makes_one_partner_and_a_question(tmp_path):
    for slug in ("one", "two"):
        Organization.objects.create(slug=slug, name="Ministry of Health", kind="other")
    path = three(tmp_path, funder="Ministry of Health", funder_ref="")
    imported(path)
    imported(path)
    assert Organization.objects.filter(name="Ministry of Health").count() == 3
    assert PartnerQuestion.objects.count() == 1


def test_drafts_published_later_bring_their_sources_and_works(client, tmp_path):
    path = iati_file(tmp_path, iati_activity(1, body=WORK))
    imported(path, publish=False)
    imported(path)
    document = client.get(f"/api/v1/activities/{activity().slug}/").json()
    assert document["citations"]
    assert document["related"]["publications"]


def test_two_imports_are_undone_in_their_order(tmp_path):
    first = imported(iati_file(tmp_path, iati_activity(1)))
    second = imported(iati_file(tmp_path, iati_activity(1, amount="9")))
    assert undo.comes_first(first) == second
    assert undo.comes_first(second) is None
    assert undo.undo(second) == {"undone": 1, "left": 0}
    assert undo.comes_first(first) is None
    assert undo.undo(first) == {"undone": 1, "left": 0}
    assert activity().state == "withdrawn"


def test_drafts_are_undone_with_their_works_and_parents(tmp_path):
    before = (Activity.objects.count(), Publication.objects.count())
    body = WORK + PART_OF.format(2)
    batch = imported(
        iati_file(tmp_path, iati_activity(1, body=body), iati_activity(2)),
        publish=False,
    )
    assert undo.undo(batch) == {"undone": 2, "left": 0}
    assert (Activity.objects.count(), Publication.objects.count()) == before


def test_a_partner_that_staff_went_on_with_is_not_undone(tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1)), publish=False)
    funder = Organization.objects.get(slug="made-funder")
    funder.description = "What staff know of it"
    funder.save()
    undo.undo(batch)
    assert Organization.objects.filter(slug="made-funder").exists()


def test_undoing_makes_no_waiting_edit_public_and_keeps_contacts(client, tmp_path):
    contact = "<contact-info><email>who@example.org</email></contact-info>"
    imported(iati_file(tmp_path, iati_activity(1, body=contact)))
    record = activity()
    record.note = "Waits for review"
    record.save()
    batch = imported(
        iati_file(tmp_path, iati_activity(1, amount="9", body=contact)), publish=False
    )
    undo.undo(batch)
    answer = client.get(f"/api/v1/activities/{record.slug}/").json()
    assert answer["note"] == ""
    assert "who@example.org" in Original.objects.get(activity=record).contacts


def test_undoing_what_cannot_be_restored_says_so_and_ends(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)), publish=False)
    batch = imported(
        iati_file(tmp_path, iati_activity(1, funder="Other", funder_ref="XM-9")),
        publish=False,
    )
    publishing.delete(Organization.objects.get(slug="made-funder"))
    assert undo.undo(batch) == {"undone": 0, "left": 1}
    assert batch.state == BatchState.UNDONE
    assert "made-funder" in batch.items.get().undone
