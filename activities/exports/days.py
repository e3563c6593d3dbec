"""Dates of documents as other formats have them; never more exact than was written."""

import re
from datetime import date
from typing import Any

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parts(document: dict[str, Any]) -> tuple[str, str]:
    """Start and end as ISO 8601, to the year, month or day as written; else empty.

    Marks of doubt are dropped: who needs them reads the EDTF text. A single date is
    its own end.
    """
    edtf = (document.get("dates") or {}).get("edtf", "")
    start, slash, end = edtf.partition("/")
    return _plain(start), _plain(end if slash else start)


def whole_days(document: dict[str, Any]) -> tuple[date, date] | None:
    """First and last day, where both are known to the day without doubt."""
    edtf = (document.get("dates") or {}).get("edtf", "")
    start, slash, end = edtf.partition("/")
    end = end if slash else start
    if not _DAY.fullmatch(start) or not _DAY.fullmatch(end):
        return None
    return date.fromisoformat(start), date.fromisoformat(end)


def _plain(text: str) -> str:
    text = text.rstrip("?~%")
    return text if _DATE.fullmatch(text) and not text[5:7] > "12" else ""
