"""The working record as plain data, in the form of the files in `fixtures/`.

A snapshot is taken when a record is published and kept beside its entry. It names
other records by kind and key, public or not; `documents` decides what is shown.
Empty values are left out. Internal notes are never part of it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from activities.catalogue import activity_parts
from activities.catalogue.activity_parts import plain as _plain
from activities.catalogue.kinds import EntryKind
from activities.models import (
    Activity,
    Citation,
    Dialogue,
    Event,
    Place,
    Publication,
    Source,
    Theme,
)
from partners.models import Organization

Snapshot = dict[str, Any]

CONTENT_PARTS = (
    "cross_cutting",
    "themelink_set__theme",
    "recordplace_set__place",
    "participation_set__organization",
    "figure_set",
    "citation_set__source",
    "followup_set__follows",
)


def queryset(kind: EntryKind) -> QuerySet[Any]:
    """The records of a kind with all that their snapshots need."""
    manager, related = _SOURCES[kind]
    return manager._default_manager.prefetch_related(*related)


def kind_of(record: Model) -> EntryKind:
    """The kind of entry a record becomes. Raises KeyError for other models."""
    return _KINDS[type(record)]


def take(record: Any) -> Snapshot:
    """The record as it is now in the database and its relations."""
    return _compact(_TAKERS[kind_of(record)](record))


def _compact(value: Snapshot) -> Snapshot:
    return {name: part for name, part in value.items() if part not in ("", [], None)}


def _day(day: date | None) -> str:
    """A day in ISO 8601; empty for none."""
    return str(day) if day else ""


def _rows(parts: Iterable[Snapshot]) -> list[Snapshot]:
    return [_compact(part) for part in parts]


def _content(record: Activity | Event | Publication) -> Snapshot:
    return {
        "slug": record.slug,
        "title": record.title,
        "summary": record.summary,
        "description": record.description,
        "language": record.language,
        "translations": record.translations or None,
        "kind": record.kind,
        "dates": record.dates,
        "date_note": record.date_note,
        "halted": record.halted,
        "checked": _day(record.checked),
        "note": record.note,
        "cross_cutting": record.cross_cutting and record.cross_cutting.code,
        "themes": _rows(
            {
                "theme": link.theme.code,
                "reason": link.reason,
                "suggested": link.suggested or None,
            }
            for link in record.themelink_set.all()
        ),
        "places": _rows(
            {
                "place": link.place.code,
                "relation": link.relation,
                "city": link.city,
                "as_written": link.as_written,
                "percentage": _plain(link.percentage),
                "note": link.note,
            }
            for link in record.recordplace_set.all()
        ),
        "participations": _rows(
            {
                "organization": part.organization.slug,
                "role": part.role,
                "note": part.note,
            }
            for part in record.participation_set.all()
        ),
        "figures": _rows(
            {
                "label": figure.label,
                "value": _plain(figure.value),
                "unit": figure.unit,
                "qualifier": figure.qualifier,
                "as_of": figure.as_of,
            }
            for figure in record.figure_set.all()
        ),
        "citations": _citations(record.citation_set.all()),
        "follows": _rows(
            {"event": link.follows.slug, "note": link.note}
            for link in record.followup_set.all()
        ),
    }


def _citations(citations: Iterable[Citation]) -> list[Snapshot]:
    return _rows(
        {
            "source": citation.source.code,
            "section": citation.section,
            "page": citation.page,
            "quote": citation.quote,
            "statement": citation.statement,
            "source_incomplete": citation.source_incomplete or None,
            "note": citation.note,
        }
        for citation in citations
    )


def _activity(record: Activity) -> Snapshot:
    return {
        **_content(record),
        "parent": record.parent and record.parent.slug,
        "planned": record.planned,
        **activity_parts.take(record),
        "original": activity_parts.original(record),
    }


def _event(record: Event) -> Snapshot:
    return {**_content(record), "activity": record.activity and record.activity.slug}


def _publication(record: Publication) -> Snapshot:
    return {
        **_content(record),
        "activity": record.activity and record.activity.slug,
        "event": record.event and record.event.slug,
        "series": record.series,
        "number": record.number,
        "edition": record.edition,
        "url": record.url,
        "identifiers": [
            {"scheme": one.scheme, "value": one.value}
            for one in record.identifiers.all()
        ],
    }


def _partner(record: Organization) -> Snapshot:
    return {
        "slug": record.slug,
        "name": record.name,
        "acronym": record.acronym,
        "kind": record.kind,
        "country": record.country,
        "city": record.city,
        "website": record.website,
        "description": record.description,
        "founded": record.founded,
        "closed": record.closed,
        "checked": _day(record.checked),
        "parent": record.parent and record.parent.slug,
        "succeeded_by": record.succeeded_by and record.succeeded_by.slug,
        "note": record.note,
        "names": _rows(
            {
                "name": name.name,
                "kind": name.kind,
                "language": name.language,
                "valid": name.valid,
            }
            for name in record.names.all()
        ),
        "identifiers": _rows(
            {"scheme": one.scheme, "value": one.value, "source": one.source}
            for one in record.identifiers.all()
        ),
        "citations": _citations(record.citation_set.all()),
        "original": activity_parts.original(record),
    }


def _dialogue(record: Dialogue) -> Snapshot:
    return {
        "code": record.code,
        "title": record.title,
        "short_title": record.short_title,
        "names": record.names or None,
        "short_names": record.short_names or None,
        "dates": record.dates,
        "date_note": record.date_note,
        "document": record.document,
        "note": record.note,
    }


def _theme(record: Theme) -> Snapshot:
    both_ways = [
        (link.corresponds_to.code, link.note) for link in record.correspondences.all()
    ] + [(link.theme.code, link.note) for link in record.corresponding.all()]
    return {
        "code": record.code,
        "dialogue": record.dialogue.code,
        "number": record.number,
        "title": record.title,
        "short_title": record.short_title,
        "names": record.names or None,
        "description": record.description,
        "note": record.note,
        "gcm_objectives": _rows(
            {"number": one.number, "title": one.title, "names": one.names or None}
            for one in record.gcm_objectives.all()
        ),
        "corresponds_to": _rows(
            {"theme": code, "note": note} for code, note in sorted(set(both_ways))
        ),
    }


def _place(record: Place) -> Snapshot:
    return {
        "code": record.code,
        "kind": record.kind,
        "iso2": record.iso2,
        "iso3": record.iso3,
        "m49": record.m49,
        "parent": record.parent and record.parent.code,
        "within": _within(record),
        "members": sorted(place.code for place in record.members.all()),
        "succeeded_by": sorted(place.code for place in record.succeeded_by.all()),
        "until": record.until,
        "names": record.names,
        "note": record.note,
    }


def _within(place: Place) -> list[str]:
    """The codes of all regions and groupings that a place lies in, nearest first."""
    found: dict[str, None] = {}
    ahead = [place]
    while ahead:
        here = ahead.pop(0)
        above = [here.parent] if here.parent else []
        for outer in [*above, *here.groupings.all()]:
            if outer.code not in found and outer.code != place.code:
                found[outer.code] = None
                ahead.append(outer)
    return list(found)


def _source(record: Source) -> Snapshot:
    return {
        "code": record.code,
        "title": record.title,
        "kind": record.kind,
        "publisher": record.publisher and record.publisher.slug,
        "date": record.date,
        "symbol": record.symbol,
        "url": record.url,
        "incomplete": record.incomplete or None,
        "note": record.note,
    }


_SOURCES: dict[EntryKind, tuple[type[Model], tuple[str, ...]]] = {
    EntryKind.ACTIVITY: (
        Activity,
        (*CONTENT_PARTS, *activity_parts.RELATED, "parent", "original"),
    ),
    EntryKind.EVENT: (Event, (*CONTENT_PARTS, "activity")),
    EntryKind.PUBLICATION: (
        Publication,
        (*CONTENT_PARTS, "activity", "event", "identifiers"),
    ),
    EntryKind.PARTNER: (
        Organization,
        (
            *("parent", "succeeded_by", "names", "identifiers"),
            *("citation_set__source", "original"),
        ),
    ),
    EntryKind.THEME: (
        Theme,
        (
            "dialogue",
            "gcm_objectives",
            "correspondences__corresponds_to",
            "corresponding__theme",
        ),
    ),
    EntryKind.PLACE: (
        Place,
        (
            "members",
            "succeeded_by",
            # All that a place may lie in, and those in turn: see _within.
            *("groupings__groupings", "groupings__parent"),
            *(f"{'parent__' * steps}groupings" for steps in range(1, 5)),
        ),
    ),
    EntryKind.DIALOGUE: (Dialogue, ()),
    EntryKind.SOURCE: (Source, ("publisher",)),
}
_KINDS = {model: kind for kind, (model, _related) in _SOURCES.items()}
_TAKERS: dict[EntryKind, Callable[[Any], Snapshot]] = {
    EntryKind.ACTIVITY: _activity,
    EntryKind.EVENT: _event,
    EntryKind.PUBLICATION: _publication,
    EntryKind.PARTNER: _partner,
    EntryKind.THEME: _theme,
    EntryKind.PLACE: _place,
    EntryKind.DIALOGUE: _dialogue,
    EntryKind.SOURCE: _source,
}
