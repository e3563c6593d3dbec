"""In which currency an amount is stated."""

from activities.iati import codes
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element, attribute


def stated(record: Record, value: Element) -> str:
    """The code that an amount stands under, known or not: its own, or the default."""
    return attribute(value, "currency").upper() or record.currency


def known(record: Record, value: Element) -> str:
    """The code of ISO 4217, or empty."""
    code = stated(record, value)
    return code if code in codes.CURRENCIES else ""
