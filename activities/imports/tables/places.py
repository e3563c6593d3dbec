"""The countries and regions of an activity, as codes of our places."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from activities.choices import PlaceRelation
from activities.iati import codes
from activities.imports.tables import values
from activities.imports.tables.cells import Cells

LONGEST_NAME = 200
_VOCABULARIES = (codes.REGIONS_DAC, codes.REGIONS_M49)

Row = dict[str, Any]


def of_main(cells: Cells) -> list[Row] | None:
    """Places in the columns of the main table; None where it does not speak of any."""
    suffixes = [
        name[len(base) :]
        for name in cells.names()
        for base in ("country", "region")
        if name == base or name.startswith(f"{base}:")
    ]
    rows: list[Row] = []
    for suffix in dict.fromkeys(suffixes):
        rows += _country(cells, suffix, f"country_percentage{suffix}")
        name = f"region_name{suffix}"
        for row in _region(cells, suffix, f"region_percentage{suffix}"):
            rows.append({**row, **_filled(as_written=cells.line(name, LONGEST_NAME))})
    is_told = suffixes and (rows or cells.table.complete)
    return rows if is_told else None


def of_part(rows: Iterable[Cells]) -> list[Row]:
    """Places in a table of their own, one a row."""
    return [place for cells in rows for place in _place(cells)]


def once(rows: list[Row], cells: Cells) -> list[Row]:
    """A place named twice is one: the first; the other is told of."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row["place"], row.get("relation", ""), row.get("city", ""))
        if key in found:
            message = _("The place “%s” is named twice: the first was taken.")
            cells.warn("", message % row["place"])
        found.setdefault(key, row)
    return list(found.values())


def _place(cells: Cells) -> list[Row]:
    found = _country(cells, "", "percentage") + _region(cells, "", "percentage")
    code = cells.line("place", 40)
    if code:
        share = cells.share("percentage")
        found.append(_filled(place=code, percentage=share))
    if len(found) != 1:
        fields = [one for one in ("place", "country", "region") if cells.has(one)]
        if not any(cells.raw(one).strip() for one in fields):
            cells.refuse(fields[0] if fields else "", _("The row names no place."))
        elif len(found) > 1:
            message = _("The row names several places.")
            cells.refuse(fields[-1], message, _("Give each place a row of its own."))
        return []
    more = _filled(
        relation=cells.code("relation", {}, PlaceRelation),
        city=cells.line("city", 100),
        as_written=cells.line("as_written", LONGEST_NAME),
        note=cells.line("note", 250),
    )
    return [{**found[0], **more}]


def _country(cells: Cells, suffix: str, share: str) -> list[Row]:
    name = f"country{suffix}"
    cell = cells.raw(name)
    if not cell.strip():
        return []
    code = values.country(cell)
    if not code:
        message = _("“%s” is no code of a country.") % cell.strip()
        cells.refuse(name, message, _("Use two letters of ISO 3166-1: KE."))
        return []
    cells.warn_of_blanks(name)
    return [_filled(place=code, percentage=cells.share(share))]


def _region(cells: Cells, suffix: str, share: str) -> list[Row]:
    name, vocabulary_name = f"region{suffix}", f"region_vocabulary{suffix}"
    cell = cells.raw(name)
    if not cell.strip():
        return []
    vocabulary = cells.text(vocabulary_name) or codes.REGIONS_DAC
    if vocabulary not in _VOCABULARIES:
        message = _("“%s” is no list of regions that is known here.") % vocabulary
        cells.refuse(vocabulary_name, message, _("Use 1 (OECD DAC) or 2 (UN M49)."))
        return []
    code = values.region(cell, vocabulary)
    if not code:
        message = _("“%s” is no code of a region in this list.") % cell.strip()
        remedy = _("See that code and list (1 OECD DAC, 2 UN M49) belong together.")
        cells.refuse(name, message, remedy)
        return []
    cells.warn_of_blanks(name)
    return [_filled(place=code, percentage=cells.share(share))]


def _filled(**told: str) -> Row:
    return {name: value for name, value in told.items() if value}
