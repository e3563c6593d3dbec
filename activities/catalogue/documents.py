"""Snapshot -> public document: the one place that says what is public.

Pure functions. What a snapshot mentions is shown only as far as `references` knows it,
and references exist for public entries alone; so no draft's name can come through.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from activities.catalogue import activity_parts, figures
from activities.catalogue.dates import in_words
from activities.catalogue.document_fields import listed_fields
from activities.catalogue.kinds import EntryKind, api_url, page_url
from activities.catalogue.snapshots import Snapshot
from activities.choices import (
    ActivityKind,
    EventKind,
    PlaceKind,
    PlaceRelation,
    PublicationKind,
    Qualifier,
    Role,
    SourceKind,
)
from activities.iati import groups
from partners.choices import NameKind, OrganizationKind
from partners.dates import read_edtf

Document = dict[str, Any]
# (kind, key) of a public entry -> how other documents mention it.
References = Mapping[tuple[str, str], Document]


def key_of(snapshot: Snapshot) -> str:
    """The key of a record in the catalogue: its slug, or its code."""
    return str(snapshot.get("slug") or snapshot["code"])


def mentions(kind: str, snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Every record that a snapshot names, as (relation, kind, key); may repeat."""
    for relation, target in _SINGLE.get(EntryKind(kind), {}).items():
        if relation in snapshot:
            yield relation, target, snapshot[relation]
    for part, field, target in _MANY:
        for row in snapshot.get(part, []):
            if isinstance(row, dict) and field in row:
                yield part, target, row[field]


def reference(kind: str, snapshot: Snapshot) -> Document:
    """How other documents mention this record. Made of its own snapshot alone."""
    key = key_of(snapshot)
    about: Document = {"url": page_url(kind, key)}
    if kind == EntryKind.PLACE:
        names = ("code", "kind", "iso2", "iso3", "m49")
        about |= {name: snapshot.get(name, "") for name in names}
        return about | {
            "name": snapshot["names"]["en"],
            "within": snapshot.get("within", []),
        }
    if kind == EntryKind.PARTNER:
        return about | {
            "slug": key,
            "name": snapshot["name"],
            "acronym": snapshot.get("acronym", ""),
        }
    if kind == EntryKind.THEME:
        about |= {name: snapshot[name] for name in ("code", "dialogue", "number")}
        return about | _titles(snapshot)
    if kind == EntryKind.DIALOGUE:
        return about | {"code": key} | _titles(snapshot)
    if kind == EntryKind.SOURCE:
        return {
            "code": key,
            "title": snapshot["title"],
            "kind": _coded(SourceKind, snapshot["kind"]),
            "date": _dates(snapshot.get("date", "")),
            "symbol": snapshot.get("symbol", ""),
            "url": snapshot.get("url", ""),
            "incomplete": snapshot.get("incomplete", False),
            "note": snapshot.get("note", ""),
        }
    return about | {
        "record": kind,
        "slug": key,
        "title": snapshot["title"],
        "language": snapshot.get("language", "en"),
        "dates": _dates(snapshot.get("dates", "")),
    }


def document(kind: str, snapshot: Snapshot, references: References) -> Document:
    """The public document of a record, whole."""
    key = key_of(snapshot)
    head: Document = {
        "record": str(kind),
        "slug": key,
        "url": page_url(kind, key),
        "api_url": api_url(kind, key),
    }
    return head | _BUILDERS[EntryKind(kind)](snapshot, references)


def original(kind: str, snapshot: Snapshot, whole: Document) -> Document | None:
    """The element the record came from, and which groups of it are as they came.

    A group that names something not public is not among them: it is written anew from
    the document, which does not.
    """
    found = snapshot.get("original")
    if not found:
        return None
    now = groups.digests(snapshot)
    kept = [one for one, before in found["groups"].items() if now.get(one) == before]
    for group, part in (("participations", "partners"), ("places", "places")):
        if len(whole.get(part, [])) != len(snapshot.get(group, [])) and group in kept:
            kept.remove(group)
    if "parent" in kept and bool(snapshot.get("parent")) != bool(whole.get("parent")):
        kept.remove("parent")
    return {"element": found["element"], "kept": kept}


def summary(kind: str, whole: Document) -> Document:
    """The part of a document that a list shows, in the document's words."""
    names = listed_fields(EntryKind(kind))
    return {name: whole[name] for name in names if name in whole}


def _coded(choices: Any, code: str) -> Document:
    return {"code": code, "name": str(choices(code).label)}


def _titles(snapshot: Snapshot) -> Document:
    title = snapshot["title"]
    return {"title": title, "short_title": snapshot.get("short_title", title)}


def _dates(edtf: str, note: str = "") -> Document | None:
    if not edtf:
        return None if not note else {"edtf": "", "display": note, "note": note}
    span = read_edtf(edtf)
    return {
        "edtf": edtf,
        "earliest": span.earliest and span.earliest.isoformat(),
        "latest": span.latest and span.latest.isoformat(),
        "display": in_words(edtf),
        "note": note,
    }


