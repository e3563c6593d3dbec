"""What the text of a cell means: pure functions; None or empty for what it does not."""

import re
from decimal import Decimal
from typing import Any

from activities.iati import codes
from activities.imports.iati.numbers import read_number

ERRORS = frozenset(
    [
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"),
        *("#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!"),
    ]
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
# Blanks between groups of three digits, as spreadsheet programs show thousands.
_GROUPED = re.compile(
    r"([+-]?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(\.\d+)?", re.ASCII
)
_COUNTRY = re.compile("[A-Z]{2}")
_M49 = re.compile("[0-9]{1,3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def text(cell: str) -> str:
    """The text without control characters and blanks around it, lines ended by one."""
    return _CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def line(cell: str) -> str:
    """The text on one line."""
    return " ".join(_CONTROL.sub(" ", cell).split())


def number(cell: str) -> Decimal | None:
    """A number with a point; blanks may part its thousands, commas may not."""
    told = cell.strip()
    grouped = _GROUPED.fullmatch(told)
    if grouped:
        told = re.sub(r"\s", "", told)
    return read_number(told)


def code(cell: str, iati: dict[str, Any], choices: Any) -> str:
    """Our code, where the cell has it, IATI's code of it, or its label."""
    told = line(cell)
    if told in iati:
        return str(iati[told])
    folded = told.casefold()
    for one in choices:
        if folded in (one.value, str(one.label).casefold()):
            return str(one.value)
    return ""


def country(cell: str) -> str:
    told = cell.strip().upper()
    return told if _COUNTRY.fullmatch(told) else ""


def region(cell: str, vocabulary: str) -> str:
    """The code of our place for a region of DAC or M49, which may lack its zeros."""
    told = cell.strip()
    if vocabulary == codes.REGIONS_DAC:
        return codes.DAC_REGIONS.get(told, "")
    return told.zfill(3) if _M49.fullmatch(told) else ""


def language(cell: str, longest: int = 12) -> str:
    told = cell.strip().replace("_", "-").lower()
    return told if _LANGUAGE.fullmatch(told) and len(told) <= longest else ""
