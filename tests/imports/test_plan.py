"""What an import would do: new, existing, unchanged, refused; and nothing written."""

import pytest

from activities.imports import batches
from activities.imports.plan import element_differs
from activities.models import Activity, ImportItem, Original
from activities.models.importing import BatchState
from partners.models import Organization
from tests.imports.files import activity, iati_activity, iati_file, imported, planned

pytestmark = pytest.mark.django_db


def item(batch, position=1) -> ImportItem:
    return batch.items.get(position=position)


def fields(batch, position=1) -> set[str]:
    return {one["field"] for one in item(batch, position).differences}


def test_a_plan_writes_no_record(tmp_path):
    before = (Activity.objects.count(), Organization.objects.count())
    batch = planned(iati_file(tmp_path, iati_activity(1), iati_activity(2)))
    assert batches.verdicts(batch)["new"] == 2
    assert (Activity.objects.count(), Organization.objects.count()) == before


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = iati_file(tmp_path, iati_activity(1), iati_activity(2))
    imported(path)
    batch = planned(path)
    assert batches.verdicts(batch)["unchanged"] == 2
    assert item(batch).differences == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "Another title"}, "title"),
        ({"country": "SO"}, "places"),
        ({"amount": "250.5"}, "budgets"),
        ({"funder": "Somebody else", "funder_ref": "XM-9"}, "participations"),
        ({"sector": "16020"}, "classifications"),
        ({"body": "<result type='1'><title/></result>"}, "original"),
    ],
)
def test_what_a_new_file_says_otherwise_is_told_field_by_field(
    tmp_path, changed, field
):
    imported(iati_file(tmp_path, iati_activity(1)))
    batch = planned(iati_file(tmp_path, iati_activity(1, **changed)))
    assert item(batch).verdict == "existing"
    assert field in fields(batch)


def test_when_a_file_was_updated_is_no_change_of_its_activities(tmp_path):
    stamp = "<iati-activity last-updated-datetime='2020-01-01T00:00:00Z' "
    path = iati_file(tmp_path, iati_activity(1).replace("<iati-activity ", stamp))
    imported(path)
    path.write_text(path.read_text().replace("2020-01-01T00", "2021-01-01T00"))
    assert item(planned(path)).verdict == "unchanged"


def test_what_staff_changed_stays_where_the_file_says_what_it_said_before(tmp_path):
    path = iati_file(tmp_path, iati_activity(1))
    imported(path)
    record = activity()
    record.title = "As staff call it"
    record.save()
    batch = planned(path, publish=False)
    assert item(batch).verdict == "unchanged"
    imported(iati_file(tmp_path, iati_activity(1, amount="7")))
    record.refresh_from_db()
    assert record.title == "As staff call it"
    assert [one.value for one in record.budget_set.all()] == [7]


def test_what_both_changed_is_taken_from_the_file_and_warned_of(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    record = activity()
    record.title = "As staff call it"
    record.save()
    batch = planned(iati_file(tmp_path, iati_activity(1, title="Renamed")))
    problem, unpublished = item(batch).problems
    assert problem["level"] == "warning"
    assert "Staff have changed “title”" in problem["message"]
    assert "leave this record out" in problem["remedy"]
    assert "not public yet" in unpublished["message"]


def test_a_role_that_a_file_has_no_word_for_is_left_to_staff(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    record = activity()
    host = Organization.objects.get(slug="ilo")
    record.participation_set.create(organization=host, role="host")
    imported(iati_file(tmp_path, iati_activity(1, funder="Other", funder_ref="XM-9")))
    roles = {
        (one.organization.name, one.role) for one in activity().participation_set.all()
    }
    assert roles == {("Other", "funder"), (host.name, "host")}


def test_a_suggested_theme_that_staff_removed_does_not_come_back(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    (link,) = activity().themelink_set.all()
    assert link.suggested
    assert "15190" in link.reason
    link.delete()
    imported(iati_file(tmp_path, iati_activity(1, title="Renamed")))
    assert not activity().themelink_set.exists()
    imported(iati_file(tmp_path, iati_activity(1, sector="24050")))
    assert [one.theme.code for one in activity().themelink_set.all()] == [
        "hld2006-topics-3"
    ]


def test_a_theme_that_staff_decided_is_never_taken_for_a_suggestion(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    activity().themelink_set.update(suggested=False)
    imported(iati_file(tmp_path, iati_activity(1, sector="24050")))
    links = activity().themelink_set.all()
    assert {(one.theme.number, one.suggested) for one in links} == {
        (5, False),
        (3, True),
    }


def test_a_place_that_is_none_is_left_out_and_told(tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1, country="QQ")))
    (problem,) = item(batch).problems
    assert (problem["value"], problem["level"]) == ("QQ", "warning")
    assert not activity().recordplace_set.exists()
    assert 'code="QQ"' in Original.objects.get(activity=activity()).element


def test_a_refused_activity_says_why_and_is_not_chosen(tmp_path):
    nameless = iati_activity(1).replace("Project 1", "")
    batch = planned(iati_file(tmp_path, nameless, iati_activity(2)))
    batches.choose(batch, None)
    assert [(one.verdict, one.chosen) for one in batch.items.all()] == [
        ("refused", False),
        ("new", True),
    ]
    assert any(one["level"] == "error" for one in item(batch).problems)


def test_a_file_that_breaks_off_is_refused_whole(tmp_path):
    path = iati_file(tmp_path, iati_activity(1), iati_activity(2))
    path.write_text(path.read_text()[:-60])
    batch = planned(path)
    assert batch.state == BatchState.REFUSED
    assert batch.problem["level"] == "critical"
    assert batch.problem["line"] > 1


def test_our_own_export_does_not_double_what_was_entered_here(tmp_path, published_2005):
    own = iati_activity(1).replace("XM-1-1", "XM-DAC-47066-COLOMBO-PROCESS")
    record = Activity.objects.exclude(state="draft").first()
    own = own.replace("COLOMBO-PROCESS", record.slug.upper())
    batch = planned(iati_file(tmp_path, own))
    assert item(batch).verdict == "unchanged"
    assert any("entered here" in one["message"] for one in item(batch).problems)


def test_elements_that_say_the_same_do_not_differ():
    one = '<a x="1" y="2"><b>c</b> </a>'
    assert not element_differs(one, '<a y="2"  x="1">\n<b>c</b></a>')
    assert element_differs(one, '<a x="1" y="2"><b>d</b></a>')
