"""What the index holds of an entry. It derives from the public document alone.

Whoever changes this file gets a new index: its folder is named by a digest of it.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import tantivy

from activities.catalogue.kinds import CONTENT, EntryKind
from partners.dates import FIRST_YEAR, LAST_YEAR

FINGERPRINT = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]

# Exact values: filtered by term, counted by aggregation.
TERMS = (
    "record",
    "kind",
    "theme",
    "dialogue",
    "place",
    "place_exact",
    "partner",
    "role",
    "participation",
    "year",
    "condition",
    "cross_cutting",
    "language",
    "activity",
)
# Numbers, for ranges. Days are YYYYMMDD; an open end is the far past or future.
NUMBERS = ("starts", "ends", "updated")
FAR_PAST, FAR_FUTURE = 0, 99999999
# Unique keys to sort by, so that no two entries ever tie.
SORTS = ("sort_newest", "sort_oldest", "sort_updated")
LANGUAGES = {"en": "english", "fr": "french", "es": "spanish"}
WEIGHTS = {"title": 4.0, "names": 2.0, "text": 1.0}

LONGEST_WORD = 60  # bytes; longer ones are not indexed
REACHED = "#reached"  # key of the marker that says how far the index has followed


@cache
def analyzer(language: str) -> tantivy.TextAnalyzer:
    """Words, lower-cased, without accents; stemmed for a language, plain for ''."""
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    if language:
        builder = builder.filter(tantivy.Filter.stemmer(LANGUAGES[language]))
    return builder.build()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as the index has them: lower-cased, without accents."""
    return tuple(analyzer("").analyze(unicodedata.normalize("NFC", text)))


