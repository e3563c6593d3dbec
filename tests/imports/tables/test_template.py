"""The template: filled in it is read, empty it says so."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.conf import settings

from activities.imports.readings import UnreadableFile
from activities.imports.tables.fields import FIELDS
from activities.imports.tables.mapping import Mapping
from activities.imports.tables.reader import read
from activities.imports.tables.template import write_template

pytestmark = pytest.mark.once  # files alone


@pytest.fixture
def template() -> Mapping:
    path = settings.BASE_DIR / "fixtures" / "import_mappings.json"
    return Mapping.from_json(json.loads(path.read_text())[0]["tables"])


def written(mapping: Mapping) -> openpyxl.Workbook:
    content = BytesIO()
    write_template(mapping, content)
    return openpyxl.load_workbook(content)


def test_it_has_a_sheet_for_each_table_and_one_that_explains_each_column(template):
    book = written(template)
    visible = [one.title for one in book if one.sheet_state == "visible"]
    assert visible[:2] == ["activities", "How to fill this in"]
    assert set(visible) - {"How to fill this in"} == {
        one.table for one in template.tables
    }
    help_rows = list(book["How to fill this in"].iter_rows(values_only=True))
    explained = {(row[0], row[1]): row[2] for row in help_rows if row[1]}
    for table in template.tables:
        header = [cell.value for cell in book[table.table][1]]
        assert header == [table.key, *table.columns]
        for name in header:
            assert explained[table.table, name], (table.table, name)


def test_columns_of_codes_offer_them_to_choose_from(template):
    book = written(template)
    rules = {
        (
            sheet.title,
            sheet.cell(1, min(one.sqref.ranges, key=str).min_col).value,
        ): one.formula1
        for sheet in book
        for one in sheet.data_validations.dataValidation
    }
    assert rules["budgets", "kind"] == '"original,revised"'
    assert rules["partners", "role"].startswith('"funder,organizer,')
    # No rule can hold more, and what writes them leaves a longer one out.
    assert all(len(one) <= 257 for one in rules.values())
    codes = [one for fields in FIELDS.values() for one in fields if one.codes]
    assert all(len(",".join(one.codes)) <= 255 for one in codes)
    assert {"kind", "status"} <= {
        name for sheet, name in rules if sheet == "activities"
    }


def test_filled_in_it_is_read(tmp_path, template):
    book = written(template)
    rows = {
        "activities": {"identifier": "A-1", "title": "T", "kind": "research"},
        "partners": {"identifier": "A-1", "name": "UNHCR", "role": "funder"},
        "places": {"identifier": "A-1", "region": "142", "region_vocabulary": "2"},
        "links": {"identifier": "A-1", "url": "https://example.org/"},
    }
    for name, row in rows.items():
        header = [cell.value for cell in book[name][1]]
        for column, value in row.items():
            book[name].cell(2, header.index(column) + 1, value)
    book.save(tmp_path / "filled.xlsx")
    (reading,) = read(tmp_path, template)
    assert reading.problems == []
    assert reading.values == {
        "title": "T",
        "language": "en",
        "kind": "research",
        "places": [{"place": "142"}],
    }
    assert [one.role for one in reading.participants] == ["funder"]
    assert [one.url for one in reading.links] == ["https://example.org/"]


def test_empty_it_says_what_to_do(tmp_path, template):
    with (tmp_path / "template.xlsx").open("wb") as file:
        write_template(template, file)
    with pytest.raises(UnreadableFile) as caught:
        list(read(tmp_path, template))
    assert "a header and no rows" in caught.value.problem.message
