"""A mapping says what a column is, and is told what is wrong with itself."""

import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from activities.imports.tables.mapping import Mapping
from tests.imports.tables.books import BUDGETS, MAIN

pytestmark = pytest.mark.once  # files alone

WRONG = [
    ({}, "list of tables"),
    ([], "One table"),
    ([BUDGETS], "One table"),
    ([MAIN, MAIN], "One table"),
    ([MAIN, {**BUDGETS, "table": "Activities"}], "named twice"),
    ([MAIN, {**BUDGETS, "part": "money"}], "budgets: “money” is no part"),
    ([MAIN, {**BUDGETS, "key": ""}], "budgets: It does not say which column"),
    (
        [MAIN, {**BUDGETS, "columns": {"a": "price"}}],
        "budgets: Column “a”: there is no",
    ),
    (
        [MAIN, {**BUDGETS, "columns": {"a": "value", "b": "value"}}],
        "budgets: Column “b”: “a” is “value” already",
    ),
    (
        [MAIN, {**BUDGETS, "columns": {"id": "value"}}],
        "budgets: The column “id” is the",
    ),
    ([MAIN, {**BUDGETS, "columns": ["value"]}], "hold texts by name"),
    ([MAIN, {**BUDGETS, "fixed": {"price": "1"}}], "no field “price”"),
    ([MAIN, {**BUDGETS, "complete": "yes"}], "“complete” is true or false"),
    ([MAIN, {**BUDGETS, "colour": "red"}], "“colour” is unknown"),
    ([{**MAIN, "columns": {"a": "title:x_"}}], "there is no field “title:x_”"),
    ([{**MAIN, "columns": {"a": "date:0"}}], "there is no field “date:0”"),
]


@pytest.mark.parametrize(("tables", "words"), WRONG)
def test_a_wrong_mapping_says_what_is_wrong_where(tables, words):
    with pytest.raises(ValidationError) as caught:
        Mapping.from_json(tables)
    assert any(words in one for one in caught.value.messages), caught.value.messages


def test_all_faults_are_told_at_once():
    wrong = {**BUDGETS, "key": "", "columns": {"a": "price", "b": "colour"}}
    with pytest.raises(ValidationError) as caught:
        Mapping.from_json([MAIN, wrong])
    assert len(caught.value.messages) == 3


def test_the_mappings_that_come_with_the_tracker_are_right_and_stay_as_they_are():
    path = settings.BASE_DIR / "fixtures" / "import_mappings.json"
    rows = json.loads(path.read_text())
    assert len(rows) == 2
    for row in rows:
        assert Mapping.from_json(row["tables"]).to_json() == row["tables"]
