"""An import on the desk: from the upload to what the public reads, and back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from activities.admin.uploads import MB
from activities.imports import batches, work
from activities.models import Activity, ImportBatch, ImportMapping
from activities.models.importing import BatchState
from tests.admin.desk import told, url
from tests.admin.importing import UPLOAD, step, upload
from tests.admin.test_pages import INLINE_CODE, QUERIES
from tests.imports.files import activity, iati_activity, iati_file, imported, planned

pytestmark = pytest.mark.django_db

REFUSED = iati_activity(9).replace("<title>", "<titel>").replace("</title>", "</titel>")


def test_a_file_comes_from_the_upload_to_the_public(admin_client, client):
    answer = upload(admin_client, iati_activity(1), iati_activity(2), publish="on")
    batch = ImportBatch.objects.get()
    assert answer.redirect_chain == [(url(batch, "change"), 302)]
    assert (batch.state, batch.by.username) == (BatchState.PLANNED, "admin")
    assert "XM-1-1" in answer.text
    assert not Activity.objects.filter(title="Project 1").exists()
    question = admin_client.get(step(batch, "apply"))
    assert "public at once" in question.text
    answer = admin_client.post(step(batch, "apply"), {"count": 2}, follow=True)
    assert "2 records were applied." in answer.text
    assert client.get(f"/activities/{activity(1).slug}/").status_code == 200
    again = upload(admin_client, iati_activity(1), iati_activity(2), publish="on")
    assert "Just this file was imported before" in again.text
    assert f'href="{url(batch, "change")}"' in again.text
    assert batches.verdicts(ImportBatch.objects.first())["unchanged"] == 2


def test_without_publishing_they_are_drafts_and_the_question_says_so(admin_client):
    upload(admin_client, iati_activity(1))
    batch = ImportBatch.objects.get()
    assert "Nothing will be public" in admin_client.get(step(batch, "apply")).text
    admin_client.post(step(batch, "apply"), {"count": 1})
    assert activity(1).state == "draft"


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({}, "This field is required."),
        ({"files": [SimpleUploadedFile("a.xml", b"")]}, "empty"),
        (
            {"files": [SimpleUploadedFile(f"{n}.xml", b"<a/>") for n in "ab"]},
            "one by one",
        ),
        ({"files": [SimpleUploadedFile("a.xlsx", b"PK")]}, "choose “Spreadsheets”"),
        (
            {"kind": "tables", "files": [SimpleUploadedFile("a.csv", b"id\n1")]},
            "Choose the mapping",
        ),
        (
            {"kind": "tables", "files": [SimpleUploadedFile("a.pdf", b"%PDF")]},
            "“a.pdf” is no spreadsheet",
        ),
        (
            {
                "kind": "tables",
                "files": [SimpleUploadedFile(n, b"id\n1") for n in ("a.csv", "A.csv")],
            },
            "Two files are named “a.csv”",
        ),
    ],
)
def test_an_upload_that_is_none_is_refused_in_words(admin_client, form, says):
    for file in form.get("files", []):
        file.seek(0)
    answer = admin_client.post(UPLOAD, {"kind": "iati", **form})
    assert says in answer.text
    assert not ImportBatch.objects.exists()


def test_a_file_that_cannot_be_read_says_why_and_is_discarded(admin_client):
    answer = upload(admin_client, "<iati-activity>")
    batch = ImportBatch.objects.get()
    assert batch.state == BatchState.REFUSED
    assert "The file cannot be taken" in answer.text
    admin_client.post(step(batch, "discard"))
    assert not ImportBatch.objects.exists()


class Unread:
    """A body of any length that must not be read."""

    def read(self, *args):
        raise AssertionError("What is too large was read.")

    readline = read


@pytest.mark.parametrize(
    ("path", "megabytes", "signed_in", "status"),
    [
        (UPLOAD, 1000, True, 413),
        (UPLOAD, 11, False, 413),
        ("/admin/activities/event/add/", 11, True, 413),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(
    client, admin_user, path, megabytes, signed_in, status
):
    if signed_in:
        client.force_login(admin_user)
    answer = client.generic(
        "POST",
        path,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(megabytes * MB),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == status
    assert f"You sent {megabytes} MB" in answer.text


@override_settings(IMPORT_MOST_MB=1)
def test_the_largest_upload_is_a_setting(admin_client):
    big = f"<!--{'x' * MB}-->"
    assert upload(admin_client, iati_activity(1), big).status_code == 413


def test_what_is_refused_and_what_changes_is_shown_with_where_and_remedy(
    admin_client, tmp_path
):
    imported(iati_file(tmp_path, iati_activity(1), iati_activity(2)))
    changed = iati_activity(1, title="Renamed", amount="250")
    upload(admin_client, changed, iati_activity(2), REFUSED, publish="on")
    batch = ImportBatch.objects.first()
    page = admin_client.get(url(batch, "change")).text
    for words in (
        "Existing, changed",
        "Renamed",
        "Project 1",
        "250",
        "Error",
        "XM-1-9",
    ):
        assert words in page
    assert url(activity(1), "change") in page

    def shown(query):
        found = admin_client.get(f"{url(batch, 'change')}?{query}").context["rows"]
        return [one.identifier for one in found]

    assert shown("verdict=refused") == ["XM-1-9"]
    assert shown("verdict=unchanged") == ["XM-1-2"]
    assert shown("level=error") == ["XM-1-9"]
    assert shown("level=critical") == []
    assert shown("words=RENAMED") == ["XM-1-1"]
    assert shown("words=xm-1-2&verdict=existing") == []
    assert len(shown("verdict=nonsense&level=nonsense&page=nonsense")) == 3


class TestChoosing:
    @pytest.fixture
    def batch(self, tmp_path):
        rows = [iati_activity(n) for n in range(1, 53)]
        return planned(iati_file(tmp_path, *rows, REFUSED), publish=False)

    def chosen(self, batch):
        rows = batch.items.filter(chosen=True).order_by("position")
        return list(rows.values_list("position", flat=True))

    def test_a_page_keeps_its_choice_when_another_is_opened(self, admin_client, batch):
        assert len(self.chosen(batch)) == 52
        form = {"shown": range(1, 51), "chosen": [3, 7], "go_to": "2"}
        answer = admin_client.post(step(batch, "choose"), form, follow=True)
        assert answer.context["page"].number == 2
        assert self.chosen(batch) == [3, 7, 51, 52]
        admin_client.post(step(batch, "choose"), {"shown": [51, 52, 53]})
        assert self.chosen(batch) == [3, 7]

    @pytest.mark.parametrize(
        ("query", "form", "count"),
        [
            ("", {"none": ""}, 0),
            ("", {"all": ""}, 52),
            ("words=XM-1-5", {"filtered": ""}, 5),  # 5, 50 to 52, and 8
            ("verdict=refused", {"filtered": ""}, 1),
        ],
    )
    def test_buttons_choose_for_all(self, admin_client, batch, query, form, count):
        admin_client.post(step(batch, "choose"), {"none": ""})
        admin_client.post(step(batch, "choose"), {"shown": [8], "chosen": [8]})
        admin_client.post(f"{step(batch, 'choose')}?{query}", form)
        assert len(self.chosen(batch)) == count

    def test_only_what_is_chosen_is_applied_the_rest_may_follow(
        self, admin_client, batch
    ):
        admin_client.post(step(batch, "choose"), {"none": ""})
        form = {"shown": [1, 2], "chosen": [2], "review": "1"}
        answer = admin_client.post(step(batch, "choose"), form)
        assert answer.url == step(batch, "apply")
        admin_client.post(step(batch, "apply"), {"count": 1})
        made = Activity.objects.filter(activityidentifier__value__startswith="XM-1-")
        assert [one.title for one in made] == ["Project 2"]
        admin_client.post(step(batch, "choose"), {"shown": [1, 2], "chosen": [1]})
        assert self.chosen(batch)[0] == 1
        admin_client.post(step(batch, "apply"), {"count": 1})
        assert activity(1).title == "Project 1"

    def test_forged_positions_choose_nothing_of_anyone(
        self, admin_client, batch, tmp_path
    ):
        other = planned(iati_file(tmp_path, iati_activity(77)))
        batches.choose(other, [])
        forged = ["-1", "99999999999999999999", "x", "١", "53", "900"]
        form = {"shown": [*forged, "1"], "chosen": [*forged, "2"]}
        admin_client.post(step(batch, "choose"), form)
        assert self.chosen(batch) == list(range(2, 53))
        assert self.chosen(other) == []

    def test_a_choice_that_changed_meanwhile_is_asked_about_anew(
        self, admin_client, batch
    ):
        answer = admin_client.post(step(batch, "apply"), {"count": 51})
        assert "The choice has changed since" in told(answer)
        assert batch.items.exclude(applied_at=None).count() == 0


def test_two_who_apply_at_once_apply_once(admin_client, tmp_path, monkeypatch):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    started = []
    monkeypatch.setattr(work, "start", lambda *words: started.append(words[1]))
    stale = ImportBatch.objects.get()
    assert work.begin(batch, "apply")
    assert not work.begin(stale, "apply")
    answer = admin_client.post(step(batch, "apply"), {"count": 1}, follow=True)
    assert "nothing to apply now" in told(answer)
    assert started == ["apply"]


def test_while_it_works_the_page_looks_again_and_offers_nothing(admin_client, tmp_path):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    now = timezone.now()
    ImportBatch.objects.update(state=BatchState.RUNNING, beat_at=now, done=1)
    page = admin_client.get(url(batch, "change"))
    assert page.headers["Refresh"] == "3"
    assert "1 of 1 records done." in page.text
    for name in ("apply", "undo", "discard", "choose", "continue"):
        assert step(batch, name) not in page.text
        admin_client.post(step(batch, name), {"count": 1, "none": ""})
    assert batch.items.get().chosen
    assert batch.items.get().applied_at is None


@pytest.mark.parametrize("state", [BatchState.PLANNING, BatchState.RUNNING])
def test_what_broke_off_is_gone_on_with(admin_client, tmp_path, state):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    before = timezone.now() - timedelta(minutes=5)
    ImportBatch.objects.update(state=state, beat_at=before)
    assert step(batch, "continue") in admin_client.get(url(batch, "change")).text
    admin_client.post(step(batch, "continue"))
    batch.refresh_from_db()
    ended = {"planning": BatchState.PLANNED, "running": BatchState.APPLIED}
    assert batch.state == ended[state]


def test_undoing_says_what_it_will_do_and_what_was_left(admin_client, tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1), iati_activity(2)))
    record = activity(1)
    record.title = "As staff have it"
    record.save()
    assert (
        "2 records will be as they were" in admin_client.get(step(batch, "undo")).text
    )
    page = admin_client.post(step(batch, "undo"), follow=True).text
    assert "1 was taken back." in page
    assert "1 was left: It was changed since." in page
    assert activity(1).title == "As staff have it"
    assert activity(2).state == "withdrawn"
    answer = admin_client.post(step(batch, "undo"), follow=True)
    assert "nothing to undo" in told(answer)


def test_what_was_applied_is_not_discarded(admin_client, tmp_path):
    batch = imported(iati_file(tmp_path, iati_activity(1)))
    answer = admin_client.post(step(batch, "discard"), follow=True)
    assert "it stays" in told(answer)
    assert ImportBatch.objects.filter(pk=batch.pk).exists()


@pytest.mark.parametrize("name", ["apply", "undo", "discard", "continue", "choose"])
def test_nothing_is_done_by_looking(admin_client, tmp_path, name):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    admin_client.get(step(batch, name))
    batch.refresh_from_db()
    assert batch.state == BatchState.PLANNED


def test_spreadsheets_are_imported_by_a_mapping(admin_client):
    mapping = ImportMapping.objects.create(
        name="Small",
        tables=[
            {"table": "a", "part": "", "key": "id", "columns": {"name": "title"}},
        ],
    )
    file = SimpleUploadedFile("a.csv", "id,name\nXM-1-1,Übung\n".encode())
    form = {"kind": "tables", "files": [file], "mapping": mapping.pk}
    answer = admin_client.post(UPLOAD, form, follow=True)
    assert "Übung" in answer.text
    batch = ImportBatch.objects.get()
    admin_client.post(step(batch, "apply"), {"count": 1})
    assert activity(1).title == "Übung"


def test_pages_of_imports_ask_little_and_keep_to_the_csp(
    admin_client, tmp_path, django_assert_max_num_queries
):
    rows = [iati_activity(n) for n in range(1, 13)]
    batch = imported(iati_file(tmp_path, *rows))
    open_one = planned(iati_file(tmp_path, *rows[:9], iati_activity(99)))
    pages = [
        url(ImportBatch, "changelist"),
        UPLOAD,
        url(batch, "change"),
        url(open_one, "change"),
        step(batch, "undo"),
        step(open_one, "apply"),
        step(open_one, "discard"),
    ]
    for page in pages:
        with django_assert_max_num_queries(QUERIES):
            answer = admin_client.get(page)
        assert answer.status_code == 200
        assert not INLINE_CODE.search(answer.text)
