"""The rows of a selection, a page of it or the whole, and why each matched."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson
import tantivy
from django.utils.translation import gettext as _
from tantivy import FieldType, Occur, Order, Query

from activities.catalogue.controls import (
    BEGINNING,
    DEEPEST_ROW,
    FULL_PROFILE,
    RELEVANCE,
    SORTS,
    Cursor,
)
from activities.catalogue.document_fields import listed_fields
from activities.catalogue.index import schema, words
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import Entry
from activities.catalogue.problems import InvalidQuery, PastTheEnd, Problem
from activities.catalogue.selection import Selection

AT_ONCE = 10_000  # hits of a whole selection that are asked of the index at once
BATCH = 500  # documents that are read at once
ORIGINALS = 100  # documents that are read at once with their originals, which are long


@dataclass(frozen=True)
class Page:
    """Rows of a selection as ready JSON, and where they stand in it."""

    selection: Selection
    count: int
    rows: tuple[bytes, ...]
    cursor: Cursor | None

    @property
    def number(self) -> int:
        return self.selection.controls.page

    @property
    def pages(self) -> int:
        """How many pages there are; at least one, which may be empty."""
        return max(1, -(-self.count // self.selection.controls.page_size))

    def next_query(self) -> str | None:
        """The query string of the next page; None on the last."""
        controls = self.selection.controls
        if controls.cursor or controls.page * controls.page_size >= DEEPEST_ROW:
            if self.cursor is None:
                return None
            return self.selection.query_string(page=[], cursor=[str(self.cursor)])
        if self.number >= self.pages:
            return None
        return self.selection.query_string(page=[str(self.number + 1)])

    def previous_query(self) -> str | None:
        """The query string of the page before; None on the first and with a cursor."""
        if self.selection.controls.cursor or self.number <= 1:
            return None
        before = [str(self.number - 1)] if self.number > 2 else []
        return self.selection.query_string(page=before)


def page(selection: Selection) -> Page:
    """The page that a selection asks for. Raises PastTheEnd, InvalidQuery."""
    controls = selection.controls
    size = controls.page_size
    query = selection.query()
    if controls.is_too_deep:
        _refuse_too_deep(selection)
    if controls.cursor:
        total = selection.count()
        if controls.cursor != BEGINNING:
            after = _after(selection, controls.cursor)
            both = [(Occur.Must, query), (Occur.Must, after)]
            query = Query.boolean_query(both)
        hits = _search(selection, query, size, 0)[1]
    else:
        total, hits = _search(selection, query, size, (controls.page - 1) * size)
        _refuse_past_the_end(selection, total)
    more = len(hits) == size and controls.sort != RELEVANCE
    cursor = Cursor(controls.sort, hits[-1][0]) if more else None
    return Page(
        selection, total, tuple(_rows(selection, _entries(selection, hits))), cursor
    )


def all_keys(selection: Selection) -> Iterator[int]:
    """The entries of a whole selection, in order, as primary keys."""
    query, offset = selection.query(), 0
    while True:
        total, hits = _search(selection, query, AT_ONCE, offset)
        yield from _entries(selection, hits)
        offset += AT_ONCE
        if offset >= total:
            return


def whole(selection: Selection) -> Iterator[bytes]:
    """Every row of a selection as ready JSON, in order, read little by little."""
    keys = all_keys(selection)
    while some := list(islice(keys, BATCH)):
        yield from _rows(selection, some)


def whole_with_originals(selection: Selection) -> Iterator[bytes]:
    """Every document of a selection, each with its `original` if it has one."""
    keys = all_keys(selection)
    while some := list(islice(keys, ORIGINALS)):
        entries = Entry.objects.filter(pk__in=some)
        rows = entries.values_list("pk", "document", "original")
        ready = {pk: with_original(document, told) for pk, document, told in rows}
        yield from (ready[pk] for pk in some if pk in ready)


def one_with_original(kind: EntryKind, key: str) -> bytes | None:
    """The document of an entry with its `original`; None where there is no entry."""
    entries = Entry.objects.filter(kind=kind, key=key)
    found = entries.values_list("document", "original").first()
    return with_original(*found) if found else None


def with_original(document: str, original: str) -> bytes:
    """A document with one member more, where it has an original."""
    if not original:
        return document.encode()
    return f'{document[:-1]},"original":{original}}}'.encode()


def _refuse_too_deep(selection: Selection) -> None:
    """Refuse a page that numbers do not reach; one that does not exist is none."""
    _refuse_past_the_end(selection, selection.count())
    raise InvalidQuery([_too_deep(selection)])


def _refuse_past_the_end(selection: Selection, total: int) -> None:
    pages = max(1, -(-total // selection.controls.page_size))
    if selection.controls.page > pages:
        raise PastTheEnd(pages)


def _too_deep(selection: Selection) -> Problem:
    """Why the page is refused, and the query that goes on where page numbers end."""
    told = _("Page numbers reach to row %d; further on a cursor leads. Follow “next”.")
    number, sort = str(selection.controls.page), selection.controls.sort
    if sort == RELEVANCE:
        told = _("Page numbers reach to row %d; further on, ask in another order.")
        instead = selection.query_string(page=[], sort=["-date"])
    else:
        _total, hits = _search(selection, selection.query(), 1, DEEPEST_ROW - 1)
        after = [str(Cursor(sort, hits[0][0]))] if hits else []
        instead = selection.query_string(page=[], cursor=after)
    return Problem("page", number, told % DEEPEST_ROW, instead=instead)


def suggestion(selection: Selection) -> str:
    """Other words that do occur, where those sought do not; else empty."""
    text = selection.values.get("q")
    return words.did_you_mean(selection.catalogue.searcher, text) if text else ""


def _search(
    selection: Selection, query: tantivy.Query, limit: int, offset: int
) -> tuple[int, list[tuple[Any, tantivy.DocAddress]]]:
    searcher: Any = selection.catalogue.searcher
    sort = selection.controls.sort
    if sort == RELEVANCE:
        result = searcher.search(query, limit, offset=offset)
    else:
        field, descending = SORTS[sort]
        order = Order.Desc if descending else Order.Asc
        result = searcher.search(
            query, limit, offset=offset, order_by_field=field, order=order
        )
    return int(result.count or 0), result.hits


def _after(selection: Selection, cursor: Cursor) -> tantivy.Query:
    """What stands behind the cursor's row in its order."""
    field, descending = SORTS[cursor.sort]
    if isinstance(cursor.after, str):
        # The engine ranges over text in its query language only; the key is hex.
        bounds = f"* TO {cursor.after}" if descending else f"{cursor.after} TO *"
        return selection.catalogue.index.index.parse_query(f"{field}:{{{bounds}}}")
    number, unsigned = cursor.after, FieldType.Unsigned
    if descending:
        return Query.range_query(
            schema.schema(), field, unsigned, None, number, include_upper=False
        )
    return Query.range_query(
        schema.schema(), field, unsigned, number, None, include_lower=False
    )


