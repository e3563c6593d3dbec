"""An IATI file as a stream of its records, with one of them in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from lxml import etree

from activities.imports.iati import refusals
from activities.imports.iati.xml import Element
from activities.imports.readings import UnreadableFile

# Root -> the records in it. A bare record is a root of its own.
RECORDS = {
    "iati-activities": "iati-activity",
    "iati-organisations": "iati-organisation",
    "iati-activity": "iati-activity",
    "iati-organisation": "iati-organisation",
}
# In bytes. In memory an element takes some ten times as much, at worst thirty.
LONGEST_RECORD = 16 * 2**20
_START = 65536
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "strip_cdata": False,
    "collect_ids": False,
}


@dataclass(frozen=True)
class Root:
    """The root of a file: its name, attributes and line."""

    name: str
    attributes: dict[str, str]
    line: int

    @property
    def record(self) -> str:
        """The name of the records in it."""
        return RECORDS[self.name]

    @property
    def is_bare(self) -> bool:
        return self.name == self.record


def root_of(file: BinaryIO) -> Root:
    """The root of a file, once nothing speaks against reading on.

    Raises UnreadableFile for what is not XML, has a DOCTYPE, or is of another kind.
    """
    start = file.read(_START)
    found = refusals.of_start(start)
    if found:
        raise found
    file.seek(0)
    try:
        return _root(file, start)
    except UnreadableFile as error:
        # A document type may break the parser before it tells of any element.
        if not error.problem.path and b"<!DOCTYPE" in start.replace(b"\0", b""):
            raise refusals.of_document_type(start) from error
        raise


def _root(file: BinaryIO, start: bytes) -> Root:
    for _event, element in _events(_Metered(file, "beginning"), ("start",)):
        name, line = etree.QName(element), element.sourceline
        if element.tag not in RECORDS:
            raise refusals.of_root(name.localname, name.namespace or "", line)
        if element.getroottree().docinfo.internalDTD is not None:
            raise refusals.of_document_type(start)
        attributes = {str(key): str(told) for key, told in element.attrib.items()}
        return Root(name.localname, attributes, line)
    raise refusals.of_root("", "", 1)  # not reached: the parser asks for a root


def records(file: BinaryIO, root: Root) -> Iterator[Element]:
    """The elements of the records, each emptied after its turn.

    Raises UnreadableFile where the file breaks off, after the records before that.
    """
    file.seek(0)
    metered = _Metered(file, root.record)
    depth = 0 if root.is_bare else 1
    for _event, element in _events(metered, ("end",), root.record):
        if sum(1 for _ in element.iterancestors()) != depth:
            continue
        metered.begin()
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]


class _Metered:
    """A file that refuses to be read on for ever within one record."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._since = 0

    def begin(self) -> None:
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self._since += len(part)
        if self._since > LONGEST_RECORD:
            raise refusals.of_size(LONGEST_RECORD, self._name)
        return part


def _events(
    file: _Metered, events: tuple[str, ...], tag: str | None = None
) -> Iterator[tuple[str, Element]]:
    """What the parser tells, its errors in words of our own."""
    parser = etree.iterparse(file, events=events, tag=tag, **_SAFE)
    try:
        yield from parser
    except etree.XMLSyntaxError as error:
        raise refusals.of_syntax(error, parser.error_log) from error
    except UnreadableFile as error:
        # After some errors the parser reads on and tells of nothing more.
        if parser.error_log.filter_from_fatals():
            raise refusals.of_syntax(error, parser.error_log) from error
        raise
