"""References as CSL-JSON 1.0.2; BibTeX and RIS are made from the same items."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.choices import PlaceRelation, Role
from activities.exports import days
from activities.exports.about import About

Document = dict[str, Any]
Item = dict[str, Any]
TYPES = {
    EntryKind.PUBLICATION: "report",
    EntryKind.EVENT: "event",
    EntryKind.ACTIVITY: "webpage",
}
CONTROL = re.compile("[\x00-\x1f\x7f]+")


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """A list of items."""
    yield b"["
    for number, row in enumerate(rows):
        comma = b",\n" if number else b""
        yield comma + orjson.dumps(item(orjson.loads(row), about))
    yield b"]\n"


def item(document: Document, about: About) -> Item:
    """A record as something to cite; only what is known has a variable.

    A publication is cited as itself, an activity or event as its page here.
    """
    kind = EntryKind(document["record"])
    page = about.absolute(document["url"])
    own: Item = {
        "id": f"{kind}-{document['slug']}",
        "type": TYPES[kind],
        "title": document["title"],
        "issued": _date(days.parts(document)),
        "genre": document["kind"]["name"],
        "language": document["language"],
        "abstract": document["summary"],
        "keyword": ", ".join(one["title"] for one in document["themes"]),
        "URL": page,
    }
    if kind == EntryKind.PUBLICATION:
        own |= _publication(document, page)
    else:
        own |= {
            "author": [{"literal": about.publisher}],
            "publisher": about.publisher,
            "event-place": "; ".join(_held_in(document)),
        }
    return {name: value for name, value in own.items() if value not in ("", [], None)}


def one_line(text: str) -> str:
    """A text without line breaks and other control characters."""
    return CONTROL.sub(" ", text)


def _publication(document: Document, page: str) -> Item:
    publishers = _literals(document, [Role.PUBLISHER])
    found = {
        "author": _literals(document, [Role.AUTHOR]) or publishers,
        "publisher": "; ".join(one["literal"] for one in publishers),
        "collection-title": document["series"],
        "number": document["number"],
        "edition": document["edition"],
        "URL": document["web_address"] or page,
        "source": page,
    }
    for identifier in document["identifiers"]:
        name = identifier["scheme"].upper()
        if name in ("DOI", "ISBN", "ISSN"):
            found[name] = identifier["value"]
    return found


def _held_in(document: Document) -> list[str]:
    return [
        one["city"] or one["name"]
        for one in document["places"]
        if one["relation"]["code"] == PlaceRelation.HELD_IN
    ]


def _literals(document: Document, roles: Iterable[Role]) -> list[Item]:
    return [
        {"literal": one["name"]}
        for one in document["partners"]
        if one["role"]["code"] in roles
    ]


def _date(parts: tuple[str, str]) -> Item | None:
    """Date parts as exact as written; two where it is a span."""
    written = list(dict.fromkeys(part for part in parts if part))
    if not written:
        return None
    return {"date-parts": [[int(n) for n in part.split("-")] for part in written]}