def text_fields() -> Iterator[tuple[str, str, float]]:
    """(field, language or '', weight) of every text field."""
    for name, weight in WEIGHTS.items():
        yield name, "", weight
        for language in LANGUAGES:
            yield f"{name}_{language}", language, weight * 0.8


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("entry", fast=True, indexed=True)
    builder.add_unsigned_field("sequence", stored=True)
    for name in TERMS:
        builder.add_text_field(
            name, fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in NUMBERS:
        builder.add_integer_field(name, fast=True, indexed=True)
    for name in SORTS:
        builder.add_unsigned_field(name, fast=True, indexed=True)
    builder.add_text_field(
        "sort_title", fast=True, tokenizer_name="raw", index_option="basic"
    )
    for name, language, _weight in text_fields():
        tokenizer = f"words_{language or 'plain'}"
        builder.add_text_field(name, tokenizer_name=tokenizer, index_option="position")
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Needed each time an index is opened: the folder does not hold them."""
    for language in ("", *LANGUAGES):
        index.register_tokenizer(f"words_{language or 'plain'}", analyzer(language))


def term_of(kind: str, key: str) -> str:
    return f"{kind}/{key}"


def marker(sequence: int) -> tantivy.Document:
    """The document that says which sequence number the index has reached."""
    document = tantivy.Document()
    document.add_text("key", REACHED)
    # A keyword argument would arrive as a signed number, which the field refuses.
    document.add_unsigned("sequence", sequence)
    return document


def index_document(pk: int, document: dict[str, Any]) -> tantivy.Document:
    """What the index holds of the entry `pk` with this public document."""
    indexed = tantivy.Document()
    kind = EntryKind(document["record"])
    indexed.add_text("key", term_of(kind, document["slug"]))
    indexed.add_unsigned("entry", pk)
    for name, value in sorted(set(_terms(kind, document))):
        indexed.add_text(name, value)
    starts, ends = days(document)
    if starts is not None and ends is not None:
        indexed.add_integer("starts", starts)
        indexed.add_integer("ends", ends)
    updated = int(datetime.fromisoformat(document["updated"]).timestamp())
    indexed.add_integer("updated", updated)
    first = (starts or ends) if starts is not None else None
    indexed.add_unsigned("sort_newest", _sort_key(first or FAR_PAST, pk))
    indexed.add_unsigned("sort_oldest", _sort_key(first or FAR_FUTURE, pk))
    indexed.add_unsigned("sort_updated", _sort_key(updated, pk))
    title = document.get("title") or document["name"]
    folded = " ".join(analyzer("").analyze(title))
    # As hex it sorts the same, and can stand in the engine's query language.
    sort_title = f"{folded}\x00{document['slug']}\x00{kind}"
    indexed.add_text("sort_title", sort_title.encode().hex())
    for field, words in _texts(document):
        indexed.add_text(field, words)
    return indexed


def _sort_key(number: int, pk: int) -> int:
    return (number << 31) | pk


def days(document: dict[str, Any]) -> tuple[int | None, int | None]:
    """First and last day of a document as YYYYMMDD; both None where undated."""
    dates = document.get("dates")
    if not dates or not dates["edtf"]:
        return None, None
    first, last = dates["earliest"], dates["latest"]
    starts = int(first.replace("-", "")) if first else FAR_PAST
    return starts, int(last.replace("-", "")) if last else FAR_FUTURE


def _terms(kind: EntryKind, document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The exact values by which a document is filtered and counted."""
    yield "record", str(kind)
    if isinstance(document.get("kind"), dict):
        yield "kind", document["kind"]["code"]
    yield from _dialogue_terms(document)
    yield from _place_terms(kind, document)
    yield from _year_terms(document)
    for partner in document.get("partners", []):
        slug, role = partner["slug"], partner["role"]["code"]
        yield "partner", slug
        yield "role", role
        yield "participation", f"{slug}|{role}"
    if kind in CONTENT:
        yield "language", document["language"]
        yield "condition", document.get("halted") or _dated(document)
        yield "cross_cutting", "yes" if document.get("cross_cutting") else "no"
    for above in ("parent", "activity"):
        if kind in CONTENT and document.get(above):
            yield "activity", document[above]["slug"]


def _dated(document: dict[str, Any]) -> str:
    return "undated" if days(document) == (None, None) else "dated"


def _dialogue_terms(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for theme in document.get("themes", []):
        yield "theme", theme["code"]
        yield "dialogue", theme["dialogue"]
    for name in ("cross_cutting", "dialogue"):
        if document.get(name):
            yield "dialogue", document[name]["code"]


def _place_terms(
    kind: EntryKind, document: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    places = list(document.get("places", []))
    if kind == EntryKind.PLACE:
        places.append(document)
    if document.get("country"):
        places.append(document["country"])
    for place in places:
        yield "place_exact", place["code"]
        for code in (place["code"], *place["within"]):
            yield "place", code


def _year_terms(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every year that the dates overlap: a two-year activity counts in both."""
    starts, ends = days(document)
    if starts is None or ends is None:
        return
    first = max(starts // 10000, FIRST_YEAR)
    for year in range(first, min(ends // 10000, LAST_YEAR) + 1):
        yield "year", str(year)


def languages_of(document: dict[str, Any]) -> set[str]:
    """The languages whose forms of words a document is searched by."""
    told = (document.get("language", "en"), *document.get("translations", {}))
    return {"en", *(one[:2] for one in told)} & set(LANGUAGES)


def _texts(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, text) to search in: plain, and stemmed in the document's language."""
    languages = languages_of(document)
    texts: dict[str, list[str | None]] = {
        "title": [
            document.get("title"),
            document.get("name"),
            *_translated(document, "title"),
        ],
        "names": list(_names(document)),
        "text": [
            document.get("summary"),
            document.get("description"),
            *_translated(document, "summary", "description"),
        ],
    }
    for name, parts in texts.items():
        # An accent may be a letter's own or a sign after it: the same word.
        text = unicodedata.normalize("NFC", "\n".join(part for part in parts if part))
        if not text:
            continue
        yield name, text
        for language in sorted(languages):
            yield f"{name}_{language}", text


def _translated(document: dict[str, Any], *names: str) -> Iterator[str]:
    for texts in document.get("translations", {}).values():
        for name in names:
            yield texts.get(name, "")


def _names(document: dict[str, Any]) -> Iterator[str]:
    """Names by which a document may be sought: of partners, places, themes, series."""
    for partner in document.get("partners", []):
        yield from (partner["name"], partner["acronym"])
    for place in document.get("places", []):
        yield from (place["name"], place["city"], place["as_written"])
    for theme in document.get("themes", []):
        yield theme["title"]
    for name in document.get("names", []):
        if isinstance(name, dict):
            yield name["name"]
    if document["record"] in (EntryKind.PLACE, EntryKind.THEME):
        yield from document["names"].values()
    for identifier in document.get("identifiers", []):
        yield identifier["value"]
    for name in ("acronym", "short_title", "series", "code", "iso3"):
        yield document.get(name, "")
