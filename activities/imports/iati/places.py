"""The countries and regions of an activity, as codes of our places."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati import shares
from activities.imports.iati.numbers import plain, share_of
from activities.imports.iati.record import Record, kept
from activities.imports.iati.texts import name_of
from activities.imports.iati.xml import Element, attribute

LONGEST_NAME = 200
_COUNTRY = re.compile("[A-Z]{2}")
_M49 = re.compile("[0-9]{1,3}")
_OURS = re.compile("[A-Za-z0-9-]{1,40}")
_COUNTRIES = ""  # in place of a vocabulary


def read(record: Record) -> list[dict[str, Any]]:
    """Places in the words of a snapshot, in the order of the file."""
    found: dict[str, dict[str, Any]] = {}
    shares_of: dict[str, tuple[str, Decimal | None]] = {}
    for element in _elements(record):
        code = _code(record, element)
        if not code:
            continue
        share = share_of(record, element)
        if code in found:
            share = _merged(record, element, share, *shares_of[code])
        else:
            name = name_of(record, element, LONGEST_NAME)
            found[code] = {"place": code, "as_written": name}
        shares_of[code] = (_list_of(element), share)
    _check_shares(record)
    for code, (_vocabulary, share) in shares_of.items():
        found[code]["percentage"] = "" if share is None else plain(share)
    return [{key: told for key, told in row.items() if told} for row in found.values()]


def _elements(record: Record) -> list[Element]:
    return list(record.element.iterchildren("recipient-country", "recipient-region"))


def _list_of(element: Element) -> str:
    """The vocabulary of a region; of countries there is but one."""
    if element.tag == "recipient-country":
        return _COUNTRIES
    return attribute(element, "vocabulary") or codes.REGIONS_DAC


def _code(record: Record, element: Element) -> str:
    """The code of our place, or empty with a warning."""
    code = attribute(element, "code")
    vocabulary = _list_of(element)
    if vocabulary == _COUNTRIES:
        country = code.upper()
        found = country if _COUNTRY.fullmatch(country) else ""
    elif vocabulary == codes.REGIONS_DAC:
        found = codes.DAC_REGIONS.get(code, "")
    elif vocabulary == codes.REGIONS_M49:
        found = code.zfill(3) if _M49.fullmatch(code) else ""
    elif attribute(element, "vocabulary-uri").endswith(codes.PLACES_PATH):
        found = code if _OURS.fullmatch(code) else ""
    else:
        _warn_of_other_list(record, element)
        return ""
    if not found:
        message = _("“%(value)s” is not a code of this list: the place was left out.")
        told = {"value": code}
        record.warn(element, message % told, attribute="code", remedy=kept())
    elif element.get("code") != code:
        message = _("There are blanks around the code: “%(value)s” was taken.")
        record.warn(element, message % {"value": code}, attribute="code")
    return found


def _warn_of_other_list(record: Record, element: Element) -> None:
    message = _("The region is of a list that the tracker does not know.")
    if _list_of(element) == codes.REGIONS_OWN:
        message = _("The region is of the publisher’s own list.")
    record.warn(element, message, attribute="vocabulary", remedy=kept())


def _merged(
    record: Record,
    element: Element,
    share: Decimal | None,
    vocabulary: str,
    before: Decimal | None,
) -> Decimal | None:
    """The share of a place named twice: added up, unless by two lists."""
    message = _("The place is named twice: the two were made one.")
    record.warn(element, message, attribute="code", remedy=kept())
    if vocabulary != _list_of(element) or share is None or before is None:
        return share if before is None else before
    if before + share > 100:
        message = _("The percentages of one place are more than 100: left out.")
        record.warn(element, message, attribute="percentage", remedy=kept())
        return None
    return before + share


def _check_shares(record: Record) -> None:
    """Countries and the regions of one list are the whole together."""
    elements = _elements(record)
    lists = {_list_of(one) for one in elements} - {_COUNTRIES}
    for vocabulary in sorted(lists) or [_COUNTRIES]:
        counted = [one for one in elements if _list_of(one) in (_COUNTRIES, vocabulary)]
        shares.check(record, counted, _("countries and regions"))
