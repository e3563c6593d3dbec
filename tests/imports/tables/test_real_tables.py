"""IOM's own eight tables of 3,183 activities, against counts made another way."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import load_workbook

from activities.imports.readings import Level
from activities.imports.tables.mapping import Mapping
from activities.imports.tables.reader import read

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "real" / "iom-tables"

pytestmark = [
    pytest.mark.once,  # files alone
    pytest.mark.slow,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="IOM's tables are not beside the checkout."
    ),
]


@pytest.fixture(scope="module")
def found():
    path = settings.BASE_DIR / "fixtures" / "import_mappings.json"
    mapping = Mapping.from_json(json.loads(path.read_text())[1]["tables"])
    return list(read(FOLDER, mapping))


def rows_of(name: str) -> list[dict]:
    book = load_workbook(FOLDER / f"iati_{name}.xlsx", read_only=True)
    rows = book.active.iter_rows(values_only=True)
    header = next(rows)
    told = [dict(zip(header, row, strict=False)) for row in rows]
    book.close()
    return told


def test_every_activity_is_read_and_none_refused(found):
    assert len(found) == len({one.identifier for one in found}) == 3183
    assert not [one.identifier for one in found if one.is_refused]


def test_regions_with_a_leading_blank_are_the_world_and_told(found):
    problems = [one for reading in found for one in reading.problems]
    assert all(one.level is Level.WARNING for one in problems)
    kinds = Counter((one.path, one.value) for one in problems)
    assert kinds == {("iati_activity!AJ", " 1"): 249, ("iati_location!F", ""): 1}
    world = {"place": "001", "as_written": "World"}
    assert sum(one.values["places"] == [world] for one in found) == 249


def test_partners_and_their_roles_are_those_of_the_table(found):
    rows = rows_of("participating_org")
    counts = Counter(
        (row["iati_identifier"], row["participating_org_role"]) for row in rows
    )
    roles = {"funder": "1", "accountable": "2"}
    read_counts = Counter(
        (reading.identifier, roles[one.role])
        for reading in found
        for one in reading.participants
    )
    assert read_counts == counts
    assert counts.total() == 6366
    names = {
        one.organization.name
        for reading in found
        for one in reading.participants
        if one.organization.ref == "GB-GOV-1"
    }
    assert len(names) == 2


def test_budgets_are_those_of_the_table_to_the_cent(found):
    counts: Counter[str] = Counter()
    sums: defaultdict[str, float] = defaultdict(float)
    for row in rows_of("budget"):
        counts[row["iati_identifier"]] += 1
        sums[row["iati_identifier"]] += float(row["budget_value"])
    assert counts.total() == 8183
    for reading in found:
        budgets = reading.values["budgets"]
        assert len(budgets) == counts[reading.identifier]
        total = sum(float(one["value"]) for one in budgets)
        assert total == pytest.approx(sums[reading.identifier])


def test_sectors_locations_and_links_are_those_of_the_tables(found):
    parts = [one.values for one in found]
    sectors = [
        (one["vocabulary"], one["code"])
        for values in parts
        for one in values["classifications"]
        if one["scheme"] == "sector"
    ]
    assert len(sectors) == 9549
    assert Counter(vocabulary for vocabulary, _code in sectors) == {
        "1": 3183,
        "98": 3183,
        "99": 3183,
    }
    points = [
        one for values in parts for one in values["locations"] if "latitude" in one
    ]
    assert len(points) == 4816
    assert sum(len(values["locations"]) for values in parts) == 10595
    assert sum(bool(one.links) for one in found) == 684
    assert sum(len(values["transactions"]) for values in parts) == 3183
