"""JSON-LD in the words of schema.org."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from activities.catalogue.controls import Controls
from activities.catalogue.kinds import EntryKind
from activities.choices import Halt, PlaceRelation, Role
from activities.exports import days
from activities.exports.about import About

Document = dict[str, Any]
_ESCAPES = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"})
ORGANIZING = (Role.ORGANIZER, Role.CO_ORGANIZER, Role.HOST)


def write(
    rows: Iterable[bytes], about: About, controls: Controls, kind: EntryKind | None
) -> Iterator[bytes]:
    """One graph: the set of data, then a node for each document."""
    head = {
        "@type": "Dataset",
        "@id": about.self_url,
        "name": about.title,
        "url": about.page_url,
        "dateModified": about.stamp,
        "license": about.licence_url or about.licence,
        "publisher": {"@type": "Organization", "name": about.publisher},
    }
    yield b'{"@context":"https://schema.org","@graph":[' + orjson.dumps(filled(head))
    for row in rows:
        yield b",\n" + orjson.dumps(node(orjson.loads(row), about))
    yield b"]}\n"


def node(document: Document, about: About) -> Document:
    """A document as a node of the graph; only what is known has a property."""
    whole = {
        "@id": about.absolute(document["url"]),
        "url": about.absolute(document["url"]),
        "name": document.get("title") or document["name"],
        "identifier": document["slug"],
        "dateModified": document["updated"],
    }
    return filled(whole | _NODES[EntryKind(document["record"])](document, about))


def page(document: Document, about: About) -> str:
    """A document's node as a whole of its own, safe inside a `<script>` of a page."""
    made = {"@context": "https://schema.org", **node(document, about)}
    # What could end the element, or begin a comment in it, is written as an escape.
    return orjson.dumps(made).decode().translate(_ESCAPES)


def filled(properties: Document) -> Document:
    """Without properties of which nothing is known."""
    return {name: one for name, one in properties.items() if one not in ("", [], None)}


def _content(document: Document, about: About) -> Document:
    return {
        "description": document["summary"] or document["description"],
        "inLanguage": document["language"],
        "keywords": [one["short_title"] for one in document["themes"]],
    }


def _activity(document: Document, about: About) -> Document:
    start, end = days.parts(document)
    parent = document["parent"]
    content = _content(document, about)
    content.pop("inLanguage")  # an organization in schema.org has none
    return {
        "@type": "Project",
        **content,
        "foundingDate": start,
        "dissolutionDate": end,
        "areaServed": [_place_link(one, about) for one in document["places"]],
        "funder": _partners(document, about, [Role.FUNDER]),
        "member": _partners(document, about, set(Role) - {Role.FUNDER}),
        "parentOrganization": parent and _link("Project", parent, about),
    }


def _event(document: Document, about: About) -> Document:
    start, end = days.parts(document)
    within = document["activity"]
    held = [
        one
        for one in document["places"]
        if one["relation"]["code"] == PlaceRelation.HELD_IN
    ]
    halted = {Halt.CANCELLED: "EventCancelled", Halt.SUSPENDED: "EventPostponed"}
    status = halted.get(document["halted"], "EventScheduled")
    return {
        "@type": "Event",
        **_content(document, about),
        "startDate": start,
        "endDate": end,
        "eventStatus": f"https://schema.org/{status}",
        "location": [_place_link(one, about) for one in held],
        "organizer": _partners(document, about, ORGANIZING),
        "contributor": _partners(document, about, set(Role) - set(ORGANIZING)),
        "subjectOf": within and _link("Project", within, about),
    }


def _publication(document: Document, about: About) -> Document:
    issued = days.parts(document)[0]
    publishers = _partners(document, about, [Role.PUBLISHER])
    return {
        "@type": "Report",
        **_content(document, about),
        "datePublished": issued,
        "reportNumber": document["number"],
        "author": _partners(document, about, [Role.AUTHOR]),
        "publisher": publishers,
        "spatialCoverage": [_place_link(one, about) for one in document["places"]],
        "sameAs": document["web_address"],
    }


def _partner(document: Document, about: About) -> Document:
    return {
        "@type": "Organization",
        "alternateName": [
            *filter(None, [document["acronym"]]),
            *(one["name"] for one in document["names"]),
        ],
        "description": document["description"],
        "foundingDate": (document["founded"] or {}).get("edtf", ""),
        "dissolutionDate": (document["closed"] or {}).get("edtf", ""),
        "location": document["country"] and _place_link(document["country"], about),
        "sameAs": document["website"],
    }


def _theme(document: Document, about: About) -> Document:
    return {
        "@type": "DefinedTerm",
        "termCode": document["code"],
        "description": document["description"],
        "inDefinedTermSet": about.absolute(document["dialogue"]["url"]),
    }


def _place(document: Document, about: About) -> Document:
    country = document["kind"]["code"] == "country"
    codes = {"iso2": document["iso2"], "iso3": document["iso3"], "m49": document["m49"]}
    return {
        "@type": "Country" if country else "Place",
        "alternateName": [
            name
            for language, name in document["names"].items()
            if language != "en" and name != document["name"]
        ],
        "additionalProperty": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": code}
            for scheme, code in codes.items()
            if code
        ],
        "containedInPlace": document["parent"]
        and _place_link(document["parent"], about),
    }


def _dialogue(document: Document, about: About) -> Document:
    return {"@type": "DefinedTermSet", "description": document["note"]}


def _link(kind: str, target: Document, about: About) -> Document:
    url = about.absolute(target["url"])
    return {"@type": kind, "@id": url, "name": target.get("title") or target["name"]}


def _place_link(place: Document, about: About) -> Document:
    node = _link("Country" if place["kind"] == "country" else "Place", place, about)
    return node | filled({"identifier": place["code"], "address": place.get("city")})


def _partners(document: Document, about: About, roles: Iterable[str]) -> list[Document]:
    """The partners in these roles, each once."""
    wanted = {str(role) for role in roles}
    found = {
        one["slug"]: _link("Organization", one, about)
        for one in document["partners"]
        if one["role"]["code"] in wanted
    }
    return list(found.values())


_NODES: dict[EntryKind, Callable[[Document, About], Document]] = {
    EntryKind.ACTIVITY: _activity,
    EntryKind.EVENT: _event,
    EntryKind.PUBLICATION: _publication,
    EntryKind.PARTNER: _partner,
    EntryKind.THEME: _theme,
    EntryKind.PLACE: _place,
    EntryKind.DIALOGUE: _dialogue,
}
