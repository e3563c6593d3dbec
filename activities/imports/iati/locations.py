"""The locations of an activity: spots and areas within its places."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from activities.imports.iati.numbers import plain, read_number
from activities.imports.iati.record import Record
from activities.imports.iati.texts import name_of, narratives
from activities.imports.iati.xml import Element, text_of

LONGEST_NAME = 400
_MOST_NORTH, _MOST_EAST = 90, 180


def read(record: Record) -> list[dict[str, Any]]:
    """Locations in the words of a snapshot, each once."""
    rows: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
    for element in record.element.iterchildren("location"):
        row = {
            "name": name_of(record, element.find("name"), LONGEST_NAME),
            "description": _description(record, element.find("description")),
            **_point(record, element.find("point/pos")),
        }
        row = {key: told for key, told in row.items() if told}
        if "name" in row or "latitude" in row:
            rows.setdefault(tuple(row.items()), row)
    return list(rows.values())


def _description(record: Record, element: Element | None) -> str:
    """The narratives in the record's language, else those of the first one's."""
    if element is None:
        return ""
    texts: dict[str, list[str]] = {}
    for language, text in narratives(record, element):
        texts.setdefault(language, []).append(text)
    first = next(iter(texts.values()), [])
    return "\n\n".join(texts.get(record.language, first))


def _point(record: Record, pos: Element | None) -> dict[str, str]:
    """Latitude and longitude as plain decimals, or nothing with a warning."""
    if pos is None:
        return {}
    text = text_of(pos)
    north, east = _degrees(text)
    if north is None or east is None:
        message = _("“%(value)s” is not a latitude and a longitude: it was left out.")
        remedy = _("Write degrees with a blank between: 4.883711 31.5781.")
        record.warn(pos, message % {"value": text}, value=text, remedy=remedy)
        return {}
    if not north and not east:
        message = _("The point is 0 0, in the sea off Africa: was it meant?")
        record.warn(pos, message, value=text)
    return {"latitude": plain(north), "longitude": plain(east)}


def _degrees(text: str) -> tuple[Decimal | None, Decimal | None]:
    numbers = [read_number(part) for part in text.split()]
    if len(numbers) != 2:
        return None, None
    north, east = numbers
    if north is None or east is None:
        return None, None
    is_on_earth = abs(north) <= _MOST_NORTH and abs(east) <= _MOST_EAST
    return (north, east) if is_on_earth else (None, None)
