"""What one cell comes to: a value, a repair that is told, or a refusal."""

from datetime import date, datetime

import pytest

from activities.imports.readings import Level
from tests.imports.tables.books import BUDGETS, GOOD, GOOD_BUDGET, readings

pytestmark = pytest.mark.once  # files alone

VALUES = [
    # field, cell, what the reading has
    ("title", "  A   title\nof two lines ", "title", "A title of two lines"),
    ("title", "=SUM(A1)", "title", "=SUM(A1)"),
    ("title", "+1 @home", "title", "+1 @home"),
    ("description", "One.\r\n\r\nTwo.\x85", "description", "One.\n\nTwo."),
    ("status", "2", "halted", ""),
    ("status", 5, "halted", "cancelled"),
    ("status", "Suspended", "halted", "suspended"),
    ("kind", "project", "kind", "project"),
    ("kind", "Capacity building", "kind", "capacity-building"),
    ("actual_start", date(2020, 3, 1), "dates", "2020-03-01/.."),
    ("actual_start", datetime(2020, 3, 1), "dates", "2020-03-01/.."),  # noqa: DTZ001 - as cells are
    ("actual_start", "2020-03-01T10:00:00Z", "dates", "2020-03-01/.."),
    ("actual_start", "2020-03", "dates", "2020-03/.."),
    ("actual_start", 2020, "dates", "2020/.."),
    ("dates", "2003-11/2004-02", "dates", "2003-11/2004-02"),
    ("country", "KE", "places", [{"place": "KE"}]),
    ("country", "ke", "places", [{"place": "KE"}]),
]
REFUSED = [
    ("title", None),
    ("title", "x" * 401),
    ("title", "#REF!"),
    ("status", "9"),
    ("kind", "war"),
    ("language", "english!"),
    ("actual_start", "13/03/2020"),
    ("actual_start", "43903"),
    ("actual_start", 43903),
    ("actual_start", "2020-02-30"),
    ("dates", "soon"),
    ("country", "Kenya"),
    ("parent", "A-1"),
]
BUDGET_VALUES = [
    ("value", "1 234 567.89", "1234567.89"),
    ("value", "300000.00 ", "300000"),
    ("value", 46153.86, "46153.86"),
    ("value", 0.1 + 0.2, "0.3"),
    ("value", 1e15, "1000000000000000"),
    ("value", "-5", "-5"),
    ("currency", "usd", "USD"),
    ("kind", "2", "revised"),
    ("status", "Committed", "committed"),
    ("value_date", date(2020, 1, 2), "2020-01-02"),
]
BUDGET_REFUSED = [
    ("value", "1234,56"),
    ("value", "1,234.56"),
    ("value", "12 34"),
    ("value", "about 5"),
    ("value", "1E30"),
    ("value", None),
    ("value", "#DIV/0!"),
    ("currency", "DOLLARS"),
    ("currency", "XYZ"),
    ("currency", None),
    ("start", "2020"),
    ("start", None),
    ("end", "2019-12-31"),
    ("kind", "third"),
    ("value_date", "yesterday"),
]


@pytest.mark.parametrize(("column", "cell", "field", "value"), VALUES)
def test_a_cell_is_read(tmp_path, column, cell, field, value):
    (reading,) = readings(tmp_path, [{**GOOD, column: cell}])
    assert not reading.is_refused
    assert reading.values[field] == value


@pytest.mark.parametrize(("column", "cell"), REFUSED)
def test_a_wrong_cell_is_refused_once_with_its_place_and_value(tmp_path, column, cell):
    (reading,) = readings(tmp_path, [{**GOOD, column: cell}])
    (problem,) = reading.problems
    position = list({"id": "", **GOOD, column: ""}).index(column)
    assert problem.level is Level.ERROR
    assert (problem.line, problem.path) == (2, f"activities!{'ABCDEFG'[position]}")
    assert problem.value[:100] == str("" if cell is None else cell)[:100]


@pytest.mark.parametrize(("column", "cell", "value"), BUDGET_VALUES)
def test_a_cell_of_money_is_read(tmp_path, column, cell, value):
    (reading,) = readings(tmp_path, [GOOD], (BUDGETS, [{**GOOD_BUDGET, column: cell}]))
    assert not reading.is_refused
    assert reading.values["budgets"][0][column] == value


@pytest.mark.parametrize(("column", "cell"), BUDGET_REFUSED)
def test_a_wrong_cell_of_money_is_refused_once(tmp_path, column, cell):
    (reading,) = readings(tmp_path, [GOOD], (BUDGETS, [{**GOOD_BUDGET, column: cell}]))
    (problem,) = reading.problems
    assert problem.level is Level.ERROR
    assert problem.path.startswith("budgets!")
    assert problem.line == 2


def test_a_region_is_padded_and_blanks_around_it_are_told(tmp_path):
    (reading,) = readings(
        tmp_path, [{"title": "A", "region": " 1", "region_vocabulary": "2"}]
    )
    assert reading.values["places"] == [{"place": "001"}]
    (problem,) = reading.problems
    assert (problem.level, problem.value) == (Level.WARNING, " 1")


def test_a_region_without_a_vocabulary_is_of_the_dac(tmp_path):
    first, second = readings(
        tmp_path, [{"title": "A", "region": 298}, {"title": "B", "region": "142"}]
    )
    assert first.values["places"] == [{"place": "002"}]
    assert second.is_refused


def test_numbered_columns_are_dates_of_the_type_beside_them(tmp_path):
    first, second = readings(
        tmp_path,
        [
            {"title": "A", "date_1": "2020-01-02", "date_type_1": "2"},
            {"title": "B", "date_1": "2020-01-02", "date_type_1": "7"},
        ],
    )
    assert first.values["dates"] == "2020-01-02/.."
    assert [one.path for one in second.problems] == ["activities!D"]


def test_an_end_before_the_start_is_told_once(tmp_path):
    row = {**GOOD, "actual_start": "2020-05", "actual_end": "2020-04"}
    (reading,) = readings(tmp_path, [row])
    assert len(reading.problems) == 1


def test_texts_stand_under_their_language(tmp_path):
    (reading,) = readings(tmp_path, [{"title": "Border", "title_fr": "Frontière"}])
    assert reading.values["title"] == "Border"
    assert reading.values["translations"] == {"fr": {"title": "Frontière"}}


def test_a_row_in_french_has_its_title_in_the_column_of_french(tmp_path):
    row = {"title": "Frontière", "language": "fr"}
    (reading,) = readings(tmp_path, [row])
    assert reading.values["language"] == "fr"
    assert "translations" not in reading.values
