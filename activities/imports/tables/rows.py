"""The rows of a file's tables, all cells as texts: of workbooks and of CSV alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

Row = tuple[int, list[str]]  # its number in the sheet, from 1; its cells


@dataclass(frozen=True)
class Found:
    """A table of a file: its name, and a way to its rows, those that are not empty."""

    name: str
    rows: Callable[[], Iterator[Row]]


def text_of(value: Any) -> str:
    """A cell of a workbook as a text. Blanks stay: they may be what is wrong."""
    if value is None:
        return ""
    if isinstance(value, str):
        # How a workbook writes the first half of a line break.
        return value.replace("_x000D_", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # To the digits that spreadsheet programs show: 0.3, not 0.30000000000000004.
        text = f"{Decimal(f'{value:.15g}'):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else f"{value}"


def is_empty(cells: list[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)
