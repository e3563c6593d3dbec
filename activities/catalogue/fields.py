"""Form fields of the filters: from the query string to checked values."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from activities.catalogue.index.schema import LONGEST_WORD
from activities.catalogue.index.words import MOST_WORDS
from activities.catalogue.problems import Problem, shortened, unknown_value
from activities.catalogue.vocabulary import Vocabulary
from partners.dates import FIRST_YEAR, LAST_YEAR

MOST_VALUES = 100
LONGEST_TEXT = 500

# What may be asked for, as {spelling: canonical value}.
Allowed = Callable[[Vocabulary], Mapping[str, str]]


@dataclass(frozen=True)
class Term:
    """A value asked for, or with `-` before it, ruled out."""

    value: str
    excluded: bool = False

    def __str__(self) -> str:
        return f"-{self.value}" if self.excluded else self.value


class Refused(ValidationError):
    """A validation error that carries the problem in our words."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class RepeatedInput(forms.Widget):
    """Every value given under a name, in order, without empty ones."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value != ""]


class SingleInput(RepeatedInput):
    """A parameter that may be given once; what is given again is not dropped."""


class CatalogueField(forms.Field):
    """A field that knows its parameter's name and the vocabulary of the day."""

    parameter = ""
    vocabulary: Vocabulary

    def __init__(self, **kwargs: Any) -> None:
        kwargs["required"] = False
        super().__init__(**kwargs)

    def refused(
        self, value: str, message: Any, allowed: tuple[str, ...] = ()
    ) -> Refused:
        return Refused(Problem(self.parameter, shortened(value), str(message), allowed))


def introduce(form: forms.BaseForm, vocabulary: Vocabulary | None) -> None:
    """Tell each field of a form its parameter's name, and the vocabulary of the day."""
    for name, field in form.fields.items():
        if isinstance(field, CatalogueField):
            field.parameter = name
            if vocabulary is not None:
                field.vocabulary = vocabulary


def problems_of(form: forms.BaseForm) -> list[Problem]:
    """All that is wrong with a bound form, in our words."""
    errors = [error for listed in form.errors.values() for error in listed.as_data()]
    return [error.problem for error in errors if isinstance(error, Refused)]


class TermsField(CatalogueField):
    """Repeated values, each in `allowed` or negated with `-`."""

    widget = RepeatedInput

    def __init__(self, *, allowed: Allowed, negatable: bool = True, **kwargs: Any):
        self.allowed = allowed
        self.negatable = negatable
        super().__init__(**kwargs)

    def to_python(self, value: list[str] | None) -> list[Term]:
        if value and len(value) > MOST_VALUES:
            raise self.refused(
                "…", _("At most %d values of one parameter.") % MOST_VALUES
            )
        terms = [self._term(text) for text in value or []]
        return sorted(set(terms), key=lambda term: (term.excluded, term.value))

    def _term(self, text: str) -> Term:
        excluded = self.negatable and text.startswith("-")
        value = text[1:] if excluded else text
        known = self.allowed(self.vocabulary)
        canonical = known.get(value) or known.get(value.upper())
        if canonical is None:
            raise Refused(unknown_value(self.parameter, value, known))
        return Term(canonical, excluded)


class YearsField(TermsField):
    """Years, repeated or negated."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allowed=lambda vocabulary: {}, **kwargs)

    def _term(self, text: str) -> Term:
        excluded = text.startswith("-")
        value = text[1:] if excluded else text
        if not re.fullmatch(r"\d{4}", value, re.ASCII) or not (
            FIRST_YEAR <= int(value) <= LAST_YEAR
        ):
            message = _("A year has four digits, %(first)d to %(last)d.")
            bounds = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise self.refused(text, message % bounds)
        return Term(value, excluded)


class OnceField(CatalogueField):
    """A parameter that may be given only once. Subclasses read its text."""

    widget = SingleInput

    def to_python(self, value: list[str] | None) -> Any:
        if not value:
            return None
        if len(value) > 1:
            raise self.refused(", ".join(value), _("This may be given only once."))
        return self.read(value[0])

    def read(self, text: str) -> Any:
        return text


class TextField(OnceField):
    def read(self, text: str) -> str | None:
        if len(text) > LONGEST_TEXT:
            raise self.refused(text, _("At most %d letters.") % LONGEST_TEXT)
        found = re.findall(r"\w+", text)
        if len(found) > MOST_WORDS:
            raise self.refused(text, _("At most %d words.") % MOST_WORDS)
        for word in found:
            if len(word.encode()) >= LONGEST_WORD:
                raise self.refused(word, _("This word is too long to be searched for."))
        return text.strip() or None


class ChoiceField(OnceField):
    """One of a few words."""

    def __init__(self, *, choices: Mapping[str, Any], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        if text not in self.choices:
            raise Refused(unknown_value(self.parameter, text, self.choices))
        return self.choices[text]


class WholeNumberField(OnceField):
    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        if re.fullmatch(r"\d{1,19}", text, re.ASCII):
            number = int(text)
            if self.least <= number <= self.most:
                return number
        message = _("A whole number from %(least)d to %(most)d.")
        raise self.refused(text, message % {"least": self.least, "most": self.most})


class DayField(OnceField):
    """A day, month or year; read as its first or its last day, as YYYYMMDD."""

    def __init__(self, *, last: bool = False, **kwargs: Any) -> None:
        self.last = last
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
            raise self._unreadable(text)
        year, month, day = (*text.split("-"), "", "")[:3]
        # Comparing numbers, the 31st of every month is its last day at the latest.
        widest = ("12", "31") if self.last else ("01", "01")
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise self._unreadable(text) from None
        return int(f"{year}{month or widest[0]}{day or widest[1]}")

    def _unreadable(self, text: str) -> Refused:
        return self.refused(
            text, _("Write a day, month or year: 2005-04-27, 2005-04, 2005.")
        )


class MomentField(OnceField):
    """A day or a moment in ISO 8601, read as seconds since 1970."""

    def read(self, text: str) -> int:
        try:
            moment = parse_datetime(text)
            if moment is None and (day := parse_date(text)):
                moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        except ValueError:
            moment = None
        if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise self.refused(
                text, _("Write a day or a moment: 2005-04-27 or 2005-04-27T08:00:00Z.")
            )
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return int(moment.timestamp())
