"""Tables as readings: what belongs together, and all that is wrong in one go."""

import csv

import openpyxl
import pytest

from activities.imports.readings import Level, Link, Named, Participant
from activities.imports.tables.reader import read
from tests.imports.tables.books import (
    BUDGETS,
    GOOD,
    GOOD_BUDGET,
    MAIN,
    mapping,
    narrowed,
    readings,
    save,
    save_table,
)

pytestmark = pytest.mark.once  # files alone


def summed(currency: str, value: str, count: int, last: str) -> dict:
    """Disbursements, the first of them in January 2020."""
    first = "2020-01-01" if count > 1 else last
    told = {"kind": "disbursement", "currency": currency, "value": value}
    return {**told, "count": count, "first": first, "last": last}


PARTS = [
    # part, its columns and rows for A-1, what the reading has
    (
        "classifications",
        [{"code": "15190"}, {"code": "DP", "vocabulary": "99", "percentage": "50 %"}],
        [
            {"scheme": "sector", "vocabulary": "1", "code": "15190"},
            {
                "scheme": "sector",
                "vocabulary": "99",
                "code": "DP",
                "percentage": "50",
            },
        ],
    ),
    (
        "transactions",
        [
            {"kind": "3", "date": "2020-02-01", "value": "1.5", "currency": "USD"},
            {"kind": "3", "date": "2020-01-01", "value": "2", "currency": "USD"},
            {
                "kind": "disbursement",
                "date": "2020-01-03",
                "value": 3,
                "currency": "EUR",
            },
        ],
        [summed("EUR", "3", 1, "2020-01-03"), summed("USD", "3.5", 2, "2020-02-01")],
    ),
    (
        "locations",
        [{"name": "Juba", "latitude": "4.8594", "longitude": 31.5713}, {"name": "Wau"}],
        [
            {"name": "Juba", "latitude": "4.8594", "longitude": "31.5713"},
            {"name": "Wau"},
        ],
    ),
    (
        "identifiers",
        [{"scheme": "crs", "value": "2018 1"}],
        [{"scheme": "iati", "value": "A-1"}, {"scheme": "crs", "value": "2018 1"}],
    ),
    (
        "places",
        [{"country": "KE", "city": "Nairobi", "relation": "held-in"}, {"place": "002"}],
        [
            {"place": "KE", "relation": "held-in", "city": "Nairobi"},
            {"place": "002"},
        ],
    ),
]
WRONG_PARTS = [
    ("classifications", {"code": None, "name": "Health"}, "B"),
    ("classifications", {"code": "1", "percentage": "101"}, "C"),
    ("locations", {"latitude": "91", "longitude": "0"}, "B"),
    ("locations", {"latitude": "9", "longitude": None}, "C"),
    ("identifiers", {"scheme": "iati", "value": "A-2"}, "B"),
    ("places", {"country": "KE", "place": "UG"}, "B"),
    ("places", {"place": None, "city": "Nairobi"}, "B"),
    ("links", {"url": "example.org"}, "B"),
    ("links", {"url": "https://example.org/", "category": "report"}, "C"),
    ("participations", {"name": "UNHCR", "role": "friend"}, "C"),
    ("participations", {"name": None, "ref": None, "role": "funder"}, "B"),
]


def table(part: str, rows: list[dict], **told: object) -> dict:
    columns = {name: name for row in rows for name in row}
    return {"table": part, "part": part, "key": "id", "columns": columns, **told}


@pytest.mark.parametrize(("part", "rows", "wanted"), PARTS)
def test_a_part_is_read(tmp_path, part, rows, wanted):
    (reading,) = readings(tmp_path, [{"title": "A"}], (table(part, rows), rows))
    assert reading.problems == []
    assert reading.values[part] == wanted


@pytest.mark.parametrize(("part", "row", "column"), WRONG_PARTS)
def test_a_wrong_row_of_a_part_refuses_its_activity(tmp_path, part, row, column):
    good, bad = readings(
        tmp_path,
        [{"title": "A"}, {"title": "B"}],
        (table(part, [row]), [{"id": "A-2", **row}]),
    )
    assert not good.is_refused
    (problem,) = bad.problems
    assert (problem.level, problem.path) == (Level.ERROR, f"{part}!{column}")


