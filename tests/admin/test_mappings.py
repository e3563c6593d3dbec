"""Mappings of columns: checked where they are edited, or made from one's own files."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.models import ImportMapping
from tests.admin.desk import opened, send, url
from tests.admin.test_pages import INLINE_CODE

pytestmark = pytest.mark.django_db

MAKE = "/admin/activities/importmapping/make/"
SMALL = [{"table": "a", "part": "", "key": "id", "columns": {"name": "title"}}]


@pytest.fixture
def mapping(db):
    return ImportMapping.objects.create(name="Small", tables=SMALL)


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ("{", "Enter a valid JSON"),
        ('{"a": 1}', "A mapping is a list of tables."),
        ('[{"table": "a", "part": "nonsense"}]', "“nonsense” is no part"),
        (
            json.dumps([{**SMALL[0], "columns": {"name": "titel"}}]),
            "Column “name”: there is no field “titel”.",
        ),
        (json.dumps(SMALL * 2), "is named twice"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_beside_it(
    admin_client, mapping, tables, says
):
    answer = send(admin_client, mapping, opened(admin_client, mapping), tables=tables)
    errors = answer.context["adminform"].form.errors
    assert says in " ".join(errors["tables"])
    mapping.refresh_from_db()
    assert mapping.tables == SMALL


def test_a_mapping_is_kept_as_it_is_edited(admin_client, mapping):
    form = opened(admin_client, mapping)
    assert json.loads(form["tables"]) == SMALL
    assert "\n" in form["tables"]
    changed = json.dumps([{**SMALL[0], "columns": {"name": "title:fr"}}])
    send(admin_client, mapping, form, tables=changed)
    mapping.refresh_from_db()
    assert mapping.tables[0]["columns"] == {"name": "title:fr"}


def test_a_template_is_downloaded(admin_client, mapping):
    page = reverse("admin:activities_importmapping_template", args=[mapping.pk])
    answer = admin_client.get(page)
    assert 'filename="small.xlsx"' in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["a"]
    assert [cell.value for cell in sheet[1]] == ["id", "name"]


def csv(name, header):
    return SimpleUploadedFile(name, f"{header}\n1,2,3\n".encode())


def fields(page):
    """What a browser would send if the form were sent as it is."""
    rows = page.context["rows"].tables
    form = {"tables": len(rows)}
    for number, table in enumerate(rows):
        prefix = f"t{number}"
        form |= {
            f"{prefix}-table": table.table,
            f"{prefix}-part": table.part,
            f"{prefix}-shown": table.part,
            f"{prefix}-key": table.key,
            f"{prefix}-column": [one.name for one in table.columns],
        }
        for place, one in enumerate(table.columns):
            form |= {f"{prefix}-{place}-field": one.meant}
            form |= {f"{prefix}-{place}-suffix": one.suffix}
    return form


def test_one_is_made_from_files_by_a_row_for_each_column(admin_client):
    files = [
        csv("projects.csv", "Project ID,Title,title_fr,Colour"),
        csv("my_budgets.csv", "Project ID,budget_value,start,end"),
    ]
    page = admin_client.post(MAKE, {"files": files})
    assert not INLINE_CODE.search(page.text)
    form = fields(page)
    assert form["t0-part"] == "budgets"  # in the order of their names
    form |= {"name": "Ours", "t1-3-field": "summary"}
    answer = admin_client.post(MAKE, form, follow=True)
    mapping = ImportMapping.objects.get(name="Ours")
    assert answer.redirect_chain == [(url(mapping, "change"), 302)]
    budgets, main = mapping.tables
    assert main["columns"] == {
        "Title": "title",
        "title_fr": "title:fr",
        "Colour": "summary",
    }
    assert (main["part"], main["key"]) == ("", "Project ID")
    assert budgets["columns"] == {
        "budget_value": "value",
        "start": "start",
        "end": "end",
    }


def test_another_part_shows_its_own_fields(admin_client):
    files = [csv("a.csv", "id,title,b"), csv("b.csv", "id,name,role")]
    form = fields(admin_client.post(MAKE, {"files": files}))
    form |= {"t1-part": "identifiers", "again": ""}
    page = admin_client.post(MAKE, form)
    table = page.context["rows"].tables[1]
    assert [name for name, _label in table.choices] == ["scheme", "value"]
    assert not ImportMapping.objects.filter(name="").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"name": ""}, "This field cannot be blank."),
        ({"name": "Small"}, "already exists"),
        ({"t0-part": "-", "t0-shown": "-"}, "that of activities"),
        ({"t0-1-field": "nonsense"}, "there is no field “nonsense”"),
        ({"t0-2-field": "title"}, "is “title” already"),
    ],
)
def test_a_form_that_makes_none_keeps_what_was_chosen(
    admin_client, mapping, more, says
):
    page = admin_client.post(MAKE, {"files": [csv("a.csv", "id,title,b")]})
    before = ImportMapping.objects.count()
    form = {**fields(page), "name": "Made", **more}
    answer = admin_client.post(MAKE, form)
    assert says in " ".join(answer.context["errors"])
    assert fields(answer)["t0-column"] == ["id", "title", "b"]
    assert ImportMapping.objects.count() == before


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999", ""])
def test_a_forged_form_begins_anew(admin_client, number):
    assert admin_client.post(MAKE, {"tables": number}).url == MAKE


def test_what_is_no_spreadsheet_is_refused_in_words(admin_client):
    for name, says in (("a.pdf", "is no spreadsheet"), ("a.xlsx", "not an Excel")):
        file = SimpleUploadedFile(name, b"something else")
        assert says in admin_client.post(MAKE, {"files": [file]}).text


def test_making_one_needs_the_right_to_add(client, django_user_model, mapping):
    user = django_user_model.objects.create_user("somebody", is_staff=True)
    may = Permission.objects.filter(codename="view_importmapping")
    user.user_permissions.set(may)
    client.force_login(user)
    assert client.get(MAKE).status_code == 403
    page = reverse("admin:activities_importmapping_template", args=[mapping.pk])
    assert client.get(page).status_code == 200
