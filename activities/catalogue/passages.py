"""The rows of a search with the words sought marked in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from activities.catalogue.index.schema import languages_of
from activities.catalogue.marks import Marker, Part
from activities.catalogue.models import Entry
from activities.catalogue.selection import Selection

Document = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A row's title and summary in parts, and where the words stand below them.

    `passage` is empty where they stand in the title or the summary, or in a name.
    """

    title: list[Part]
    summary: list[Part]
    passage: list[Part]


def marked(selection: Selection, rows: list[Document]) -> Iterator[Found | None]:
    """For each row what is to be marked in it; None where no words are sought."""
    search = str(selection.values.get("q") or "")
    documents = _documents(rows) if search else {}
    for row in rows:
        document = documents.get((row["record"], row["slug"]))
        if document:
            spoken = selection.catalogue.vocabulary.spoken
            marker = Marker.of(search, languages_of(document), spoken)
            yield _found(marker, row, document)
        else:
            yield None


def _found(marker: Marker, row: Document, document: Document) -> Found:
    title = marker.parts(row.get("title") or row.get("name") or "")
    summary = marker.parts(row.get("summary") or "")
    passage: list[Part] = []
    if not any(part.marked for part in [*title, *summary]):
        passage = next(filter(None, map(marker.passage, _texts(document))), [])
    return Found(title, summary, passage)


def _texts(document: Document) -> Iterator[str]:
    """What a document says at length, in each of its languages."""
    yield document.get("description") or ""
    for texts in document.get("translations", {}).values():
        for name in ("title", "summary", "description"):
            yield texts.get(name) or ""


def _documents(rows: list[Document]) -> dict[tuple[str, str], Document]:
    """The whole documents of rows, by kind and key."""
    found: dict[tuple[str, str], Document] = {}
    for kind in {row["record"] for row in rows}:
        keys = [row["slug"] for row in rows if row["record"] == kind]
        entries = Entry.objects.filter(kind=kind, key__in=keys)
        for key, document in entries.values_list("key", "document"):
            found[kind, key] = orjson.loads(document)
    return found
