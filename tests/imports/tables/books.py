"""Workbooks and CSV files for the tests, and mappings of them."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from activities.imports.tables.mapping import Mapping
from activities.imports.tables.reader import read

MAIN = {
    "table": "activities",
    "part": "",
    "key": "id",
    "columns": {
        **{name: name for name in ("title", "description", "status", "kind")},
        **{name: name for name in ("actual_start", "actual_end", "dates")},
        **{name: name for name in ("country", "region", "region_vocabulary")},
        **{name: name for name in ("country_percentage", "language", "themes")},
        "title_fr": "title:fr",
        "date_1": "date:1",
        "date_type_1": "date_type:1",
        "parent": "parent",
    },
}
BUDGETS = {
    "table": "budgets",
    "part": "budgets",
    "key": "id",
    "columns": {
        **{name: name for name in ("kind", "status", "start", "end")},
        **{name: name for name in ("value", "currency", "value_date")},
    },
}
GOOD = {"title": "Training of border guards", "status": "2", "country": "KE"}
GOOD_BUDGET = {
    "start": "2020-01-01",
    "end": "2020-12-31",
    "value": "1000",
    "currency": "USD",
}


def mapping(*tables: dict, **main: object) -> Mapping:
    return Mapping.from_json([{**MAIN, **main}, *tables])


def narrowed(table: dict, rows: list[dict]) -> dict:
    """The table with the columns alone that rows have."""
    there = {name for row in rows for name in row}
    columns = {one: name for one, name in table["columns"].items() if one in there}
    return {**table, "columns": columns}


def save(path: Path, rows: list[list], title: str = "Sheet1") -> Path:
    """A workbook of one sheet, cells as they are given."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cells in book.active.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    book.save(path)
    return path


def save_table(folder: Path, name: str, rows: list[dict]) -> Path:
    """A workbook with a header, and in its first column the identifier."""
    header = [
        "id",
        *dict.fromkeys(name for row in rows for name in row if name != "id"),
    ]
    cells = [[row.get(name) for name in header] for row in rows]
    return save(folder / f"{name}.xlsx", [header, *cells])


def readings(folder: Path, main: list[dict], *parts: tuple[dict, list[dict]]) -> list:
    """What is read of a main table, and of parts of it, by a mapping of just these."""
    main = [{"id": f"A-{number}", **row} for number, row in enumerate(main, 1)]
    save_table(folder, "activities", main)
    tables = []
    for table, rows in parts:
        rows = [{"id": "A-1", **row} for row in rows]
        save_table(folder, table["table"], rows)
        tables.append(narrowed(table, rows))
    columns = narrowed(MAIN, main)["columns"]
    return list(read(folder, mapping(*tables, columns=columns)))


def pack(path: Path, parts: dict[str, bytes | str], source: Path | None = None) -> Path:
    """A package of a source's parts, some of them replaced or added."""
    kept: dict[str, bytes | str] = {}
    if source is not None:
        with ZipFile(source) as package:
            kept = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in {**kept, **parts}.items():
            package.writestr(name, content)
    return path
