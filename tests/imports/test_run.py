"""What an import does: whole records, partners made once, public at once if wished."""

import pytest
from django.core.management import CommandError, call_command

from activities import publishing
from activities.imports import batches
from activities.models import (
    Activity,
    ImportBatch,
    PartnerQuestion,
    Publication,
    Source,
)
from activities.models.importing import BatchState, FileKind
from partners.models import Organization
from tests.imports.files import activity, iati_activity, iati_file, imported, planned

pytestmark = pytest.mark.django_db

REPORT = """<document-link url="https://example.org/{name}" format="application/pdf">
<title><narrative>{title}</narrative></title><category code="{category}"/>
</document-link>"""
PART_OF = '<related-activity ref="XM-1-{number}" type="1"/>'


def row(client, number=1) -> dict:
    return client.get(f"/api/v1/activities/{activity(number).slug}/").json()


def test_an_imported_activity_is_public_with_all_its_parts(client, tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    document = row(client)
    assert document["title"] == "Project 1"
    assert document["dates"]["edtf"] == "2020-01-01/2021-12-31"
    assert document["identifiers"] == [{"scheme": "iati", "value": "XM-1-1"}]
    assert [(one["name"], one["role"]["code"]) for one in document["partners"]] == [
        ("Made Funder", "funder")
    ]
    assert document["places"][0]["code"] == "KE"
    assert document["budget_totals"] == [{"currency": "USD", "value": "100"}]
    assert document["themes"][0]["suggested"] is True
    assert document["citations"][0]["source"]["title"] == "IATI data of Made Agency"


def test_it_is_found_by_theme_place_partner_and_identifier(client, tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    for query in (
        "theme=hld2006-topics-5",
        "place=202",
        "partner=made-funder",
        "q=XM-1-1",
    ):
        found = client.get(f"/api/v1/activities/?{query}").json()["results"]
        assert "Project 1" in [one["title"] for one in found], query


def test_without_publishing_all_are_drafts(client, tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)), publish=False)
    record = activity()
    assert record.state == "draft"
    assert client.get(f"/api/v1/activities/{record.slug}/").status_code == 404
    batch = imported(iati_file(tmp_path, iati_activity(1)))
    assert batch.items.get().differences[0]["field"] == "state"
    assert row(client)["partners"][0]["name"] == "Made Funder"


def test_only_what_is_chosen_is_imported(tmp_path):
    batch = planned(iati_file(tmp_path, *map(iati_activity, (1, 2, 3))))
    batches.choose(batch, [2])
    assert batches.apply(batch) == 1
    assert [one.title for one in Activity.objects.filter(title__startswith="Proj")] == [
        "Project 2"
    ]


def test_one_that_the_database_refuses_takes_no_other_with_it(tmp_path):
    batch = planned(iati_file(tmp_path, *map(iati_activity, (1, 2, 3))))
    batches.choose(batch, None)
    imported(iati_file(tmp_path, iati_activity(2, title="Meanwhile"), name="two.xml"))
    activity(2).activityidentifier_set.update(scheme="other")
    # The address that the plan would give is another's now, by a race that it lost.
    Activity.objects.filter(title="Meanwhile").update(slug="xm-1-2")
    batches.apply(batch)
    assert {one.title for one in Activity.objects.filter(title__startswith="Proj")} == {
        "Project 1",
        "Project 2",
        "Project 3",
    }


def test_a_value_that_a_field_refuses_is_told_and_nothing_of_it_stays(tmp_path):
    partners = Organization.objects.count()
    loud = iati_activity(1, funder_ref="XM-77", funder="Never made").replace(
        'xml:lang="en"', 'xml:lang="no language at all"'
    )
    batch = imported(iati_file(tmp_path, loud, iati_activity(2)))
    first, second = batch.items.all()
    assert second.applied_at
    if first.verdict == "refused":
        assert first.problems
        assert not Activity.objects.filter(title="Project 1").exists()
        assert not Organization.objects.filter(name="Never made").exists()
        assert Organization.objects.count() == partners + 2


def test_a_parent_that_comes_later_in_the_file_is_joined(client, tmp_path):
    part = iati_activity(1, body=PART_OF.format(number=2))
    imported(iati_file(tmp_path, part, iati_activity(2)))
    assert row(client, 1)["parent"]["title"] == "Project 2"
    assert batches.verdicts(planned(tmp_path / "file.xml"))["unchanged"] == 2


