"""References as RIS, for EndNote, Mendeley and others."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.exports import csl
from activities.exports.about import About

TYPES = {"report": "RPRT", "event": "CONF", "webpage": "ELEC"}


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """A reference for each record."""
    for row in rows:
        document = orjson.loads(row)
        item = csl.item(document, about)
        lines = [
            f"{tag}  - {csl.one_line(value)}\r\n"
            for tag, value in _tags(item, document)
            if value or tag == "ER"
        ]
        yield "".join([*lines, "\r\n"]).encode()


def _tags(item: csl.Item, document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    first = item.get("issued", {}).get("date-parts", [[]])[0]
    yield "TY", TYPES[item["type"]]
    yield "ID", item["id"]
    yield "TI", item["title"]
    for author in item.get("author", []):
        # A comma behind a name says that it is whole, and not a person's.
        yield "AU", f"{author['literal']},"
    yield "PY", str(first[0]) if first else ""
    yield "DA", _date(first)
    yield "PB", item.get("publisher", "")
    yield "CY", item.get("event-place", "")
    yield "T3", item.get("collection-title", "")
    yield "M1", item.get("number", "")
    yield "ET", item.get("edition", "")
    yield "M3", item.get("genre", "")
    yield "DO", item.get("DOI", "")
    yield "SN", item.get("ISBN", "") or item.get("ISSN", "")
    yield "LA", item["language"]
    yield "AB", item.get("abstract", "")
    for theme in document["themes"]:
        yield "KW", theme["title"]
    yield "UR", item["URL"]
    yield "ER", ""


def _date(parts: list[int]) -> str:
    """Year/month/day/, with nothing where nothing is known; empty without a year."""
    if not parts:
        return ""
    return "/".join([*(f"{one:02d}" for one in parts), "", "", "", ""][:4])