def _content(kinds: Any, snapshot: Snapshot, references: References) -> Document:
    citations = _citations(snapshot, references)
    return {
        "title": snapshot["title"],
        "summary": snapshot.get("summary", ""),
        "description": snapshot.get("description", ""),
        "language": snapshot.get("language", "en"),
        "translations": snapshot.get("translations", {}),
        "translated": _translated(snapshot.get("translations", {})),
        "kind": _coded(kinds, snapshot["kind"]),
        "dates": _dates(snapshot.get("dates", ""), snapshot.get("date_note", "")),
        "halted": snapshot.get("halted", ""),
        "cross_cutting": _one(
            snapshot, "cross_cutting", EntryKind.DIALOGUE, references
        ),
        "themes": _many(
            snapshot, "themes", "theme", EntryKind.THEME, references, _theme_link
        ),
        "places": _many(
            snapshot, "places", "place", EntryKind.PLACE, references, _place_link
        ),
        "partners": _many(
            snapshot,
            "participations",
            "organization",
            EntryKind.PARTNER,
            references,
            _participation,
        ),
        "figures": [_figure(figure) for figure in snapshot.get("figures", [])],
        "follows": _many(
            snapshot, "follows", "event", EntryKind.EVENT, references, _noted
        ),
        "citations": citations,
        "source_incomplete": any(one["source_incomplete"] for one in citations),
        "checked": snapshot.get("checked"),
        "note": snapshot.get("note", ""),
    }


