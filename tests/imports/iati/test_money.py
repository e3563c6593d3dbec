"""Budgets, sums of transactions, and the numbers in them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.imports.iati.days import read_day
from activities.imports.iati.numbers import plain, read_number
from tests.imports.iati.building import activity_with, messages

pytestmark = pytest.mark.once  # files alone


def budget(
    value: str = "<value>1</value>", *, start="2018-01-01", end="2018-12-31", more=""
) -> str:
    return (
        f'<budget {more}><period-start iso-date="{start}"/>'
        f'<period-end iso-date="{end}"/>{value}</budget>'
    )


def transaction(value: str = "1", *, kind="3", day="2018-01-01", more="") -> str:
    return (
        f'<transaction><transaction-type code="{kind}"/>'
        f'<transaction-date iso-date="{day}"/><value {more}>{value}</value>'
        "</transaction>"
    )


def test_a_budget_is_read_with_the_defaults_of_the_standard():
    body = budget('<value value-date="2018-01-01Z"> 1000.50 </value>') + budget(
        '<value currency="eur">-2</value>', more='type="2" status="2"'
    )
    reading = activity_with(body)
    assert not reading.problems
    period = {"start": "2018-01-01", "end": "2018-12-31"}
    assert reading.values["budgets"] == [
        {
            "kind": "original",
            "status": "indicative",
            **period,
            "value": "1000.5",
            "currency": "USD",
            "value_date": "2018-01-01",
        },
        {
            "kind": "revised",
            "status": "committed",
            **period,
            "value": "-2",
            "currency": "EUR",
        },
    ]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        (budget("<value>1,000</value>"), "“1,000” is not an amount", 0),
        (budget("<value>NaN</value>"), "“NaN” is not an amount", 0),
        (budget("<value>1e17</value>"), "not an amount", 0),
        (budget("<value/>"), "not an amount", 0),
        (budget(""), "has no value", 0),
        (budget('<value currency="XXQ">1</value>'), "“XXQ” is no currency", 0),
        (budget(end="2017-12-31"), "ends, 2017-12-31, before it starts", 0),
        (budget(start="2017"), "“2017” is not a day", 0),
        ("<budget><value>1</value></budget>", "no start or no end", 0),
        (budget(more='type="7"'), "“7” is not a code of this list: 1 was taken", 1),
        (budget('<value value-date="x">1</value>'), "“x” is not a day", 1),
        (budget("<value>0.12345678905</value>"), "rounded to ten decimal places", 1),
        (budget("<value>12345678901234.56</value>"), "rounded to fifteen digits", 1),
        (budget("<value>9999999999999999.99</value>"), "not an amount", 0),
    ],
)
def test_a_budget_that_cannot_be_read_is_told_and_left_to_the_original(
    text, words, left
):
    reading = activity_with(text)
    assert len(reading.values["budgets"]) == left
    assert words in messages(reading)
    assert not reading.is_refused
    assert "<budget" in reading.original


def test_a_budget_without_any_currency_is_left_to_the_original():
    reading = activity_with(budget(), attributes="")
    assert reading.values["budgets"] == []
    assert "states no currency" in messages(reading)


def test_transactions_are_summed_by_kind_and_currency():
    body = (
        transaction("1.10", day="2019-05-01")
        + transaction("2.2", day="2018-05-01T10:00:00Z")
        + transaction("5", more='currency="EUR"')
        + transaction("7", kind="1")
    )
    assert activity_with(body).values["transactions"] == [
        {
            "kind": "disbursement",
            "currency": "EUR",
            "value": "5",
            "count": 1,
            "first": "2018-01-01",
            "last": "2018-01-01",
        },
        {
            "kind": "disbursement",
            "currency": "USD",
            "value": "3.3",
            "count": 2,
            "first": "2018-05-01",
            "last": "2019-05-01",
        },
        {
            "kind": "incoming-funds",
            "currency": "USD",
            "value": "7",
            "count": 1,
            "first": "2018-01-01",
            "last": "2018-01-01",
        },
    ]


def test_transactions_that_cannot_be_read_are_one_warning_a_reason():
    body = transaction() + transaction("x") * 60 + transaction(kind="99")
    body += transaction(more='currency="QQQ"') + transaction(day="x") + "<transaction/>"
    reading = activity_with(body)
    (summed,) = reading.values["transactions"]
    assert (summed["count"], summed["value"]) == (2, "2")
    told = {
        (one.path, one.message.split(":")[0], one.value) for one in reading.problems
    }
    left = "left out of the sums"
    assert told == {
        ("transaction[2]", f"Transactions without a readable amount, {left}", "60"),
        ("transaction[62]", f"Transactions of no known type, {left}", "2"),
        ("transaction[63]", f"Transactions in no known currency, {left}", "1"),
        (
            "transaction[64]",
            "Transactions without a readable date, in the sums all the same",
            "1",
        ),
    }


def test_a_sum_too_large_to_keep_is_left_out():
    reading = activity_with(transaction("9000000000000000") * 2)
    assert reading.values["transactions"] == []
    assert "too large a sum" in messages(reading)


@given(st.decimals(-(10**5), 10**5, places=10, allow_nan=False))
def test_a_number_is_written_plainly_and_is_the_same(value):
    for text in (str(value), f"{value:f}", f"+{value:f}".replace("+-", "-")):
        told = plain(read_number(text))
        assert Decimal(told) == value
        assert "E" not in told
        assert not ("." in told and told.endswith(("0", ".")))
        assert told != "-0"


@given(st.text("0123456789+-.,eETZ: ٣", max_size=30))
def test_no_text_breaks_the_reading_of_numbers_and_days(text):
    value, day = read_number(text), read_day(text)
    assert value is None or abs(value) < 10**16
    assert day is None or text.strip().startswith(day.isoformat())


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_with_and_without_time_and_zone(day):
    for ending in ("", "Z", "+08:00", "T00:00:00", "T00:00:00.123Z", " 16:35:31"):
        assert read_day(f"{day.isoformat()}{ending}") == day
