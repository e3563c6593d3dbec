"""Percentages add up to exactly 100, and say where nobody stated them so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.exports.iati import shares

STATED = st.none() | st.decimals(0, 100, places=2).map(str)


@given(st.lists(STATED, min_size=2, max_size=60))
def test_shares_are_the_whole_whatever_is_stated(stated):
    told = shares.of_the_whole(stated)
    assert len(told) == len(stated)
    assert sum(Decimal(share) for share, _remark in told) == 100
    assert all(Decimal(share) >= 0 for share, _remark in told)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ([], []),
        ([None], [("", "")]),
        (["100"], [("100", "")]),
        (["60", "40"], [("60", ""), ("40", "")]),
        (["33.33", "33.33", "33.33"], [("33.33", ""), ("33.34", ""), ("33.33", "")]),
        ([None, None], [("50", shares.EVEN), ("50", shares.EVEN)]),
        (["60", None], [("60", ""), ("40", shares.REST)]),
        (["20", "20"], [("50", shares.SCALED % 20), ("50", shares.SCALED % 20)]),
    ],
)
def test_a_remark_stands_only_where_a_share_was_not_stated(stated, told):
    assert shares.of_the_whole(stated) == told
