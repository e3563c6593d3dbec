"""What staff have made of imported records outlives the imports that follow."""

import pytest

from activities import publishing
from activities.imports import batches
from activities.models import Publication
from partners.models import Organization
from tests.imports.files import activity, iati_activity, iati_file, imported, planned

pytestmark = pytest.mark.django_db

WORK = """<document-link url="https://example.org/{0}" format="application/pdf"><title>
<narrative>Work {0}</narrative></title><category code="{1}"/></document-link>"""


def verdicts(path) -> list[str]:
    return [one.verdict for one in planned(path).items.all()]


def staff_call_it(title: str, *, publish: bool = True) -> None:
    record = activity()
    record.title = title
    record.save()
    if publish:
        publishing.publish(record)


def test_an_edit_outlives_every_later_import(client, tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    staff_call_it("As staff call it")
    for amount in ("200", "300"):
        path = iati_file(tmp_path, iati_activity(1, amount=amount))
        imported(path)
        assert activity().title == "As staff call it"
        assert verdicts(path) == ["unchanged"]
    answer = client.get(f"/activities/{activity().slug}.xml")
    assert "As staff call it" in answer.getvalue().decode()


def test_what_staff_put_an_activity_under_stays(tmp_path):
    path = iati_file(tmp_path, iati_activity(1), iati_activity(2))
    imported(path)
    record = activity(1)
    record.parent = activity(2)
    record.save()
    publishing.publish(record)
    assert verdicts(path) == ["unchanged", "unchanged"]


def test_a_partner_taken_out_and_one_put_in_stay_so(tmp_path):
    path = iati_file(tmp_path, iati_activity(1))
    imported(path)
    activity().participation_set.all().delete()
    host = Organization.objects.get(slug="ilo")
    activity().participation_set.create(organization=host, role="host")
    assert verdicts(path) == ["unchanged"]
    imported(iati_file(tmp_path, iati_activity(1, amount="9")))
    assert [one.organization.slug for one in activity().participation_set.all()] == [
        "ilo"
    ]


def test_a_source_taken_out_does_not_come_back(tmp_path):
    path = iati_file(tmp_path, iati_activity(1, body=WORK.format("page", "A12")))
    imported(path)
    activity().citation_set.filter(source__url__endswith="page").delete()
    assert verdicts(path) == ["unchanged"]


def test_a_publication_whose_address_staff_mended_is_not_made_again(tmp_path):
    path = iati_file(tmp_path, iati_activity(1, body=WORK.format("a", "A08")))
    imported(path)
    Publication.objects.filter(url="https://example.org/a").update(
        url="https://example.org/mended"
    )
    assert verdicts(path) == ["unchanged"]


def test_edits_that_wait_are_told_of_before_they_are_published(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1)))
    staff_call_it("Not yet public", publish=False)
    assert verdicts(tmp_path / "file.xml") == ["unchanged"]
    batch = planned(iati_file(tmp_path, iati_activity(1, amount="9")))
    (problem,) = batch.items.get().problems
    assert "not public yet" in problem["message"]


def test_a_work_of_two_activities_is_the_first_s_that_is_imported(tmp_path):
    link = WORK.format("both", "A08")
    path = iati_file(tmp_path, *(iati_activity(n, body=link) for n in (1, 2)))
    batch = planned(path)
    batches.choose(batch, [2])
    batches.apply(batch)
    assert Publication.objects.get(url="https://example.org/both").activity == activity(
        2
    )
    imported(path)
    assert Publication.objects.filter(url="https://example.org/both").count() == 1


@pytest.mark.parametrize(
    "amount", ["12345678901234.56", "123456.78912345678", "-0.00", "0.1e3"]
)
def test_an_amount_is_the_same_the_second_time(tmp_path, amount):
    path = iati_file(tmp_path, iati_activity(1, amount=amount))
    imported(path)
    assert verdicts(path) == ["unchanged"]
