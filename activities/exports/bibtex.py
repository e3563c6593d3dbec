"""References as BibTeX, in UTF-8: fields of BibTeX, and `date` in EDTF for biblatex."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.exports import csl
from activities.exports.about import About

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """An entry for each record."""
    for row in rows:
        document = orjson.loads(row)
        yield _entry(csl.item(document, about), document).encode()


def _entry(item: csl.Item, document: dict[str, Any]) -> str:
    kind = "techreport" if item["type"] == "report" else "misc"
    lines = [
        f"  {name} = {{{value}}},\n" for name, value in _fields(item, document) if value
    ]
    return f"@{kind}{{{item['id']},\n{''.join(lines)}}}\n\n"


def _fields(item: csl.Item, document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    authors = [_escaped(one["literal"]) for one in item.get("author", [])]
    # In braces of its own, capitals stay and an organization is no person.
    yield "title", f"{{{_escaped(item['title'])}}}"
    yield "author", " and ".join(f"{{{name}}}" for name in authors)
    publisher = "institution" if item["type"] == "report" else "howpublished"
    yield publisher, _escaped(item.get("publisher", ""))
    first = item.get("issued", {}).get("date-parts", [[]])[0]
    yield "year", str(first[0]) if first else ""
    yield "month", str(first[1]) if len(first) > 1 else ""
    yield "date", (document["dates"] or {}).get("edtf", "")
    yield "type", _escaped(item.get("genre", ""))
    yield "series", _escaped(item.get("collection-title", ""))
    yield "number", _escaped(item.get("number", ""))
    yield "edition", _escaped(item.get("edition", ""))
    yield "address", _escaped(item.get("event-place", ""))
    for name in ("DOI", "ISBN", "ISSN"):
        yield name.lower(), _escaped(item.get(name, ""))
    yield "language", item["language"]
    yield "keywords", _escaped(item.get("keyword", ""))
    yield "abstract", _escaped(item.get("abstract", ""))
    yield "url", item["URL"].translate({ord("{"): "%7B", ord("}"): "%7D"})


def _escaped(text: str) -> str:
    """A text for LaTeX, on one line."""
    return csl.one_line(text).translate(_SPECIAL)
