"""The titles of records that a query names by their keys."""

import orjson

from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Entry


def title_of(kind: EntryKind, key: str) -> str:
    """The title of a record; its key where it is not public."""
    rows = Entry.objects.filter(kind=kind, key=key).values_list("summary", flat=True)
    summary = rows.first()
    return str(orjson.loads(summary)["title"]) if summary else key
