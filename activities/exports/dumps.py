"""Dumps: everything public, a file for each kind and form, with checksums.

A dump is a folder named for the sequence and epoch it was begun at. What changed while
it was made may be in it already: whoever applies the changes since that number has just
what is public. A dump that holds what has been withdrawn since is given out no longer.
"""

import csv
import gzip
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from activities.catalogue.index import follower
from activities.catalogue.index.follower import Position
from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import GONE, Change, Entry
from activities.exports import tables
from activities.exports.about import About, everything
from activities.exports.spreadsheets import inert

KEPT = 2  # dumps; who has just read the manifest of the last one can finish
OLDEST = timedelta(hours=24)
BATCH = 500
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class File:
    """A file of a dump. `bytes` and `sha256` are of the file as it is downloaded."""

    name: str
    kind: str
    media_type: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Dump:
    """A dump: where it is, of what it is, and its files."""

    folder: str
    epoch: str
    sequence: int
    made_at: str
    files: tuple[File, ...]

    @property
    def path(self) -> Path:
        return root() / self.folder

    def is_fit(self, position: Position) -> bool:
        """Whether it may be given out: of this epoch, and nothing in it withdrawn."""
        gone = Change.objects.filter(sequence__gt=self.sequence, operation__in=GONE)
        return self.epoch == position.epoch and not gone.exists()


def root() -> Path:
    """The folder of the dumps."""
    return Path(settings.DATA_DIR) / "dumps"


def latest(position: Position) -> Dump | None:
    """The newest dump that may be given out; None where there is none."""
    return next((dump for dump in _all() if dump.is_fit(position)), None)


def find(folder: str, position: Position) -> Dump | None:
    """A dump by its folder's name, if it may be given out."""
    found = (dump for dump in _all() if dump.folder == folder)
    return next((dump for dump in found if dump.is_fit(position)), None)


def are_due() -> bool:
    """Whether a new dump is wanted: the last one is unfit, or a day old and behind."""
    position = follower.catalogue_position()
    dump = latest(position)
    if dump is None:
        return True
    age = timezone.now() - datetime.fromisoformat(dump.made_at)
    return age > OLDEST and dump.sequence < position.sequence


def make() -> Dump:
    """Write a dump of all that is public, and remove the oldest ones."""
    position = follower.catalogue_position()
    fresh = root() / f".{uuid.uuid4().hex}"
    fresh.mkdir(parents=True)
    try:
        about = everything()
        files = [file for kind in EntryKind for file in _write_kind(fresh, kind, about)]
        made_at = timezone.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        folder = f"{position.sequence}-{position.epoch[:8]}-{fresh.name[1:7]}"
        dump = Dump(folder, position.epoch, position.sequence, made_at, tuple(files))
        (fresh / MANIFEST).write_text(json.dumps(asdict(dump)))
        os.rename(fresh, dump.path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    for old in _all()[KEPT:]:
        shutil.rmtree(old.path, ignore_errors=True)
    return dump


def _all() -> list[Dump]:
    """Every dump that is there, the newest first."""
    found = []
    for path in root().glob(f"[0-9]*/{MANIFEST}"):
        try:
            told = json.loads(path.read_text())
        except FileNotFoundError:  # removed since
            continue
        files = tuple(File(**one) for one in told.pop("files"))
        found.append(Dump(**told, files=files))
    return sorted(found, key=lambda dump: (dump.made_at, dump.folder), reverse=True)


def _write_kind(folder: Path, kind: EntryKind, about: About) -> Iterator[File]:
    lines = (row + b"\n" for row in _documents(kind))
    yield _write(folder, kind, "jsonl", "application/jsonl", lines)
    if kind != EntryKind.SOURCE:
        yield _write(folder, kind, "csv", "text/csv", _table(kind, about))


def _documents(kind: EntryKind) -> Iterator[bytes]:
    """The documents of a kind by key, read little by little."""
    last = ""
    rows = Entry.objects.filter(kind=kind).order_by("key")
    while some := list(
        rows.filter(key__gt=last).values_list("key", "document")[:BATCH]
    ):
        for _key, document in some:
            yield document.encode()
        last = some[-1][0]


def _table(kind: EntryKind, about: About) -> Iterator[bytes]:
    """The lines of a kind's table, the first of them its header."""
    cells = tables.cells(_documents(kind), about, kind, "")
    for row in (tables.header(kind, ""), *cells):
        line = StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(inert(cell) for cell in row)
        yield line.getvalue().encode()


def _write(
    folder: Path, kind: EntryKind, ending: str, media_type: str, lines: Iterator[bytes]
) -> File:
    name = f"{kind.plural}.{ending}.gz"
    path, rows = folder / name, 0
    # No name and no time inside: the same content is the same bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        for line in lines:
            packed.write(line)
            rows += 1
    rows -= ending == "csv" and rows > 0  # its header is none
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return File(name, str(kind), media_type, rows, path.stat().st_size, digest)
