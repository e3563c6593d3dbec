"""Reads every form of a selection back, with programs that are not ours."""

import csv
import io
import json

import bibtexparser
import feedparser
import rispy
from citeproc.source.json import CiteProcJSON
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

csv.field_size_limit(10**7)


def body(client, address: str) -> bytes:
    """The body of an answer, streamed or not."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return b"".join(response) if response.streaming else response.content


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def xlsx_rows(data: bytes) -> list[dict[str, str]]:
    book = load_workbook(io.BytesIO(data), read_only=True)
    rows = book["Data"].iter_rows(values_only=True)
    names = next(rows)
    return [
        {name: unescape(cell or "") for name, cell in zip(names, row, strict=True)}
        for row in rows
    ]


def ids(ending: str, data: bytes) -> list[str]:
    """What the form holds, as record-slug, in its order."""
    return _READERS[ending](data)


def feed_ids(client, address: str) -> list[str]:
    """What a feed holds, over all its pages."""
    found = []
    while address:
        read = feedparser.parse(body(client, address))
        assert not read.bozo, read.bozo_exception
        found += [_of_url(entry.id) for entry in read.entries]
        links = [one.href for one in read.feed.links if one.rel == "next"]
        address = links[0].removeprefix("http://testserver") if links else ""
    return found


def _of_url(url: str) -> str:
    *_start, plural, slug, _end = url.split("/")
    singular = {"activities": "activity"}.get(plural, plural.removesuffix("s"))
    return f"{singular}-{slug}"


def _table(rows) -> list[str]:
    return [f"{row['record']}-{row['slug']}" for row in rows]


def _bibtex(data: bytes) -> list[str]:
    library = bibtexparser.parse_string(data.decode())
    assert not library.failed_blocks
    return [entry.key for entry in library.entries]


def _csl(data: bytes) -> list[str]:
    items = json.loads(data)
    read = CiteProcJSON(items)
    assert len(read) == len(items)
    return [item["id"] for item in items]


def _calendar(data: bytes) -> list[str]:
    calendar = Calendar.from_ical(data)
    return [str(one["uid"]).partition("@")[0] for one in calendar.walk("VEVENT")]


def _iati(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    found = []
    for name in root.xpath("*/iati-identifier/text()"):
        slug = name.removeprefix("XM-DAC-47066-").lower()
        is_event = slug.startswith("event-")
        found.append(slug if is_event else f"activity-{slug}")
    return found


_READERS = {
    "csv": lambda data: _table(csv_rows(data)),
    "xlsx": lambda data: _table(xlsx_rows(data)),
    "jsonl": lambda data: _table(map(json.loads, data.splitlines())),
    "jsonld": lambda data: [_of_url(n["@id"]) for n in json.loads(data)["@graph"][1:]],
    "ics": _calendar,
    "bib": _bibtex,
    "ris": lambda data: [one["id"] for one in rispy.loads(data.decode())],
    "csl.json": _csl,
    "xml": _iati,
}