def test_partners_and_links_stand_beside_the_values(tmp_path):
    partners = [
        {"name": "DFID", "ref": "GB-GOV-1", "type": "10", "role": "1"},
        {"name": "FCDO", "ref": "GB-GOV-1", "type": "10", "role": "1"},
        {"name": None, "ref": "XM-DAC-47066", "type": None, "role": "implementer"},
    ]
    links = [{"url": "https://example.org/r", "category": "A08", "language": "EN"}]
    (reading,) = readings(
        tmp_path,
        [{"title": "A"}],
        (table("participations", partners), partners),
        (table("links", links), links),
    )
    assert reading.participants == [
        Participant(Named("GB-GOV-1", "DFID", "government"), "funder"),
        Participant(Named("GB-GOV-1", "FCDO", "government"), "funder"),
        Participant(Named("XM-DAC-47066"), "implementer"),
    ]
    url = "https://example.org/r"
    assert reading.links == [Link(url, url, "A08", "en")]


def test_what_no_table_speaks_of_is_not_in_the_reading(tmp_path):
    (reading,) = readings(tmp_path, [{"title": "A"}])
    assert reading.values == {"title": "A", "language": "en"}
    assert reading.participants is reading.links is reading.parent is None
    assert reading.themes is None


def test_only_a_complete_table_says_with_no_row_that_there_is_nothing(tmp_path):
    rows = [{"id": "A-2", **GOOD_BUDGET}]
    for complete, wanted in ((False, None), (True, [])):
        first, second = readings(
            tmp_path, [GOOD, GOOD], ({**BUDGETS, "complete": complete}, rows)
        )
        assert first.values.get("budgets") == wanted
        assert len(second.values["budgets"]) == 1


def test_a_table_without_rows_says_nothing(tmp_path):
    save_table(tmp_path, "activities", [{"id": "A-1", "title": "A"}])
    save(tmp_path / "budgets.xlsx", [["id", "value"]])
    budgets = {**BUDGETS, "columns": {"value": "value"}, "complete": True}
    (reading,) = read(tmp_path, mapping(budgets, columns={"title": "title"}))
    assert "budgets" not in reading.values


def test_fixed_values_stand_in_for_columns_and_empty_cells(tmp_path):
    budgets = {**BUDGETS, "fixed": {"currency": "CHF", "kind": "revised"}}
    rows = [
        {**GOOD_BUDGET, "currency": None},
        {name: value for name, value in GOOD_BUDGET.items() if name != "value_date"},
    ]
    (reading,) = readings(tmp_path, [GOOD], (budgets, rows))
    told = [(row["currency"], row["kind"]) for row in reading.values["budgets"]]
    assert told == [("CHF", "revised"), ("USD", "revised")]


def test_rows_that_belong_to_no_activity_are_refused_by_their_identifier(tmp_path):
    rows = [{"id": one, **GOOD_BUDGET} for one in ("A-1", "B-7", "B-7", None, " A-1")]
    good, lost, without = readings(tmp_path, [GOOD], (BUDGETS, rows))
    assert len(good.values["budgets"]) == 2
    assert (lost.identifier, [one.line for one in lost.problems]) == ("B-7", [3, 4])
    assert {one.path for one in lost.problems} == {"budgets!A"}
    assert (without.identifier, without.line) == ("", 5)
    assert lost.is_refused
    assert without.is_refused


def test_an_identifier_twice_refuses_the_second_and_an_empty_one_its_row(tmp_path):
    rows = [{"id": "A"}, {"id": "A "}, {"id": None}]
    rows = [{**row, "title": "T"} for row in rows]
    first, second, third = readings(tmp_path, rows)
    assert not first.is_refused
    assert "Row 2 has the same" in second.problems[0].message
    assert "no identifier" in third.problems[0].message


