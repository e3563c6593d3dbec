"""The sectors and tags of an activity, but for the tags that are our themes."""

from typing import Any

from django.utils.translation import gettext as _

from activities.choices import ClassificationScheme
from activities.iati import codes
from activities.imports.iati import shares, themes
from activities.imports.iati.numbers import plain, share_of
from activities.imports.iati.record import Record, kept
from activities.imports.iati.texts import name_of
from activities.imports.iati.xml import Element, attribute

LONGEST = {"code": 120, "vocabulary": 10, "vocabulary-uri": 500}
LONGEST_NAME = 400

Row = dict[str, Any]


def read(record: Record) -> list[Row]:
    """Sectors, then tags, in the words of a snapshot."""
    sectors = list(record.element.iterchildren("sector"))
    tags = [tag for tag in record.element.iterchildren("tag") if not themes.is_own(tag)]
    rows: list[Row] = []
    seen: set[tuple[tuple[str, str], ...]] = set()
    for element in [*sectors, *tags]:
        row = _row(record, element)
        if row is None:
            continue
        key = tuple(row.items())
        if key in seen:
            message = _("The sector or tag is stated twice: the second was left out.")
            record.warn(element, message, attribute="code")
            continue
        seen.add(key)
        rows.append(row)
    _check_shares(record, sectors)
    return rows


def _row(record: Record, element: Element) -> Row | None:
    if not attribute(element, "code"):
        message = _("The sector or tag has no code: it was left out.")
        record.warn(element, message, attribute="code", remedy=kept())
        return None
    for name, longest in LONGEST.items():
        if len(attribute(element, name)) > longest:
            message = _("More than %(longest)d characters: it was left out.")
            told = {"longest": longest}
            record.warn(element, message % told, attribute=name, remedy=kept())
            return None
    is_sector = element.tag == "sector"
    scheme = ClassificationScheme.SECTOR if is_sector else ClassificationScheme.TAG
    share = share_of(record, element) if is_sector else None
    row = {
        "scheme": scheme.value,
        "vocabulary": attribute(element, "vocabulary") or codes.DAC_5_DIGIT,
        "vocabulary_uri": attribute(element, "vocabulary-uri"),
        "code": attribute(element, "code"),
        "name": name_of(record, element, LONGEST_NAME),
        "percentage": "" if share is None else plain(share),
    }
    return {key: told for key, told in row.items() if told}


def _check_shares(record: Record, sectors: list[Element]) -> None:
    """The sectors of one list are the whole."""
    lists: dict[str, list[Element]] = {}
    for sector in sectors:
        vocabulary = attribute(sector, "vocabulary") or codes.DAC_5_DIGIT
        lists.setdefault(vocabulary, []).append(sector)
    for vocabulary, elements in lists.items():
        what = _("sectors of vocabulary %(number)s") % {"number": vocabulary}
        shares.check(record, elements, what)
