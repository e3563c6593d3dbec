"""Days as the index has them: numbers, such as 20051026."""

from datetime import date

from django.utils import timezone


def today() -> int:
    """Today in UTC as YYYYMMDD: the day that “forthcoming” is measured against."""
    return as_number(timezone.now().date())


def as_number(day: date) -> int:
    """A day as YYYYMMDD."""
    return day.year * 10000 + day.month * 100 + day.day
