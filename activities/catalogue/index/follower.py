"""Keeps the index in step with the catalogue's sequence.

The index holds a marker of the sequence number it has reached. Whoever sees the
catalogue ahead of it, after a publication or at a request, applies the changes since
then under a lock file shared by the processes of the machine, and commits; a process
killed at any point leaves the marker where it was, and the next one goes on from there.
"""

import fcntl
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
import tantivy
from django.conf import settings

from activities.catalogue.index import schema
from activities.catalogue.models import Change, Entry, Sequence

logger = logging.getLogger(__name__)

BATCH = 5000
SMALL_HEAP, LARGE_HEAP = 30_000_000, 256_000_000


@dataclass(frozen=True)
class Position:
    """A point in the catalogue's history."""

    epoch: str
    sequence: int


@dataclass(frozen=True)
class Opened:
    """An index folder, open in this process, and how far it has followed."""

    epoch: str
    inode: int
    index: tantivy.Index
    searcher: tantivy.Searcher
    reached: int


class IndexBusy(Exception):
    """Another process holds the index lock for longer than we may wait."""


def catalogue_position() -> Position:
    """Where the catalogue is now. One cheap query; every public answer begins so."""
    rows = Sequence.objects.filter(pk=1).values_list("epoch", "value")
    return Position(*next(iter(rows), ("", 0)))


def searcher_at(position: Position) -> Opened:
    """The index, brought up to the position if it lags.

    Where another process is busy bringing it up for longer than INDEX_WAIT seconds,
    the index as it is, or as it was in the epoch before: readers are never blocked for
    long. Raises IndexBusy where there is none yet.
    """
    before = _opened
    current = _current(position)
    if current is not None and current.reached >= position.sequence:
        return current
    try:
        return _follow(position)
    except IndexBusy:
        usable = current or before
        if usable is None:
            raise
        logger.warning("The index is being written for long; answering from before.")
        return usable


def catch_up() -> None:
    """Bring the index up to the catalogue, or leave it to whoever is at it."""
    try:
        searcher_at(catalogue_position())
    except IndexBusy:
        logger.warning("The index is busy; the next reader will bring it up to date.")


def rebuild() -> int:
    """Make the index anew beside the old one, and put it in its place.

    Returns the number of entries in it.
    """
    position = catalogue_position()
    with _lock(wait=600):
        return _make_anew(_folder(position.epoch), position.sequence)


_opened: Opened | None = None
_opening = threading.Lock()


def _current(position: Position) -> Opened | None:
    """What this process has open, reloaded, if it is still the folder of the epoch."""
    global _opened
    epoch = position.epoch
    with _opening:
        folder = _folder(epoch)
        inode = _inode(folder)
        known = _opened
        if known is None or known.epoch != epoch or known.inode != inode:
            if inode is None or not _exists(folder):
                return None
            known = _load(epoch, inode, _open_folder(folder))
        elif known.reached < position.sequence:
            known.index.reload()
            known = _load(epoch, inode, known.index)
        _opened = known
        return known


def _load(epoch: str, inode: int, index: tantivy.Index) -> Opened:
    searcher = index.searcher()
    return Opened(epoch, inode, index, searcher, _reached(searcher))


def _reached(searcher: tantivy.Searcher) -> int:
    query = tantivy.Query.term_query(schema.schema(), "key", schema.REACHED)
    hits = searcher.search(query, 1).hits
    return int(searcher.doc(hits[0][1])["sequence"][0]) if hits else 0


def _follow(position: Position, wait: float | None = None) -> Opened:
    """Apply the changes since the index's marker. Raises IndexBusy."""
    with _lock(settings.INDEX_WAIT if wait is None else wait):
        folder = _folder(position.epoch)
        if not _exists(folder):
            _clear_away(folder.parent)
            _make_anew(folder, position.sequence)
        current = _current(position)
        if current is None:
            raise IndexBusy("the index folder vanished")
        if current.reached < position.sequence:
            try:
                _write_changes(current.index, current.reached)
            except ValueError:
                logger.exception("The index cannot be written; making it anew.")
                _make_anew(folder, position.sequence)
            current = _current(position) or current
        return current


def _make_anew(folder: Path, sequence: int) -> int:
    """Fill a folder beside, then put it in place: nobody reads half an index."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    count = _write_all(_open_folder(fresh), sequence)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(fresh, folder)
    return count


def _write_all(index: tantivy.Index, sequence: int) -> int:
    writer = index.writer(LARGE_HEAP, 1)
    writer.delete_all_documents()
    count = 0
    rows = Entry.objects.order_by("pk").values_list("pk", "document")
    for pk, document in rows.iterator(BATCH):
        writer.add_document(schema.index_document(pk, orjson.loads(document)))
        count += 1
    writer.add_document(schema.marker(sequence))
    writer.commit()
    writer.wait_merging_threads()
    return count


def _write_changes(index: tantivy.Index, reached: int) -> None:
    writer = index.writer(SMALL_HEAP, 1)
    # A writer that was killed may have left files under names that this one needs.
    writer.garbage_collect_files()
    while changes := list(
        Change.objects.filter(sequence__gt=reached)
        .order_by("sequence")
        .values_list("sequence", "kind", "key")[:BATCH]
    ):
        touched = {(kind, key) for _sequence, kind, key in changes}
        reached = changes[-1][0]
        for kind, key in sorted(touched):
            writer.delete_documents_by_term("key", schema.term_of(kind, key))
        for pk, document in _documents(touched):
            writer.add_document(schema.index_document(pk, orjson.loads(document)))
        writer.delete_documents_by_term("key", schema.REACHED)
        writer.add_document(schema.marker(reached))
        writer.commit()
    writer.wait_merging_threads()


def _documents(keys: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    by_kind: dict[str, list[str]] = {}
    for kind, key in keys:
        by_kind.setdefault(kind, []).append(key)
    for kind, names in by_kind.items():
        for start in range(0, len(names), 500):
            some = names[start : start + 500]
            rows = Entry.objects.filter(kind=kind, key__in=some)
            yield from rows.values_list("pk", "document")


def _folder(epoch: str) -> Path:
    return Path(settings.INDEX_DIR) / f"{schema.FINGERPRINT}-{epoch or 'empty'}"


def _exists(folder: Path) -> bool:
    return folder.is_dir() and tantivy.Index.exists(str(folder))


def _inode(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except FileNotFoundError:
        return None


def _open_folder(folder: Path) -> tantivy.Index:
    """Open the index in a folder; one that cannot be read is made anew, empty."""
    try:
        index = tantivy.Index(schema.schema(), path=str(folder), reuse=True)
    except ValueError:
        logger.exception("The index in %s cannot be read; making it anew.", folder)
        for path in folder.iterdir():
            path.unlink()
        index = tantivy.Index(schema.schema(), path=str(folder), reuse=False)
    schema.register_analyzers(index)
    index.config_reader(reload_policy="manual")
    return index


def _clear_away(parent: Path) -> None:
    """Remove indexes of older epochs and versions that nobody wrote for a day."""
    yesterday = time.time() - 86400
    for path in parent.iterdir():
        if path.is_dir() and path.stat().st_mtime < yesterday:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _lock(wait: float) -> Iterator[None]:
    """Hold the machine's lock on the index. Raises IndexBusy after `wait` seconds.

    The kernel frees it when the process that holds it dies.
    """
    folder = Path(settings.INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with (folder / "lock").open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise IndexBusy from None
                time.sleep(0.005)
        yield