def _translated(translations: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """What a row of a list shows in other languages: titles and summaries."""
    shown = ("title", "summary")
    told = {
        language: {name: text for name, text in texts.items() if name in shown}
        for language, texts in translations.items()
    }
    return {language: texts for language, texts in told.items() if texts}


def _theme_link(row: Snapshot) -> Document:
    return {
        "reason": row.get("reason", ""),
        "suggested": row.get("suggested", False),
    }


def _place_link(row: Snapshot) -> Document:
    return {
        "relation": _coded(PlaceRelation, row.get("relation", PlaceRelation.ABOUT)),
        "city": row.get("city", ""),
        "as_written": row.get("as_written", ""),
        "percentage": row.get("percentage"),
        "note": row.get("note", ""),
    }


def _participation(row: Snapshot) -> Document:
    return {"role": _coded(Role, row["role"]), "note": row.get("note", "")}


def _noted(row: Snapshot) -> Document:
    return {"note": row.get("note", "")}


def _figure(row: Snapshot) -> Document:
    qualifier = Qualifier(row.get("qualifier", Qualifier.EXACT))
    return {
        "label": row["label"],
        "value": row["value"],
        "unit": row["unit"],
        "qualifier": str(qualifier.value),
        "as_of": _dates(row.get("as_of", "")),
        "display": figures.in_words(qualifier, row["value"], row["unit"]),
    }


def _citations(snapshot: Snapshot, references: References) -> list[Document]:
    return _many(
        snapshot,
        "citations",
        "source",
        EntryKind.SOURCE,
        references,
        lambda row: {
            **{name: row.get(name, "") for name in ("section", "page", "quote")},
            "statement": row.get("statement", ""),
            "source_incomplete": row.get("source_incomplete", False),
            "note": row.get("note", ""),
        },
        under="source",
    )


def _one(
    snapshot: Snapshot, name: str, kind: EntryKind, references: References
) -> Document | None:
    return references.get((kind, snapshot.get(name, "")))


def _many(
    snapshot: Snapshot,
    part: str,
    field: str,
    kind: EntryKind,
    references: References,
    more: Callable[[Snapshot], Document],
    under: str = "",
) -> list[Document]:
    """The rows of a part whose target is public, each with what the link adds."""
    rows = []
    for row in snapshot.get(part, []):
        target = references.get((kind, row[field]))
        if target is not None:
            rows.append(({under: target} if under else target) | more(row))
    return rows


def _activity(snapshot: Snapshot, references: References) -> Document:
    parent = _one(snapshot, "parent", EntryKind.ACTIVITY, references)
    return (
        _content(ActivityKind, snapshot, references)
        | {"parent": parent, "planned": _dates(snapshot.get("planned", ""))}
        | activity_parts.document(snapshot)
    )


def _event(snapshot: Snapshot, references: References) -> Document:
    activity = _one(snapshot, "activity", EntryKind.ACTIVITY, references)
    return _content(EventKind, snapshot, references) | {"activity": activity}


def _publication(snapshot: Snapshot, references: References) -> Document:
    texts = ("series", "number", "edition")
    return (
        _content(PublicationKind, snapshot, references)
        | {name: snapshot.get(name, "") for name in texts}
        | {
            "web_address": snapshot.get("url", ""),
            "identifiers": snapshot.get("identifiers", []),
            "activity": _one(snapshot, "activity", EntryKind.ACTIVITY, references),
            "event": _one(snapshot, "event", EntryKind.EVENT, references),
        }
    )


def _partner(snapshot: Snapshot, references: References) -> Document:
    citations = _citations(snapshot, references)
    return {
        "name": snapshot["name"],
        "acronym": snapshot.get("acronym", ""),
        "kind": _coded(OrganizationKind, snapshot["kind"]),
        "description": snapshot.get("description", ""),
        "country": _one(snapshot, "country", EntryKind.PLACE, references),
        "city": snapshot.get("city", ""),
        "website": snapshot.get("website", ""),
        "founded": _dates(snapshot.get("founded", "")),
        "closed": _dates(snapshot.get("closed", "")),
        "names": [
            {
                "name": row["name"],
                "kind": _coded(NameKind, row["kind"]),
                "language": row.get("language", "en"),
                "valid": _dates(row.get("valid", "")),
            }
            for row in snapshot.get("names", [])
        ],
        "identifiers": [
            {
                "scheme": row["scheme"],
                "value": row["value"],
                "source": row.get("source", ""),
            }
            for row in snapshot.get("identifiers", [])
        ],
        "parent": _one(snapshot, "parent", EntryKind.PARTNER, references),
        "succeeded_by": _one(snapshot, "succeeded_by", EntryKind.PARTNER, references),
        "citations": citations,
        "source_incomplete": any(one["source_incomplete"] for one in citations),
        "checked": snapshot.get("checked"),
        "note": snapshot.get("note", ""),
    }


def _theme(snapshot: Snapshot, references: References) -> Document:
    return {
        "code": snapshot["code"],
        "number": snapshot["number"],
        **_titles(snapshot),
        "names": snapshot.get("names", {}),
        "description": snapshot.get("description", ""),
        "dialogue": _one(snapshot, "dialogue", EntryKind.DIALOGUE, references),
        "gcm_objectives": [
            {"names": {}} | row for row in snapshot.get("gcm_objectives", [])
        ],
        "corresponds_to": _many(
            snapshot, "corresponds_to", "theme", EntryKind.THEME, references, _noted
        ),
        "note": snapshot.get("note", ""),
    }


def _place(snapshot: Snapshot, references: References) -> Document:
    codes = ("code", "iso2", "iso3", "m49")
    return {
        **{name: snapshot.get(name, "") for name in codes},
        "name": snapshot["names"]["en"],
        "names": snapshot["names"],
        "kind": _coded(PlaceKind, snapshot["kind"]),
        "parent": _one(snapshot, "parent", EntryKind.PLACE, references),
        "within": snapshot.get("within", []),
        "members": snapshot.get("members", []),
        "succeeded_by": snapshot.get("succeeded_by", []),
        "until": _dates(snapshot.get("until", "")),
        "note": snapshot.get("note", ""),
    }


def _dialogue(snapshot: Snapshot, references: References) -> Document:
    return {
        "code": snapshot["code"],
        **_titles(snapshot),
        "names": snapshot.get("names", {}),
        "short_names": snapshot.get("short_names", {}),
        "dates": _dates(snapshot.get("dates", ""), snapshot.get("date_note", "")),
        "document": snapshot.get("document", ""),
        "note": snapshot.get("note", ""),
    }


def _source(snapshot: Snapshot, references: References) -> Document:
    publisher = _one(snapshot, "publisher", EntryKind.PARTNER, references)
    return reference(EntryKind.SOURCE, snapshot) | {"publisher": publisher}


_SINGLE: dict[EntryKind, dict[str, EntryKind]] = {
    EntryKind.ACTIVITY: {
        "parent": EntryKind.ACTIVITY,
        "cross_cutting": EntryKind.DIALOGUE,
    },
    EntryKind.EVENT: {
        "activity": EntryKind.ACTIVITY,
        "cross_cutting": EntryKind.DIALOGUE,
    },
    EntryKind.PUBLICATION: {
        "activity": EntryKind.ACTIVITY,
        "event": EntryKind.EVENT,
        "cross_cutting": EntryKind.DIALOGUE,
    },
    EntryKind.PARTNER: {
        "parent": EntryKind.PARTNER,
        "succeeded_by": EntryKind.PARTNER,
        "country": EntryKind.PLACE,
    },
    EntryKind.THEME: {"dialogue": EntryKind.DIALOGUE},
    EntryKind.PLACE: {"parent": EntryKind.PLACE},
    EntryKind.SOURCE: {"publisher": EntryKind.PARTNER},
}
_MANY = (
    ("themes", "theme", EntryKind.THEME),
    ("corresponds_to", "theme", EntryKind.THEME),
    ("places", "place", EntryKind.PLACE),
    ("participations", "organization", EntryKind.PARTNER),
    ("citations", "source", EntryKind.SOURCE),
    ("follows", "event", EntryKind.EVENT),
)
_BUILDERS: dict[EntryKind, Callable[[Snapshot, References], Document]] = {
    EntryKind.ACTIVITY: _activity,
    EntryKind.EVENT: _event,
    EntryKind.PUBLICATION: _publication,
    EntryKind.PARTNER: _partner,
    EntryKind.THEME: _theme,
    EntryKind.PLACE: _place,
    EntryKind.DIALOGUE: _dialogue,
    EntryKind.SOURCE: _source,
}
