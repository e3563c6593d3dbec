"""Numbers as files write them, and as plain decimals."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal

from django.utils.translation import gettext as _

from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import Element, attribute, text_of

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST = 100
_LIMIT = Decimal("1E16")  # what the database holds before the point
_STEP = Decimal("1E-10")  # and behind it
_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN)  # what SQLite holds in all
_EXACT = Context(prec=200, rounding=ROUND_HALF_EVEN)


def read_number(text: str) -> Decimal | None:
    """A number without separators of thousands; None for anything else."""
    text = text.strip()
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    return value if abs(value) < _LIMIT else None


def plain(value: Decimal) -> str:
    """Without exponent and trailing zeros, as `rounded`."""
    text = f"{rounded(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def rounded(value: Decimal) -> Decimal:
    """The value itself, or to ten places and fifteen digits where it has more."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        value = value.quantize(_STEP, context=_EXACT)
    is_long = len(value.normalize(_EXACT).as_tuple().digits) > _DIGITS.prec
    return _DIGITS.plus(value) if is_long else value


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    result = Decimal(0)
    for value in values:
        result = _EXACT.add(result, value)
    return result


def is_too_large(value: Decimal) -> bool:
    return abs(rounded(value)) >= _LIMIT


def amount_of(record: Record, element: Element) -> str:
    """The amount in a value element, as a plain decimal; empty where it is none."""
    text = text_of(element)
    value = read_number(text)
    if value is None or is_too_large(value):
        message = _("“%(value)s” is not an amount that can be read: it was left out.")
        remedy = _("Write digits with a point and no separators: 1234567.89.")
        record.warn(element, message % {"value": text}, value=text, remedy=remedy)
        return ""
    if rounded(value) != value:
        message = _("The amount was rounded to ten decimal places.")
        if len(value.normalize(_EXACT).as_tuple().digits) > _DIGITS.prec:
            message = _("The amount was rounded to fifteen digits.")
        record.warn(element, message, value=text, remedy=kept())
    return plain(value)


def share_of(record: Record, element: Element) -> Decimal | None:
    """The percentage of an element; None where there is none or it is no share."""
    text = attribute(element, "percentage")
    value = read_number(text)
    if value is not None and 0 <= value <= 100:
        return rounded(value)
    if text:
        message = _("“%(value)s” is not a percentage from 0 to 100: it was left out.")
        told = {"value": text}
        record.warn(element, message % told, attribute="percentage", remedy=kept())
    return None