def _entries(
    selection: Selection, hits: list[tuple[Any, tantivy.DocAddress]]
) -> list[int]:
    addresses = [address for _key, address in hits]
    values = selection.catalogue.searcher.fast_field_values("entry", addresses)
    return [int(value) for value in values if value is not None]


def _rows(selection: Selection, pks: list[int]) -> Iterator[bytes]:
    """The rows of the entries in their order, with what the query adds to each."""
    column = "document" if _wants_whole(selection) else "summary"
    ready = dict(Entry.objects.filter(pk__in=pks).values_list("pk", column))
    regions, names = _regions(selection), selection.controls.shown
    for pk in pks:
        # Withdrawn since the index was read: the table is right.
        if pk not in ready:
            continue
        row = ready[pk].encode()
        if regions:
            row = _with_reasons(row, regions)
        if names:
            row = _with_fields(row, names)
        yield row


def _wants_whole(selection: Selection) -> bool:
    """Whether the rows show what only the whole document has."""
    controls = selection.controls
    if controls.profile == FULL_PROFILE:
        return True
    kinds = [selection.kind] if selection.kind else CONTENT
    return any(set(controls.fields) - set(listed_fields(kind)) for kind in kinds)


def _regions(selection: Selection) -> list[str]:
    """The places asked for, whose matches want a reason."""
    return [term.value for term in selection.terms("place") if not term.excluded]


def _with_reasons(row: bytes, regions: list[str]) -> bytes:
    """The row with `matched`: through which of its places it lies in each region."""
    document = orjson.loads(row)
    places = document.get("places", [])
    if document["record"] == "place":
        places = [document]
    if document.get("country"):
        places = [document["country"]]
    document["matched"] = [
        {"place": region, "through": {"code": place["code"], "name": place["name"]}}
        for region in regions
        for place in _once(places)
        if region == place["code"] or region in place["within"]
    ]
    return orjson.dumps(document)


def _once(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({place["code"]: place for place in places}.values())


def _with_fields(row: bytes, names: tuple[str, ...]) -> bytes:
    document = orjson.loads(row)
    wanted = {"slug", "url", "matched", *names}
    return orjson.dumps({n: value for n, value in document.items() if n in wanted})
