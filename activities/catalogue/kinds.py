"""The kinds of entries, and where each has its page and its place in the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry is about. The value is its key in the catalogue."""

    ACTIVITY = "activity", _("Activity")
    EVENT = "event", _("Event")
    PUBLICATION = "publication", _("Publication")
    PARTNER = "partner", _("Partner")
    THEME = "theme", _("Theme")
    PLACE = "place", _("Place")
    DIALOGUE = "dialogue", _("Dialogue")
    SOURCE = "source", _("Source")

    @property
    def plural(self) -> str:
        """The word in addresses: /activities/, /api/v1/activities/."""
        return "activities" if self is EntryKind.ACTIVITY else f"{self.value}s"

    @property
    def heading(self) -> str:
        """The plural as people read it."""
        return str(_HEADINGS[self])

    @classmethod
    def of_plural(cls, plural: str) -> "EntryKind":
        """The kind of a word in an address. Raises KeyError where there is none."""
        return {kind.plural: kind for kind in cls}[plural]


_HEADINGS = {
    EntryKind.ACTIVITY: _("Activities"),
    EntryKind.EVENT: _("Events"),
    EntryKind.PUBLICATION: _("Publications"),
    EntryKind.PARTNER: _("Partners"),
    EntryKind.THEME: _("Themes"),
    EntryKind.PLACE: _("Places"),
    EntryKind.DIALOGUE: _("Dialogues"),
    EntryKind.SOURCE: _("Sources"),
}

# The records of IOM's work, as against those they refer to.
CONTENT = (EntryKind.ACTIVITY, EntryKind.EVENT, EntryKind.PUBLICATION)
# Those with a page and an answer of their own: a source is told where it is cited.
PAGED = tuple(kind for kind in EntryKind if kind is not EntryKind.SOURCE)
# The kinds that staff take through draft, review and publication.
RECORDS = (*CONTENT, EntryKind.PARTNER)


def page_url(kind: str, key: str) -> str:
    """The address of an entry's page; empty for sources, which have none."""
    if kind == EntryKind.THEME:
        dialogue, _sep, number = key.rpartition("-")
        return f"/themes/{dialogue}/{number}/"
    if kind == EntryKind.SOURCE:
        return ""
    return f"/{EntryKind(kind).plural}/{key}/"


def api_url(kind: str, key: str) -> str:
    """The address of an entry in the API; empty for sources."""
    if kind == EntryKind.SOURCE:
        return ""
    return f"/api/v1/{EntryKind(kind).plural}/{key}/"
