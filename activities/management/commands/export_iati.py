"""IATI files from the command line: `manage.py export_iati --output iom.xml`."""

import os
import uuid
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from activities.catalogue import results
from activities.catalogue import selection as selections
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery
from activities.catalogue.selection import Catalogue
from activities.exports import about
from activities.exports.iati import files

WORK = (EntryKind.ACTIVITY, EntryKind.EVENT)


class Command(BaseCommand):
    help = (
        "Writes what is public as an IATI file: all activities and events, or those"
        " that are named or selected, or the organizations."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="these alone")
        parser.add_argument("--output", type=Path, help="else standard output")
        only = parser.add_mutually_exclusive_group()
        only.add_argument(
            "--organisations", action="store_true", help="the organization file"
        )
        only.add_argument("--events", action="store_true", help="events alone")
        parser.add_argument(
            "--selection", default="", help="a query as in addresses: theme=…&place=…"
        )

    def handle(
        self,
        *,
        slugs: list[str],
        output: Path | None,
        organisations: bool,
        events: bool,
        selection: str,
        **options: Any,
    ) -> None:
        if slugs and selection:
            raise CommandError("Name records or select them, not both.")
        kinds = (EntryKind.EVENT,) if events else WORK
        kinds = (EntryKind.PARTNER,) if organisations else kinds
        rows = _named(slugs, kinds) if slugs else _selected(selection, kinds)
        tally = files.Tally()
        pieces = files.file(rows, about.everything(), kinds[0], tally)
        if output:
            _write(output, pieces, tally)
        else:
            for piece in pieces:
                self.stdout.write(piece.decode(), ending="")
        for line in (f"{tally.written} written", *tally.lines()):
            self.stderr.write(f"{line}.", str)


def _named(slugs: list[str], kinds: tuple[EntryKind, ...]) -> Iterable[bytes]:
    """The documents of these addresses. Raises CommandError where one is not public."""
    rows = []
    for slug in slugs:
        found = [
            row for kind in kinds if (row := results.one_with_original(kind, slug))
        ]
        if not found:
            raise CommandError(f"“{slug}” is not public.")
        rows += found
    return rows


def _selected(query: str, kinds: tuple[EntryKind, ...]) -> Iterator[bytes]:
    """The documents that a query selects. Raises CommandError for a wrong one."""
    catalogue = Catalogue.now()
    try:
        selected = [
            selections.read(kind, QueryDict(query), catalogue, ()) for kind in kinds
        ]
    except InvalidQuery as error:
        told = "; ".join(f"{one.parameter}: {one.message}" for one in error.problems)
        raise CommandError(told) from error
    return chain.from_iterable(map(results.whole_with_originals, selected))


def _write(path: Path, pieces: Iterable[bytes], tally: files.Tally) -> None:
    """Write the file whole or not at all. Raises CommandError where it is empty."""
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with fresh.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if not tally.written:
            told = "; ".join(["Nothing was written", *tally.lines()])
            raise CommandError(f"{told}.")
        fresh.replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        fresh.unlink(missing_ok=True)
