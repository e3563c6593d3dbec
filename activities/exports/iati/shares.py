"""Percentages that make up the whole, and a remark where nobody stated them so."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

WHOLE = Decimal(100)
EVEN = "An even share: none is stated"
REST = "An even share of what the stated shares leave"
SCALED = "Stated as %s, of shares that do not add up to 100"
_CENT = Decimal("0.01")

Share = tuple[str, str]  # percentage and remark, each may be empty


def of_the_whole(stated: Sequence[str | None]) -> list[Share]:
    """A share for each, adding up to exactly 100; one alone needs none."""
    known = [Decimal(one) for one in stated if one is not None]
    total = sum(known, Decimal())
    if stated == [None] or not stated:
        return [("", "") for _one in stated]
    if len(known) == len(stated) and total > 0:
        return _scaled(known, total)
    if len(known) < len(stated) and known and total < WHOLE:
        return _with_rest(stated, WHOLE - total)
    even = _spread([Decimal(1)] * len(stated), WHOLE)
    return [(_plain(share), EVEN) for share in even]


def _scaled(known: list[Decimal], total: Decimal) -> list[Share]:
    """As stated where that is the whole, but for roundings; else in proportion."""
    if total == WHOLE:
        return [(_plain(share), "") for share in known]
    is_rounded = abs(total - WHOLE) < _CENT * len(known)
    return [
        (_plain(share), "" if is_rounded else SCALED % _plain(before))
        for share, before in zip(_spread(known, WHOLE), known, strict=True)
    ]


def _with_rest(stated: Sequence[str | None], rest: Decimal) -> list[Share]:
    open_ones = sum(1 for one in stated if one is None)
    spread = iter(_spread([Decimal(1)] * open_ones, rest))
    return [
        (_plain(next(spread)), REST) if one is None else (_plain(Decimal(one)), "")
        for one in stated
    ]


def _spread(weights: list[Decimal], whole: Decimal) -> list[Decimal]:
    """Parts in proportion, to two places, that add up to the whole."""
    total, reached, before = sum(weights, Decimal()), Decimal(), Decimal()
    parts = []
    for weight in weights:
        reached += weight
        upto = (whole * reached / total).quantize(_CENT, ROUND_HALF_UP)
        if reached == total:
            upto = whole
        parts.append(upto - before)
        before = upto
    return parts


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
