"""The registry of forms: which there are, of what, and what each may be asked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import CONTENT, PAGED, EntryKind
from activities.exports import (
    atom,
    bibtex,
    calendar,
    csl,
    json_ld,
    json_lines,
    ris,
    spreadsheets,
)
from activities.exports.about import About
from activities.exports.iati import files as iati

Kind = EntryKind | None  # None: all records at once, the search
Writer = Callable[[Iterable[bytes], About, Controls, Kind], Iterator[bytes]]

KINDS: tuple[Kind, ...] = (
    *PAGED,
    None,
)
OF_IATI: tuple[Kind, ...] = (EntryKind.ACTIVITY, EntryKind.EVENT, EntryKind.PARTNER)
RECORDS_OF_WORK: tuple[Kind, ...] = (*CONTENT, None)
DATED: tuple[Kind, ...] = (EntryKind.ACTIVITY, EntryKind.EVENT, None)
EXPLODABLE = RECORDS_OF_WORK


@dataclass(frozen=True)
class Format:
    """A form of a selection. `controls` are asked beside the filters.

    `weight` is what it costs to write a row, against that of a line of JSON, and `most`
    how many rows it holds. A `paged` form gives a page with a link to the next; all
    others are whole. `with_original` gives the writer, and it alone, the element of a
    publisher's file that a record came from, as a member of its document.
    """

    ending: str
    media_type: str
    label: Any
    hint: Any
    write: Writer
    kinds: tuple[Kind, ...] = KINDS
    controls: tuple[str, ...] = ("sort",)
    weight: int = 1
    most: int | None = None
    paged: bool = False
    of_records: bool = False
    is_file: bool = True
    with_original: bool = False

    def controls_of(self, kind: Kind) -> tuple[str, ...]:
        """The controls it takes for a kind: only records of work can be exploded."""
        if kind in EXPLODABLE:
            return self.controls
        return tuple(name for name in self.controls if name != "explode")


FORMATS = (
    Format(
        "csv",
        "text/csv; charset=utf-8",
        _("CSV"),
        _("a table for any program"),
        spreadsheets.csv_file,
        controls=("sort", "explode", "hxl", "bom"),
        weight=3,
    ),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _("Excel"),
        _("a table with its sources told on a second sheet"),
        spreadsheets.xlsx_file,
        controls=("sort", "explode", "hxl"),
        weight=10,
        most=100_000,
    ),
    Format(
        "jsonl",
        "application/jsonl",
        _("JSON Lines"),
        _("every document whole, a line each"),
        json_lines.write,
        controls=("sort", "profile", "fields"),
    ),
    Format(
        "jsonld",
        "application/ld+json",
        _("JSON-LD"),
        _("in the words of schema.org"),
        json_ld.write,
        weight=3,
        of_records=True,
        is_file=False,
    ),
    Format(
        "atom",
        "application/atom+xml; charset=utf-8",
        _("Atom feed"),
        _("to be told of what is new or changed"),
        atom.write,
        controls=("sort", "page", "page_size", "cursor"),
        weight=3,
        paged=True,
        is_file=False,
    ),
    Format(
        "ics",
        "text/calendar; charset=utf-8",
        _("Calendar"),
        _("what has whole days; to download or subscribe to"),
        calendar.write,
        kinds=DATED,
        weight=10,
        most=20_000,
        of_records=True,
        is_file=False,
    ),
    Format(
        "bib",
        "application/x-bibtex; charset=utf-8",
        _("BibTeX"),
        _("references for LaTeX and JabRef"),
        bibtex.write,
        kinds=RECORDS_OF_WORK,
        weight=3,
        of_records=True,
    ),
    Format(
        "ris",
        "application/x-research-info-systems; charset=utf-8",
        _("RIS"),
        _("references for EndNote and Mendeley"),
        ris.write,
        kinds=RECORDS_OF_WORK,
        weight=3,
        of_records=True,
    ),
    Format(
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        _("CSL-JSON"),
        _("references for Zotero and Pandoc"),
        csl.write,
        kinds=RECORDS_OF_WORK,
        weight=3,
        of_records=True,
    ),
    Format(
        "xml",
        "application/xml",
        _("IATI XML"),
        _("for aid portals, by the IATI Standard 2.03; what has a date"),
        iati.write,
        kinds=OF_IATI,
        weight=10,
        of_records=True,
        with_original=True,
    ),
)


def formats_of(kind: Kind) -> list[Format]:
    """The forms that a list of a kind has."""
    return [one for one in FORMATS if kind in one.kinds]


def address(kind: Kind, ending: str, query: str = "") -> str:
    """The address of a list in a form: `/events.csv?theme=…`."""
    path = f"/{kind.plural if kind else 'search'}.{ending}"
    return f"{path}?{query}" if query else path
