"""Figures in words: “more than 1,300 people”."""

from decimal import Decimal

from django.utils.formats import number_format

from activities.choices import Qualifier


def in_words(qualifier: str, value: str, unit: str) -> str:
    """A figure in words of the active language; its unit as staff wrote it."""
    number = number_format(Decimal(value), use_l10n=True, force_grouping=True)
    return " ".join(filter(None, [Qualifier(qualifier).phrase, str(number), unit]))
