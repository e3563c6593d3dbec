"""Which fields a document has, and which of them a row of a list shows."""

from activities.catalogue.kinds import EntryKind

# What a row of a list shows; the rest is in the record's own answer.
_TEXT = ("summary", "language", "translated", "kind", "dates", "cross_cutting")
LISTED = {
    EntryKind.ACTIVITY: (*_TEXT, "halted"),
    EntryKind.EVENT: (*_TEXT, "halted"),
    EntryKind.PUBLICATION: (*_TEXT, "series", "number"),
    EntryKind.PARTNER: ("kind", "country", "city"),
    EntryKind.THEME: ("dialogue", "number", "gcm_objectives"),
    EntryKind.PLACE: ("kind", "iso2", "iso3", "m49", "within", "names"),
    EntryKind.DIALOGUE: ("dates", "document"),
    EntryKind.SOURCE: (),
}
LISTED_ALWAYS = ("record", "slug", "code", "url", "api_url", "title", "name")
LISTED_LINKS = ("short_title", "acronym", "themes", "places", "partners")
LISTED_LAST = ("source_incomplete", "published", "updated")
# What a row shows that is asked for the least.
MINIMAL = ("record", "slug", "url", "api_url", "title", "name", "updated")

_CONTENT = (
    *("description", "translations", "figures", "follows", "citations"),
    *("checked", "note", "activity"),
)
# What only the whole document has.
WHOLE = {
    EntryKind.ACTIVITY: (
        *(*_CONTENT[:-1], "parent", "planned", "identifiers", "classifications"),
        *("budgets", "budget_totals", "transactions", "locations"),
    ),
    EntryKind.EVENT: _CONTENT,
    EntryKind.PUBLICATION: (
        *(*_CONTENT, "event", "halted", "edition", "web_address", "identifiers"),
    ),
    EntryKind.PARTNER: (
        *("description", "website", "founded", "closed", "names", "identifiers"),
        *("parent", "succeeded_by", "citations", "checked", "note"),
    ),
    EntryKind.THEME: ("names", "description", "corresponds_to", "note"),
    EntryKind.PLACE: ("parent", "members", "succeeded_by", "until", "note"),
    EntryKind.DIALOGUE: ("names", "short_names", "note"),
    EntryKind.SOURCE: (*("kind", "date", "symbol", "incomplete", "note", "publisher"),),
}


def fields_of(kind: EntryKind) -> tuple[str, ...]:
    """The names of all fields that documents of a kind may have."""
    return tuple(dict.fromkeys((*listed_fields(kind), *WHOLE[kind])))


def listed_fields(kind: EntryKind) -> tuple[str, ...]:
    """The names of the fields that a row of a list may have."""
    return (*LISTED_ALWAYS, *LISTED[kind], *LISTED_LINKS, *LISTED_LAST)
