"""The page of an activity, an event or a publication."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from activities.catalogue import related
from activities.catalogue.kinds import EntryKind
from activities.catalogue.related import MOST_SHOWN, Record
from activities.catalogue.selection import Catalogue
from activities.catalogue.vocabulary import Vocabulary
from activities.choices import Role
from activities.site import citing, corresponding, forms, listing, texts
from activities.site.cards import Card
from activities.site.languages import localized, said
from activities.site.listing import Document
from activities.site.missing import missing
from activities.site.pictures.chain import drawn

NEARBY = 5


def record(
    request: HttpRequest, slug: str, catalogue: Catalogue, kind: EntryKind
) -> HttpResponse:
    found = related.find(kind, slug)
    if found is None:
        return missing(request, kind, slug)
    vocabulary = catalogue.vocabulary
    linked_data = citing.linked_data(request, found.document)
    chain = said(related.chain(found), vocabulary)
    found = said_record(found, vocabulary)
    document = found.document
    text = texts.shown(document)
    context = {
        "document": document,
        "text": text,
        "other_texts": texts.others(document),
        "text_note": texts.note(document),
        "card": Card(text.title.text, text.summary.text or text.description.text),
        "cite": citing.of(request, document),
        "linked_data": linked_data,
        "elsewhere": corresponding.of_record(catalogue, document["themes"]),
        "kind_heading": kind.heading,
        "kind_url": listing.address(kind),
        "canonical": request.build_absolute_uri(document["url"]),
        "json_url": document["api_url"],
        "forms": forms.of_record(kind, document),
        "status": listing.status_of(document),
        "roles": by_role(document["partners"]),
        "above": _above(document),
        "chain": drawn([_link(one, document) for one in chain]),
        "below": _below(found),
        "nearby": _nearby(catalogue, found, chain),
    }
    return render(request, "site/record.html", context)


def said_record(found: Record, vocabulary: Vocabulary) -> Record:
    """A record with its relations, in the active language."""
    return replace(
        found,
        document=said(found.document, vocabulary),
        related=said(found.related, vocabulary),
    )


def by_role(partners: list[Document]) -> list[tuple[str, list[Document]]]:
    """Partners under their roles, in the order of the list of roles."""
    order = {role: at for at, role in enumerate(Role.values)}
    ordered = sorted(partners, key=lambda one: order[one["role"]["code"]])
    groups = groupby(ordered, key=lambda one: one["role"]["name"])
    return [(role, list(members)) for role, members in groups]


def _above(document: Document) -> list[Document]:
    """What the record is part of."""
    names = ("parent", "activity", "event")
    return [document[name] for name in names if document.get(name)]


def _below(found: Record) -> list[tuple[str, list[Document], str]]:
    """What is part of the record, by kind; with a list of all if some are left out."""
    headings = {
        "parts": _("Parts of this activity"),
        "events": _("Events"),
        "publications": _("Publications"),
    }
    by_activity = found.document["record"] == EntryKind.ACTIVITY
    listed = ("events", "publications") if by_activity else ()
    below = []
    for name, heading in headings.items():
        if records := found.related.get(name):
            cut = name in listed and len(records) >= MOST_SHOWN
            whole = localized(f"/{name}/?activity={found.document['slug']}")
            url = whole if cut else ""
            below.append((heading, records, url))
    return below


def _link(one: Document, document: Document) -> dict[str, Any]:
    """A record of the chain, with how the source says that it follows those before."""
    is_this = one["url"] == document["url"]
    notes = [before["note"] for before in one.get("follows", []) if before["note"]]
    return {"record": one, "note": " ".join(notes), "is_this": is_this}


def _nearby(
    catalogue: Catalogue, found: Record, chain: list[Document]
) -> list[Document]:
    """Some records of the same theme and place that the page does not name anyway."""
    document = found.document
    query = {
        "theme": [one["code"] for one in document["themes"]],
        "place": [one["code"] for one in document["places"]],
    }
    if not all(query.values()):
        return []
    named = [
        *chain,
        *_above(document),
        *(one for _heading, many, _url in _below(found) for one in many),
    ]
    known = {document["url"], *(one["url"] for one in named)}
    rows = listing.listed(catalogue, None, NEARBY + len(known), **query).rows
    return [row for row in rows if row["url"] not in known][:NEARBY]
