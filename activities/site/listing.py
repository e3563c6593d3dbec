"""A list of entries as a page shows it: rows, their number, the address of it all."""

from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.catalogue import passages, results, status
from activities.catalogue import selection as selections
from activities.catalogue.controls import DEEPEST_ROW, PAGE_SIZE, RELEVANCE
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.marks import Part
from activities.catalogue.passages import Found
from activities.catalogue.results import Page
from activities.catalogue.selection import Catalogue, Selection
from activities.catalogue.vocabulary import Vocabulary
from activities.choices import Status
from activities.site import texts, words
from activities.site.languages import localized, said

Document = dict[str, Any]

# What an address may say that changes nothing of a page.
FOR_PROGRAMS = ("facets", "facet_size", "fields", "profile")
PATTERNS = {False: "{}", True: "<mark>{}</mark>"}


@dataclass(frozen=True)
class Listing:
    """Some rows of a selection, and where the whole of it is."""

    kind: EntryKind | None
    count: int
    rows: list[Document]
    url: str

    @property
    def amount(self) -> str:
        return words.amount(self.kind, self.count)

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


def address(kind: EntryKind | None, query: str = "") -> str:
    """The address of a list, or of the search over all records for None.

    In the active language.
    """
    path = localized(f"/{kind.plural if kind else 'search'}/")
    return f"{path}?{query}" if query else path


def options_address(selection: Selection, facet: str) -> str:
    """The address of all options of a filter under a selection."""
    query = selection.query_string(page=[], cursor=[])
    path = address(selection.kind) + f"options/{facet}/"
    return f"{path}?{query}" if query else path


def canonical(selection: Selection) -> str:
    """The one address of a page of a list: without what only says the usual."""
    controls, given = selection.controls, selection.controls.given
    changes: dict[str, list[str]] = {name: [] for name in FOR_PROGRAMS}
    if controls.page == 1:
        changes["page"] = []
    if controls.page_size == PAGE_SIZE:
        changes["page_size"] = []
    if given.get("sort") == [usual_order(selection)]:
        changes["sort"] = []
    if words_sought := selection.values.get("q"):
        changes["q"] = [words_sought]
    return address(selection.kind, selection.query_string(**changes))


def as_search(selection: Selection) -> str | None:
    """The filters as a query of the search over all records; None for partners."""
    if selection.kind == EntryKind.PARTNER:
        return None
    unasked: dict[str, list[str]] = {name: [] for name in selection.controls.given}
    record = {"record": [str(selection.kind)]} if selection.kind else {}
    return selection.query_string(**unasked, **record)


def usual_order(selection: Selection) -> str:
    """The order of a list that needs no parameter."""
    if selection.values.get("q"):
        return RELEVANCE
    return "title" if selection.kind == EntryKind.PARTNER else "-date"


def page_of(selection: Selection) -> Page:
    """The page of a selection with its rows: `fields`, `profile` are for programs."""
    controls = replace(selection.controls, fields=(), profile="")
    return results.page(replace(selection, controls=controls))


def listed(
    catalogue: Catalogue, kind: EntryKind | None, size: int, **query: list[str]
) -> Listing:
    """The first rows of the list that a query selects."""
    asked = QueryDict(mutable=True)
    for name, values in query.items():
        asked.setlist(name, values)
    selection = selections.read(kind, asked, catalogue)
    url = address(kind, selection.query_string(sort=[]))
    controls = replace(selection.controls, page_size=size)
    page = page_of(replace(selection, controls=controls))
    return Listing(kind, page.count, rows(page), url)


def by_kind(catalogue: Catalogue, size: int, **query: list[str]) -> list[Listing]:
    """Activities, events and publications that a query selects; only what there is."""
    found = [listed(catalogue, kind, size, **query) for kind in CONTENT]
    return [one for one in found if one.count]


def rows(page: Page) -> list[Document]:
    """The rows of a page, with what is said of them here and today."""
    vocabulary = page.selection.catalogue.vocabulary
    day = page.selection.values.get("on")
    plain = [dressed(orjson.loads(row), vocabulary, day) for row in page.rows]
    pairs = zip(plain, passages.marked(page.selection, plain), strict=True)
    return [_marked(row, found) if found else row for row, found in pairs]


def _marked(row: Document, found: Found) -> Document:
    """A row with the words sought marked in it."""
    return row | {
        "heading": _html(found.title),
        "summary": _html(found.summary),
        "passage": _html(found.passage),
    }


def _html(parts: list[Part]) -> SafeString:
    pieces = (format_html(PATTERNS[part.marked], part.text) for part in parts)
    return SafeString("".join(pieces))


def dressed(row: Document, vocabulary: Vocabulary, day: int | None) -> Document:
    """A row and its status on the day, its partners each once, why it matched."""
    return texts.in_row(said(row, vocabulary)) | {
        "status": status_of(row, day),
        "company": company(said(row.get("partners", []), vocabulary)),
        "reasons": reasons(row.get("matched", []), vocabulary),
    }


def status_of(document: Document, day: int | None = None) -> str:
    """The status in words, today unless asked (YYYYMMDD).

    Empty where it would only tell what the date tells.
    """
    if document["record"] not in CONTENT:
        return ""
    now = status.of(document, day)
    if now is Status.UNDATED:
        return ""
    if document["record"] == EntryKind.PUBLICATION and now is Status.COMPLETED:
        return ""
    return str(now.label)


def company(partners: list[Document]) -> list[Document]:
    """Each partner once, with all its roles."""
    once: dict[str, Document] = {}
    for one in partners:
        kept = once.setdefault(one["slug"], {**one, "roles": []})
        kept["roles"].append(one["role"]["name"].lower())
    return list(once.values())


def reasons(matched: list[Document], vocabulary: Vocabulary) -> list[Document]:
    """Why a row lies in the places asked for: each with the names it does so through.

    A row that names the place itself needs no reason.
    """
    through: dict[str, list[str]] = {}
    direct = {one["place"] for one in matched if one["place"] == one["through"]["code"]}
    for one in matched:
        if one["place"] not in direct:
            name = vocabulary.label(EntryKind.PLACE, one["through"]["code"])
            through.setdefault(one["place"], []).append(name)
    return [
        {"place": vocabulary.label(EntryKind.PLACE, code), "through": names}
        for code, names in through.items()
    ]


@dataclass(frozen=True)
class Step:
    """A link to a page of a list; without an address it is a gap or this page."""

    number: int | None
    url: str = ""


def steps(page: Page) -> list[Step]:
    """The first, the last and the nearest pages by number; none for a single page."""
    selection = page.selection
    last = last_page(selection, page.pages)
    if last == 1 or selection.controls.cursor:
        return []
    near = range(max(1, page.number - 2), min(last, page.number + 2) + 1)
    found: list[Step] = []
    for number in sorted({1, *near, last}):
        if found and found[-1].number != number - 1:
            found.append(Step(None))
        url = "" if number == page.number else numbered(selection, number)
        found.append(Step(number, url))
    return found


def last_page(selection: Selection, pages: int) -> int:
    """The last page that a number reaches."""
    return max(1, min(pages, DEEPEST_ROW // selection.controls.page_size))


def numbered(selection: Selection, number: int) -> str:
    """The address of a page of a selection."""
    page = [str(number)] if number > 1 else []
    return address(selection.kind, selection.query_string(page=page))
