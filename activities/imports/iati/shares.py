"""Whether the percentages of places, or of sectors of one list, make up the whole."""

from decimal import Decimal

from django.utils.translation import gettext as _

from activities.imports.iati.numbers import plain, read_number, total
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element, attribute

_ROUNDING = Decimal("0.01")


def check(record: Record, elements: list[Element], what: str) -> None:
    """Warn where the shares do not add up to 100. One alone needs none."""
    stated = [read_number(attribute(one, "percentage")) for one in elements]
    values = [value for value in stated if value is not None]
    if len(elements) == 1 and not attribute(elements[0], "percentage"):
        return
    whole = total(values)
    if not elements or abs(whole - 100) <= _ROUNDING:
        return
    if values:
        message = _("The percentages of %(what)s add up to %(sum)s, not to 100.")
    else:
        message = _("There are several %(what)s, and no percentages of them.")
    record.warn(
        elements[0],
        message % {"what": what, "sum": plain(whole)},
        attribute="percentage",
        value=plain(whole) if values else "",
        remedy=_("Correct the percentages in the file, or in the record."),
    )
