"""Tables: what a person or a program finds in their cells."""

import csv
import io
import shutil
import subprocess

import pytest

from activities import publishing
from activities.exports import tables
from activities.exports.spreadsheets import ACTIVE, inert
from activities.models import Place, Theme
from tests.exports import reading
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    RecordPlaceFactory,
    ThemeLinkFactory,
)

pytestmark = pytest.mark.django_db

TEXTS = [
    "=HYPERLINK('x')",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "'=quoted",
    "''",
    "\tTab first",
    "＝full width",
    'Élan à Zürich, «ça»; “quoted” "straight"',
    "الهجرة والتنمية",
    "国际移民组织",
    "Тест Ωmega ไทย",
    "two\nlines | and a bar, comma; semicolon",
    "_x0041_ is no A",
    "007",
    "2005-04",
    "1e5",
    "TRUE",
    "  blanks around  ",
]


@pytest.fixture
def many(db):
    """An event with two themes, two places, and two partners, one in two roles."""
    event = EventFactory(title="A workshop", dates="2005-10-26/2005-10-27")
    for theme in Theme.objects.order_by("pk")[:2]:
        ThemeLinkFactory(event=event, theme=theme, reason="Reported there")
    for code in ("AO", "202"):
        RecordPlaceFactory(event=event, place=Place.objects.get(code=code))
    first, second = (
        OrganizationFactory(name="First"),
        OrganizationFactory(name="Second"),
    )
    publishing.publish_all([first, second])
    for organization, role in ((first, "host"), (first, "expert"), (second, "funder")):
        ParticipationFactory(event=event, organization=organization, role=role)
    publishing.publish(event)
    return event


def rows_of(client, event, query=""):
    data = reading.body(client, f"/events.csv?{query}")
    return [row for row in reading.csv_rows(data) if row["slug"] == event.slug]


def test_a_row_names_codes_and_names_address_date_selection_and_licence(client, many):
    (row,) = rows_of(client, many, "place=AO")
    assert row["url"] == f"http://testserver/events/{many.slug}/"
    assert (row["kind_code"], row["kind"]) == ("workshop", "Workshop")
    assert (row["status_code"], row["status"]) == ("completed", "Completed")
    assert row["place_codes"] == "AO | 202"
    assert row["places"] == "Angola | Sub-Saharan Africa"
    assert "First (Host) | First (Expert) | Second (Funder)" in row["partners"]
    assert (row["first_day"], row["last_day"]) == ("2005-10-26", "2005-10-27")
    assert row["selection"] == "Events. Place: Angola"
    assert row["data_as_of"].endswith("Z")
    assert row["licence"].startswith("CC BY 4.0 https://")


@pytest.mark.parametrize(
    ("part", "column", "values"),
    [
        ("partners", "role_code", {"host", "expert", "funder"}),
        ("places", "place_code", {"AO", "202"}),
        ("themes", "theme_reason", {"Reported there"}),
    ],
)
def test_an_exploded_table_has_a_row_for_each(client, many, part, column, values):
    found = rows_of(client, many, f"explode={part}")
    assert {row[column] for row in found} == values
    assert len(found) == {"partners": 3, "places": 2, "themes": 2}[part]
    # Who is in no row of the part is not lost.
    slugs = {
        row["slug"] for row in reading.csv_rows(reading.body(client, "/events.csv"))
    }
    exploded = reading.csv_rows(reading.body(client, f"/events.csv?explode={part}"))
    assert {row["slug"] for row in exploded} == slugs


def test_hxl_tags_stand_under_the_names(client):
    lines = reading.body(client, "/events.csv?hxl=1").decode().splitlines()
    tags = next(csv.reader([lines[1]]))
    assert "#activity+name" in tags
    assert "#date+start" in tags
    assert len(tags) == len(next(csv.reader([lines[0]])))
    sheet = reading.xlsx_rows(reading.body(client, "/events.xlsx?hxl=1"))
    assert sheet[0]["title"] == "#activity+name"


def test_excel_is_told_that_it_is_utf_8(client):
    assert reading.body(client, "/events.csv?bom=1").startswith(b"\xef\xbb\xbfrecord,")
    assert reading.body(client, "/events.csv").startswith(b"record,")


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_is_run_and_every_text_comes_back(text):
    shown = inert(text)
    assert not shown.startswith(ACTIVE)
    marked = shown.startswith("'") and shown.lstrip("'").startswith(ACTIVE)
    assert (shown[1:] if marked else shown) == text


def publish_texts():
    events = [EventFactory(title=f"Text {n}", note=t) for n, t in enumerate(TEXTS)]
    publishing.publish_all(events)
    return {event.slug: event.note for event in events}


def unescaped(text: str) -> str:
    marked = text.startswith("'") and text.lstrip("'").startswith(ACTIVE)
    return text[1:] if marked else text


def test_a_workbook_has_every_text_as_it_is_and_no_formula(client):
    expected = publish_texts()
    data = reading.body(client, "/events.xlsx?q=Text")
    found = {row["slug"]: row["note"] for row in reading.xlsx_rows(data)}
    assert {slug: found[slug] for slug in expected} == expected
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_both_tables_have_the_same_cells(client):
    publish_texts()
    left = reading.csv_rows(reading.body(client, "/events.csv"))
    right = reading.xlsx_rows(reading.body(client, "/events.xlsx"))
    plain = [{name: unescaped(text) for name, text in row.items()} for row in left]
    assert plain == right


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(client):
    event = EventFactory(title="Longest", description="x" * 40_000)
    publishing.publish(event)
    rows = reading.xlsx_rows(reading.body(client, "/events.xlsx?q=Longest"))
    assert len(rows[0]["description"]) == 32_767
    assert rows[0]["description"].endswith("the address of the record)")


@pytest.mark.parametrize("kind", list(tables._TABLES))
def test_names_of_columns_are_used_once(kind):
    for part in ("", "themes", "places", "partners"):
        names = tables.header(kind, part)
        assert len(names) == len(set(names))


@pytest.mark.slow
@pytest.mark.once  # the bytes come from documents, the reading is LibreOffice's
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["csv?bom=1", "xlsx"])
def test_libreoffice_reads_every_character(client, tmp_path, ending):
    expected = publish_texts()
    name = ending.partition("?")[0]
    source = tmp_path / f"table.{name}"
    source.write_bytes(reading.body(client, f"/events.{ending}"))
    # Comma, double quote, UTF-8, from line 1, every column as text.
    columns = "/".join(f"{n}/2" for n in range(1, 60))
    options = [f"--infilter=CSV:44,34,76,1,{columns}"] if name == "csv" else []
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home"),
            *(*options, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1"),
            *("--outdir", str(tmp_path / "out"), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / "out" / "table.csv").read_bytes()
    found = {row["slug"]: row["note"] for row in reading.csv_rows(data)}
    for slug, text in expected.items():
        shown = inert(text) if name == "csv" else text
        assert found[slug] == shown
