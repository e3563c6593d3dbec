"""Documents that a file links to: works become publications, all else sources."""

import hashlib
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from django.utils.text import slugify

from activities.choices import SourceKind
from activities.iati import codes
from activities.imports.matching import Matcher
from activities.imports.readings import Link, Reading
from activities.models import Publication, Source

Row = dict[str, Any]


@dataclass
class Linked:
    """What the links of an activity come to: records to be made, and citations."""

    publications: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    citations: list[Row] = field(default_factory=list)


class Library:
    """The publications and sources that are there, by their web address."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        with_url = Publication.objects.exclude(url="")
        self._publications: set[str] = set(with_url.values_list("url", flat=True))
        sources = Source.objects.exclude(url="")
        self._sources: dict[str, str] = dict(sources.values_list("url", "code"))
        self._codes: set[str] = set(Source.objects.values_list("code", flat=True))

    def linked(self, reading: Reading, slug: str, now: Row) -> Linked:
        """What the links and the file itself come to for an activity with this slug.

        `now` is the snapshot of the activity. What its original had already is left
        as staff have made it since.
        """
        cited = now.get("citations", [])
        seen = now.get("original", {}).get("element", "")
        found = Linked(citations=list(cited))
        known = {row["source"] for row in cited}
        for link in reading.links or []:
            if escape(link.url) in seen:
                continue
            if link.category in codes.PUBLICATIONS:
                self._add_publication(found, link, slug)
                continue
            row = self._source(link)
            self._cite(found, row, known, "")
        if not seen and (reading.original or not cited):
            row = self._file_of(reading)
            self._cite(found, row, known, reading.identifier)
        return found

    def _add_publication(self, found: Linked, link: Link, slug: str) -> None:
        """A work belongs to the first activity that links to it."""
        if link.url in self._publications:
            return
        title = link.title or link.url
        row: Row = {
            "slug": self._matcher.free_slug(Publication, title),
            "title": title[:400],
            "kind": codes.PUBLICATIONS[link.category],
            "activity": slug,
            "url": link.url,
        }
        if link.language:
            row["language"] = link.language
        if link.date:
            row["dates"] = link.date
        found.publications.append(row)

    def _source(self, link: Link) -> Row:
        if link.url in self._sources:
            return {"code": self._sources[link.url]}
        digest = hashlib.sha256(link.url.encode()).hexdigest()[:12]
        kind = SourceKind.WEB_PAGE if link.category == "A12" else SourceKind.OTHER
        row = {
            "code": f"link-{digest}",
            "title": (link.title or link.url)[:400],
            "kind": kind.value,
            "url": link.url,
        }
        return row | ({"date": link.date} if link.date else {})

    def _file_of(self, reading: Reading) -> Row:
        """The publisher's data as the source of what was read from it."""
        reporter = reading.reporter
        word = reporter.ref or reporter.name or "unknown"
        # What a code has no letter for is told apart by a digest of the whole.
        plain = slugify(word)
        if plain != word.casefold():
            digest = hashlib.sha256(word.casefold().encode()).hexdigest()[:12]
            plain = f"{plain[:60]}-{digest}".strip("-")
        row: Row = {
            "code": f"iati-{plain}"[:80],
            "title": f"IATI data of {reporter.name or reporter.ref or 'unknown'}"[:400],
            "kind": SourceKind.DATA_FILE.value,
        }
        if reporter.ref or reporter.name:
            row["publisher"] = self._matcher.partner(reporter)
        return row

    def _cite(self, found: Linked, row: Row, known: set[str], note: str) -> None:
        code = row["code"]
        if code in known:
            return
        known.add(code)
        if code not in self._codes:
            found.sources.append(row)
        citation = {"source": code} | ({"note": note} if note else {})
        found.citations.append(citation)

    def made(self, row: Row) -> None:
        """A source is there from now on."""
        self._codes.add(row["code"])
        if row.get("url"):
            self._sources[row["url"]] = row["code"]
