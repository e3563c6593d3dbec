"""Imprecise dates, written as EDTF (ISO 8601-2:2019) and read as a span of days."""

import calendar
import re
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1900
LAST_YEAR = 2100


@dataclass(frozen=True)
class Span:
    """The earliest and the latest day a date may mean; None is an open end."""

    earliest: date | None
    latest: date | None


_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?", re.ASCII)


@lru_cache(maxsize=16384)
def read_edtf(text: str) -> Span:
    """Read an EDTF date (level 0, and `~ ? % ..` of level 1) as a span of days.

    Raises ValidationError, naming the value and the remedy, for anything else.
    """
    # EDTF's "unknown" end, "2004/", the parser reads as ten years; blanks it drops.
    if text.endswith("/") or text.startswith("/") or text != text.strip():
        raise _refusal(text)
    try:
        span = _plain(text) or _parsed(text)
    except ValueError as error:
        raise _refusal(text) from error
    if span == Span(None, None):
        raise _refusal(text)
    if span.earliest and span.latest and span.earliest > span.latest:
        raise ValidationError(
            _("“%(value)s” ends before it starts."),
            code="dates_order",
            params={"value": text},
        )
    return span


def _plain(text: str) -> Span | None:
    """Years, months, days and intervals of them; None for what needs the parser.

    Nearly all dates are such, and the parser takes milliseconds for each.
    """
    start, slash, end = text.partition("/")
    first, last = _PLAIN.fullmatch(start), _PLAIN.fullmatch(end if slash else start)
    if not (first or start == "..") or not (last or end == ".."):
        return None
    return Span(
        _bound(first, 0) if first else None,
        _bound(last, 1) if last else None,
    )


def _bound(match: re.Match[str], which: int) -> date:
    """The first (0) or last (1) day of a year, month or day. Raises ValueError."""
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    month = month if month is not None else (1, 12)[which]
    if not 1 <= month <= 12:
        raise ValueError(month)  # of EDTF's seasons the source should give the months
    return date(year, month, day or (1, calendar.monthrange(year, month)[1])[which])


def _parsed(text: str) -> Span:
    """A date by the EDTF parser. Raises ValueError."""
    # It costs half a second to import: only who needs it pays for it.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        return Span(_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (EDTFParseException, TypeError, AttributeError) as error:
        raise ValueError(text) from error


def _day(bound: Any) -> date | None:
    """A day from the parser's struct_time; None for its infinities."""
    if not isinstance(bound, time.struct_time):
        return None
    if not FIRST_YEAR <= bound.tm_year <= LAST_YEAR:
        raise ValueError(bound.tm_year)
    last = calendar.monthrange(bound.tm_year, bound.tm_mon)[1]
    return date(bound.tm_year, bound.tm_mon, min(bound.tm_mday, last))


def _refusal(text: str) -> ValidationError:
    return ValidationError(
        _(
            "“%(value)s” is not a date we can read. Write what the source says:"
            " 2005, 2005-04, 2005-04-27, 2003-11/2004-02, 2004/.. (not ended),"
            " 2005~ (about); years %(first)d to %(last)d."
        ),
        code="edtf",
        params={"value": text, "first": FIRST_YEAR, "last": LAST_YEAR},
    )


def validate_edtf(text: str) -> None:
    """Raises ValidationError where `read_edtf` cannot read the text."""
    read_edtf(text)


class EdtfField(models.CharField):  # type: ignore[type-arg]  # untyped at run time
    """An EDTF date as written.

    As an ImageField fills its width and height fields, saving fills the DateFields
    named `earliest_field` and `latest_field`, so that the database can compare.
    """

    default_validators = [validate_edtf]

    def __init__(
        self,
        *args: Any,
        earliest_field: str | None = None,
        latest_field: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.earliest_field = earliest_field
        self.latest_field = latest_field
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["earliest_field"] = self.earliest_field
        kwargs["latest_field"] = self.latest_field
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = str(super().pre_save(model_instance, add))
        span = read_edtf(text) if text else Span(None, None)
        if self.earliest_field:
            setattr(model_instance, self.earliest_field, span.earliest)
        if self.latest_field:
            setattr(model_instance, self.latest_field, span.latest)
        return text


class Dated(models.Model):
    """A record with a date as written, and the days it spans for the database."""

    dates = EdtfField(
        _("dates"),
        earliest_field="earliest",
        latest_field="latest",
        help_text=_(
            "As the source says, no more: 2005, 2005-04, 2005-04-27,"
            " 2003-11/2004-02, 2004/.. (not ended), 2005~ (about)."
        ),
    )
    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False)
    date_note = models.CharField(
        _("note on the dates"),
        max_length=250,
        blank=True,
        help_text=_("What the source says of the date, where the field cannot."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_dates_in_order",
                condition=models.Q(earliest__isnull=True)
                | models.Q(latest__isnull=True)
                | models.Q(earliest__lte=models.F("latest")),
                violation_error_message=_("The end is before the start."),
            )
        ]