def test_what_the_mapping_does_not_speak_of_is_told_once(tmp_path):
    rows = [{"id": f"A-{number}", "title": "T", "colour": "red"} for number in range(3)]
    save_table(tmp_path, "activities", rows)
    save_table(tmp_path, "results", rows)
    first, *others = read(tmp_path, mapping(columns={"title": "title"}))
    assert [(one.path, one.value) for one in first.problems] == [
        ("results.xlsx: Sheet1", "Sheet1"),
        ("activities!C", "colour"),
    ]
    assert not first.is_refused
    assert not any(one.problems for one in others)
    quiet = mapping(
        {"table": "results.XLSX", "part": "-"},
        columns={"title": "title", "colour": "-"},
    )
    assert not any(one.problems for one in read(tmp_path, quiet))


def test_empty_rows_and_a_row_of_tags_below_the_header_are_passed_over(tmp_path):
    rows = [[], ["id", "title"], ["#activity +id", "#activity+name"], [None, " "]]
    save(tmp_path / "activities.xlsx", [*rows, ["A-1", "T"]])
    (reading,) = read(tmp_path, mapping(columns={"title": "title"}))
    assert (reading.identifier, reading.line) == ("A-1", 5)


def test_one_workbook_may_hold_all_tables_as_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Activities"
    for row in (["id", "title"], ["A-1", "T"]):
        book.active.append(row)
    budgets = book.create_sheet("BUDGETS")
    for row in (["id", *GOOD_BUDGET], ["A-1", *GOOD_BUDGET.values()]):
        budgets.append(row)
    book.create_sheet("Aside").sheet_state = "hidden"
    book.save(tmp_path / "upload.xlsx")
    tables = mapping(narrowed(BUDGETS, [GOOD_BUDGET]), columns={"title": "title"})
    (reading,) = read(tmp_path, tables)
    assert reading.problems == []
    assert reading.values["budgets"][0]["value"] == "1000"


def test_500_rows_with_37_planted_errors_give_just_these_37(tmp_path):
    main = [
        {"id": f"A-{number}", "title": f"Activity {number}", "country": "KE"}
        | {"status": "2", "actual_start": "2020-01-01", "actual_end": "2020-12-31"}
        for number in range(500)
    ]
    budgets = [{"id": row["id"], **GOOD_BUDGET} for row in main]
    wanted = set()
    letters = dict(zip(main[0], "ABCDEF", strict=True))
    of_budgets = dict(zip(budgets[0], "ABCDE", strict=True))
    kinds = [
        *[("country", "Kenya"), ("status", "unknown"), ("title", "")],
        *[("actual_start", "1/2/2020"), ("actual_end", "2019-05-05"), ("id", "")],
        ("title", "#NAME?"),
    ]
    for number in range(19):
        column, value = kinds[number % len(kinds)]
        row = 7 + number * 20
        if column == "id":
            budgets[row]["id"] = main[row - 1]["id"]
        main[row][column] = value
        wanted.add((row + 2, f"activities!{letters[column]}", value))
    kinds = [
        *[("value", "1,5"), ("currency", "US$"), ("start", "43831"), ("end", "")],
        *[("end", "2019-12-31"), ("id", "B-1"), ("value", "")],
    ]
    for number in range(18):
        column, value = kinds[number % len(kinds)]
        row = 13 + number * 20
        budgets[row][column] = value
        wanted.add((row + 2, f"budgets!{of_budgets[column]}", value))
    found = _read_csv_and_workbook(tmp_path, main, budgets)
    assert len(wanted) == 37
    problems = [one for reading in found for one in reading.problems]
    assert {(one.line, one.path, one.value) for one in problems} == wanted
    assert len(problems) == 37


def _read_csv_and_workbook(folder, main, budgets):
    with (folder / "activities.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(main[0]))
        writer.writeheader()
        writer.writerows(main)
    save_table(folder, "budgets", budgets)
    columns = narrowed(MAIN, main)["columns"]
    return list(read(folder, mapping(narrowed(BUDGETS, budgets), columns=columns)))
