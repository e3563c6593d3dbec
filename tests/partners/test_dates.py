"""EDTF dates: read as spans, shown as written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.catalogue.dates import in_words
from partners.dates import Span, _parsed, _plain, read_edtf

pytestmark = pytest.mark.once  # texts and days alone


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2005", date(2005, 1, 1), date(2005, 12, 31)),
        ("2005-04", date(2005, 4, 1), date(2005, 4, 30)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2005-04-27", date(2005, 4, 27), date(2005, 4, 27)),
        ("2003-11/2004-02", date(2003, 11, 1), date(2004, 2, 29)),
        ("2004/..", date(2004, 1, 1), None),
        ("../2004", None, date(2004, 12, 31)),
        ("2005~", date(2005, 1, 1), date(2005, 12, 31)),
        ("2005-06?", date(2005, 6, 1), date(2005, 6, 30)),
    ],
)
def test_a_date_is_read_as_the_days_it_may_mean(text, earliest, latest):
    assert read_edtf(text) == Span(earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "unknown",
            "c. 2005",
            "2004/",
            "/2004",
            "2005-13",
            "2005-02-30",
            "../..",
            "9999",
        ),
        *(
            "1066",
            "2005-04/2005-03",
            "2005/2004",
            " 2005",
            "20055",
            "', DROP",
            "２００５",
        ),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_value_and_a_remedy(text):
    with pytest.raises(ValidationError) as refusal:
        read_edtf(text)
    assert text in refusal.value.messages[0]


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_an_interval_of_days_spans_just_these_days(one, other):
    first, last = sorted((one, other))
    assert read_edtf(f"{first}/{last}") == Span(first, last)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
)
@settings(max_examples=40, deadline=None)
def test_plain_dates_are_read_as_the_edtf_parser_reads_them(day, style):
    text = day.strftime(style)
    assert _plain(text) == _parsed(text)
    assert _plain(f"{text}/..") == _parsed(f"{text}/..")
    assert _plain(f"../{text}~") == _parsed(f"../{text}~")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        span = read_edtf(text)
    except ValidationError:
        return
    assert span.earliest is None or span.latest is None or span.earliest <= span.latest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2005", "2005"),
        ("2003-11", "November 2003"),
        ("2005-10-26/2005-10-27", "26–27 October 2005"),
        ("2005-10/2006-02", "October 2005 – February 2006"),
        ("2004/..", "since 2004"),
        ("../2004-05", "until May 2004"),
        ("2005~", "about 2005"),
        ("2005?", "probably 2005"),
    ],
)
def test_a_date_is_shown_as_written_never_as_a_made_up_day(text, words):
    assert in_words(text) == words