def test_a_new_partner_is_made_once_and_a_likely_one_asked_about(tmp_path):
    imported(
        iati_file(
            tmp_path,
            iati_activity(
                1,
                funder="UNITED NATIONS DEVELOPMENT PROGRAMME (UNDP)",
                funder_ref="XM-DAC-41114",
            ),
            iati_activity(
                2, funder="International Labor Organisation", funder_ref="XM-DAC-41302"
            ),
            iati_activity(
                3, funder="International Labor Organisation", funder_ref="XM-DAC-41302"
            ),
        )
    )
    names = {
        n: activity(n).participation_set.get().organization.slug for n in (1, 2, 3)
    }
    assert names[1] == "undp"
    assert names[2] == names[3] != "ilo"
    question = PartnerQuestion.objects.get()
    assert (question.organization.slug, question.candidate.slug) == (names[2], "ilo")
    assert "XM-DAC-41302" in question.reason


def test_works_become_publications_and_other_links_sources(client, tmp_path):
    body = REPORT.format(name="a", title="A report", category="A08")
    body += REPORT.format(name="b", title="A page", category="A12")
    imported(iati_file(tmp_path, iati_activity(1, body=body)))
    work = Publication.objects.get(url="https://example.org/a")
    assert (work.state, work.activity) == ("published", activity())
    assert Source.objects.get(url="https://example.org/b").kind == "web-page"
    titles = {one["source"]["title"] for one in row(client)["citations"]}
    assert titles == {"A page", "IATI data of Made Agency"}
    assert batches.verdicts(planned(tmp_path / "file.xml"))["unchanged"] == 1


def test_an_edit_that_waits_is_not_lost_to_a_second_import(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    record = activity()
    record.note = "What staff noted"
    record.save()
    imported(iati_file(tmp_path, iati_activity(1, title="Renamed")))
    record = activity()
    assert (record.title, record.note) == ("Renamed", "What staff noted")


def test_e_mail_addresses_are_for_staff_alone(client, tmp_path):
    contact = "<contact-info><email>who@example.org</email></contact-info>"
    imported(iati_file(tmp_path, iati_activity(1, body=contact)))
    record = activity()
    assert "who@example.org" in record.original.contacts
    for form in ("/", ".xml", ".jsonld"):
        answer = client.get(f"/activities/{record.slug}{form}")
        text = answer.getvalue() if answer.streaming else answer.content
        assert b"who@example.org" not in text


def test_the_command_shows_and_then_does(tmp_path, capsys):
    path = iati_file(tmp_path, iati_activity(1), iati_activity(2))
    call_command("import_iati", str(path))
    assert "New: 2" in capsys.readouterr().out
    assert not Activity.objects.filter(title="Project 1").exists()
    call_command("import_iati", str(path), apply=True, publish=True)
    assert "2 records written" in capsys.readouterr().out
    batch = ImportBatch.objects.get()
    assert batch.state == BatchState.APPLIED
    call_command("undo_import", str(batch.pk))
    assert "2 taken back" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "no xml", "<iati-activities version='1.02'/>"])
def test_the_command_refuses_what_it_cannot_read(tmp_path, content):
    path = tmp_path / "file.xml"
    path.write_text(content)
    with pytest.raises(CommandError):
        call_command("import_iati", str(path), apply=True)
    assert not ImportBatch.objects.exists()


def test_a_second_apply_finds_nothing_left_to_do(tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1)))
    assert batches.apply(batch) == 0
    assert Activity.objects.filter(title="Project 1").count() == 1


def test_an_organisation_file_adds_names_and_identifiers(client, tmp_path):
    path = tmp_path / "organisations.xml"
    path.write_text(
        '<iati-organisations version="2.03"><iati-organisation>'
        "<organisation-identifier>XM-DAC-41302</organisation-identifier>"
        '<name><narrative xml:lang="en">International Labour Organization</narrative>'
        '<narrative xml:lang="fr">Organisation internationale du Travail</narrative>'
        '</name><reporting-org ref="XM-DAC-41302" type="40"><narrative>International '
        "Labour Organization</narrative></reporting-org>"
        "</iati-organisation></iati-organisations>"
    )
    with path.open("rb") as content:
        batch = batches.store([("o.xml", content)], FileKind.IATI, publish=True)
    batches.plan(batch)
    batches.choose(batch, None)
    batches.apply(batch)
    names = [one["name"] for one in client.get("/api/v1/partners/ilo/").json()["names"]]
    assert "Organisation internationale du Travail" in names
    assert batches.verdicts(planned(path))["unchanged"] == 1


def test_a_withdrawn_record_is_offered_again(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    publishing.withdraw(activity())
    batch = planned(tmp_path / "file.xml")
    assert batch.items.get().verdict == "existing"
