"""IATI files, written piece by piece: head, elements, and what is left out and why."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import orjson

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.exports.about import About
from activities.exports.atom import clean
from activities.exports.iati import organisations, records
from activities.exports.iati.around import Around, look
from activities.exports.iati.xml import Element, written
from activities.iati import codes

Document = dict[str, Any]

AT_ONCE = 100  # documents whose surroundings are read together
REPEATED = "another in this file has the same identifier"
MOST_NAMED = 200  # of those left out for one reason; all are counted


@dataclass(frozen=True)
class _Form:
    """What a file is of: its root, and how an element of it is made."""

    root: str
    element: Callable[[Document, Around, About], Element]
    why_not: Callable[[Document, Around], str]


_ACTIVITIES = _Form("iati-activities", records.element, records.why_not)
_ORGANISATIONS = _Form(
    "iati-organisations", organisations.element, organisations.why_not
)


@dataclass
class Tally:
    """How many were written, and by reason how many were left out, and which.

    `identifiers` are those of the organizations in the file: each stands there once.
    """

    written: int = 0
    identifiers: set[str] = field(default_factory=set)
    left_out: dict[str, int] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)

    def refuses(self, element: Element) -> str:
        """Why an organization has no place beside those before it; else empty.

        Of activities the database holds each identifier once.
        """
        identifier = element.findtext("organisation-identifier")
        if identifier in self.identifiers:
            return REPEATED
        if identifier:
            self.identifiers.add(identifier)
        return ""

    def leave_out(self, slug: str, reason: str) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + 1
        named = self.named.setdefault(reason, [])
        if len(named) < MOST_NAMED:
            named.append(slug)

    def lines(self) -> Iterator[str]:
        """A line a reason."""
        for reason, count in self.left_out.items():
            named = ", ".join(self.named[reason])
            more = ", …" if count > MOST_NAMED else ""
            yield f"{count} left out, as {reason}: {named}{more}"


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """A file of activities and events, or of organizations."""
    yield from file(rows, about, kind, Tally())


def file(
    rows: Iterable[bytes], about: About, kind: EntryKind | None, tally: Tally
) -> Iterator[bytes]:
    """The same, and the tally holds what became of each row."""
    form = _ORGANISATIONS if kind == EntryKind.PARTNER else _ACTIVITIES
    yield _head(form.root, about)
    iterator = iter(rows)
    while some := [orjson.loads(row) for row in islice(iterator, AT_ONCE)]:
        around = look(some)
        for document in some:
            reason = form.why_not(document, around)
            if not reason:
                element = form.element(document, around, about)
                reason = tally.refuses(element)
            if reason:
                tally.leave_out(document["slug"], reason)
                continue
            tally.written += 1
            yield b"  %s\n" % written(element)
    for line in tally.lines():
        yield _comment(line)
    yield f"</{form.root}>\n".encode()


def _head(root: str, about: About) -> bytes:
    told = f'version="{codes.VERSION}" generated-datetime="{about.stamp}"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {told}>\n'
    return head.encode() + (_comment(about.terms) if about.terms else b"")


def _comment(text: str) -> bytes:
    """A text that cannot end the comment it stands in, nor make it a wrong one."""
    inside = re.sub("-(?=-)", "‐", clean(text))
    return f"  <!-- {inside} -->\n".encode()
