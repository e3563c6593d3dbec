"""Which elements of a file a field of ours is read from, and written to.

An activity that came from a file keeps its element word for word. A group comes out
again as it came in for as long as the fields it was read to are as they were; a group
that was edited is written anew. What no group names comes out as it came in.
"""

import hashlib
from typing import Any

import orjson

# Group -> elements of iati-activity; the last of iati-organisation.
ELEMENTS: dict[str, tuple[str, ...]] = {
    "identifiers": ("other-identifier",),
    "title": ("title",),
    "description": ("description",),
    "status": ("activity-status",),
    "dates": ("activity-date",),
    "participations": ("participating-org",),
    "places": ("recipient-country", "recipient-region"),
    "locations": ("location",),
    "classifications": ("sector", "tag"),
    "budgets": ("budget",),
    "transactions": ("transaction",),
    "parent": ("related-activity",),
    "name": ("name",),
}
# Group -> fields of a snapshot that it is read to.
FIELDS: dict[str, tuple[str, ...]] = {
    "identifiers": ("identifiers",),
    "title": ("title", "language", "translations"),
    "description": ("description", "language", "translations"),
    "status": ("halted",),
    "dates": ("dates", "planned"),
    "participations": ("participations",),
    "places": ("places",),
    "locations": ("locations",),
    "classifications": ("classifications",),
    "budgets": ("budgets",),
    "transactions": ("transactions",),
    "parent": ("parent",),
    "name": ("name", "names"),
}
# Kept for staff, and in no answer and no file: people's names and addresses.
NEVER_PUBLIC = ("contact-info",)


def digests(snapshot: dict[str, Any]) -> dict[str, str]:
    """A digest of what each group's fields are in a snapshot."""
    return {group: _digest(snapshot, fields) for group, fields in FIELDS.items()}


def _digest(snapshot: dict[str, Any], fields: tuple[str, ...]) -> str:
    told = [snapshot.get(name) for name in fields]
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[
        :16
    ]
