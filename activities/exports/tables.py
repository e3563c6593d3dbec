"""The columns of tables: one declaration for CSV and XLSX.

Codes stand beside names, in columns of their own. What a record has several of is
joined in one cell, or exploded: a row for each theme, place or partner.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from activities.catalogue import status
from activities.catalogue.kinds import EntryKind
from activities.exports.about import About

Document = dict[str, Any]
BETWEEN = " | "  # of several values in one cell


@dataclass(frozen=True)
class Column:
    """A column: its name, its HXL tag or none, and what it shows of a document."""

    name: str
    hxl: str
    value: Callable[[Document, About], Any]


@dataclass(frozen=True)
class Part:
    """Columns of what a record has several of: joined in a cell, or one a row."""

    name: str
    joined: tuple[Column, ...]
    exploded: tuple[Column, ...]


def header(kind: EntryKind | None, explode: str) -> list[str]:
    """The names of the columns."""
    return [column.name for column in _columns(kind, explode)]


def tags(kind: EntryKind | None, explode: str) -> list[str]:
    """The HXL tags of the columns; empty where there is none."""
    return [column.hxl for column in _columns(kind, explode)]


def cells(
    rows: Iterable[bytes], about: About, kind: EntryKind | None, explode: str
) -> Iterator[list[str]]:
    """The rows of the table, as texts."""
    columns = _columns(kind, explode)
    for row in rows:
        document = orjson.loads(row)
        for shown in _exploded(document, explode):
            yield [_text(column.value(shown, about)) for column in columns]


def _exploded(document: Document, part: str) -> Iterator[Document]:
    """The document once for each row of the part; once, if there is none."""
    for one in (document.get(part) or [None]) if part else [None]:
        yield document if one is None else document | {part: [one]}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return BETWEEN.join(_text(one) for one in value)
    return str(value)


def _columns(kind: EntryKind | None, explode: str) -> list[Column]:
    found: list[Column] = []
    for one in (*_TABLES[kind], *ALWAYS):
        if isinstance(one, Column):
            found.append(one)
        else:
            found += one.exploded if one.name == explode else one.joined
    return found


def _at(*path: str) -> Callable[[Document, About], Any]:
    """What stands in a document under these names; None where one is missing."""

    def value(document: Document, about: About) -> Any:
        found: Any = document
        for name in path:
            found = (found or {}).get(name)
        return found

    return value


def _each(part: str, *path: str) -> Callable[[Document, About], Any]:
    """The same of every row of a part."""
    within = _at(*path)
    return lambda document, about: [within(one, about) for one in document[part]]


def _first(part: str, *path: str) -> Callable[[Document, About], Any]:
    """The same of the one row that an exploded part has left."""
    within = _at(*path)
    return lambda document, about: next(
        (within(one, about) for one in document[part]), None
    )


def _url(document: Document, about: About) -> str:
    return about.absolute(document["url"])


def _status(document: Document, about: About) -> Any:
    return status.of(document, about.day)


def _starts(document: Document, about: About) -> str:
    return (document["dates"] or {}).get("earliest") or ""


def _ends(document: Document, about: About) -> str:
    return (document["dates"] or {}).get("latest") or ""


def _partners(document: Document, about: About) -> list[str]:
    return [f"{one['name']} ({one['role']['name']})" for one in document["partners"]]


def _roles(document: Document, about: About) -> list[str]:
    return [f"{one['slug']}:{one['role']['code']}" for one in document["partners"]]


def _sources(document: Document, about: About) -> list[str]:
    return [
        ", ".join(filter(None, [one["source"]["title"], one["section"], one["page"]]))
        for one in document["citations"]
    ]


def _identifiers(document: Document, about: About) -> list[str]:
    return [f"{one['scheme']}:{one['value']}" for one in document["identifiers"]]


def _above(name: str) -> Callable[[Document, About], Any]:
    """The slug or the title of what a record is part of, whichever kind it is."""

    def value(document: Document, about: About) -> Any:
        above = document.get("parent") or document.get("activity")
        return above and above[name]

    return value


def _name_in(language: str) -> Callable[[Document, About], Any]:
    return lambda document, about: document["names"].get(language)


_HEAD = (
    Column("record", "", _at("record")),
    Column("slug", "#meta+id", _at("slug")),
    Column("url", "#meta+url", _url),
)
THEMES = Part(
    "themes",
    (
        Column("theme_codes", "#sector+code+list", _each("themes", "code")),
        Column("themes", "#sector+name+list", _each("themes", "title")),
    ),
    (
        Column("theme_code", "#sector+code", _first("themes", "code")),
        Column("theme", "#sector+name", _first("themes", "title")),
        Column("theme_dialogue", "", _first("themes", "dialogue")),
        Column("theme_reason", "", _first("themes", "reason")),
    ),
)
PLACES = Part(
    "places",
    (
        Column("place_codes", "#country+code+list", _each("places", "code")),
        Column("places", "#country+name+list", _each("places", "name")),
        Column("cities", "#loc+name+list", _each("places", "city")),
    ),
    (
        Column("place_code", "#country+code", _first("places", "code")),
        Column("place", "#country+name", _first("places", "name")),
        Column("place_iso3", "#country+code+iso3", _first("places", "iso3")),
        Column("place_m49", "#country+code+m49", _first("places", "m49")),
        Column("place_relation", "", _first("places", "relation", "name")),
        Column("city", "#loc+name", _first("places", "city")),
        Column("place_as_written", "", _first("places", "as_written")),
    ),
)
PARTNERS = Part(
    "partners",
    (
        Column("partner_roles", "#org+code+list", _roles),
        Column("partners", "#org+name+list", _partners),
    ),
    (
        Column("partner_code", "#org+code", _first("partners", "slug")),
        Column("partner", "#org+name", _first("partners", "name")),
        Column("partner_acronym", "#org+acronym", _first("partners", "acronym")),
        Column("role_code", "#org+role+code", _first("partners", "role", "code")),
        Column("role", "#org+role", _first("partners", "role", "name")),
        Column("partner_note", "", _first("partners", "note")),
    ),
)
_DATES = (
    Column("dates", "#date", _at("dates", "display")),
    Column("dates_edtf", "#date+edtf", _at("dates", "edtf")),
    Column("first_day", "#date+start", _starts),
    Column("last_day", "#date+end", _ends),
)
_LAST = (
    Column("sources", "#meta+source+list", _sources),
    Column("source_incomplete", "", _at("source_incomplete")),
    Column("note", "#description+note", _at("note")),
)
_CONTENT: tuple[Column | Part, ...] = (
    *_HEAD,
    Column("title", "#activity+name", _at("title")),
    Column("summary", "#description", _at("summary")),
    Column("description", "#description+long", _at("description")),
    Column("language", "#meta+lang", _at("language")),
    Column("kind_code", "#activity+type+code", _at("kind", "code")),
    Column("kind", "#activity+type", _at("kind", "name")),
    Column("status_code", "#status+code", lambda d, a: _status(d, a).value),
    Column("status", "#status", lambda d, a: _status(d, a).label),
    *_DATES,
    Column("date_note", "", _at("dates", "note")),
    Column("cross_cutting_code", "", _at("cross_cutting", "code")),
    Column("cross_cutting", "", _at("cross_cutting", "title")),
    THEMES,
    PLACES,
    PARTNERS,
    Column("part_of_code", "", _above("slug")),
    Column("part_of", "", _above("title")),
    Column("follows", "", _each("follows", "slug")),
    Column("figures", "", _each("figures", "display")),
)
_PUBLICATION = (
    Column("series", "", _at("series")),
    Column("number", "", _at("number")),
    Column("edition", "", _at("edition")),
    Column("web_address", "", _at("web_address")),
    Column("identifiers", "", _identifiers),
)
_PARTNER = (
    *_HEAD,
    Column("name", "#org+name", _at("name")),
    Column("acronym", "#org+acronym", _at("acronym")),
    Column("kind_code", "#org+type+code", _at("kind", "code")),
    Column("kind", "#org+type", _at("kind", "name")),
    Column("description", "#description", _at("description")),
    Column("country_code", "#country+code", _at("country", "code")),
    Column("country", "#country+name", _at("country", "name")),
    Column("city", "#loc+name", _at("city")),
    Column("website", "#org+url", _at("website")),
    Column("founded", "#date+start", _at("founded", "edtf")),
    Column("closed", "#date+end", _at("closed", "edtf")),
    Column("other_names", "#org+name+alt+list", _each("names", "name")),
    Column("identifiers", "#org+code+list", _identifiers),
    Column("parent_code", "", _at("parent", "slug")),
    Column("parent", "", _at("parent", "name")),
    Column("succeeded_by_code", "", _at("succeeded_by", "slug")),
    Column("succeeded_by", "", _at("succeeded_by", "name")),
    *_LAST,
)
_THEME = (
    *_HEAD,
    Column("title", "#sector+name", _at("title")),
    Column("short_title", "", _at("short_title")),
    Column("number", "", _at("number")),
    Column("dialogue_code", "", _at("dialogue", "code")),
    Column("dialogue", "", _at("dialogue", "title")),
    Column("description", "#description", _at("description")),
    Column("gcm_objective_numbers", "", _each("gcm_objectives", "number")),
    Column("gcm_objectives", "", _each("gcm_objectives", "title")),
    Column("corresponds_to", "", _each("corresponds_to", "code")),
    Column("note", "", _at("note")),
)
_PLACE = (
    *_HEAD,
    Column("name", "#country+name", _at("name")),
    Column("name_fr", "#country+name+fr", _name_in("fr")),
    Column("name_es", "#country+name+es", _name_in("es")),
    Column("name_ar", "#country+name+ar", _name_in("ar")),
    Column("kind_code", "", _at("kind", "code")),
    Column("kind", "", _at("kind", "name")),
    Column("iso2", "#country+code+iso2", _at("iso2")),
    Column("iso3", "#country+code+iso3", _at("iso3")),
    Column("m49", "#country+code+m49", _at("m49")),
    Column("parent_code", "", _at("parent", "code")),
    Column("parent", "", _at("parent", "name")),
    Column("within_codes", "", _at("within")),
    Column("member_codes", "", _at("members")),
    Column("succeeded_by_codes", "", _at("succeeded_by")),
    Column("until", "#date+end", _at("until", "edtf")),
    Column("note", "", _at("note")),
)
_DIALOGUE = (
    *_HEAD,
    Column("title", "", _at("title")),
    Column("short_title", "", _at("short_title")),
    *_DATES,
    Column("document", "", _at("document")),
    Column("note", "", _at("note")),
)
# Whatever is cut out of the table and sent on still says where it is from, and of when.
ALWAYS = (
    Column("published", "#date+published", _at("published")),
    Column("updated", "#date+updated", _at("updated")),
    Column("data_as_of", "#meta+date", lambda document, about: about.stamp),
    Column("selection", "#meta+selection", lambda document, about: about.title),
    Column("licence", "#meta+license", lambda document, about: about.terms),
)
_TABLES: dict[EntryKind | None, tuple[Column | Part, ...]] = {
    EntryKind.ACTIVITY: (*_CONTENT, *_LAST),
    EntryKind.EVENT: (*_CONTENT, *_LAST),
    EntryKind.PUBLICATION: (*_CONTENT, *_PUBLICATION, *_LAST),
    EntryKind.PARTNER: _PARTNER,
    EntryKind.THEME: _THEME,
    EntryKind.PLACE: _PLACE,
    EntryKind.DIALOGUE: _DIALOGUE,
    None: (*_CONTENT, *_LAST),
}
