"""Corresponding themes of other dialogues, as pages tell of them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from activities.catalogue import correspondences
from activities.catalogue.correspondences import Links, Way
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import listing
from activities.site.languages import said
from activities.site.listing import Document, Listing


@dataclass(frozen=True)
class Told:
    """A corresponding theme: its dialogue's name, why, and through which others.

    `notes` say why each step of the way is one, in order.
    """

    theme: Document
    dialogue: str
    through: list["Told"]
    notes: list[str]

    @property
    def name(self) -> str:
        named = {"theme": self.theme["short_title"], "dialogue": self.dialogue}
        return _("“%(theme)s” (%(dialogue)s)") % named

    @property
    def by_way_of(self) -> str:
        """Through which other themes the way leads; empty for a direct one."""
        names = ", ".join(one.name for one in self.through)
        return _("by way of %(themes)s") % {"themes": names} if names else ""

    @property
    def sentence(self) -> str:
        """What a row says that stands under the theme."""
        if not self.through:
            return _("Under %(theme)s") % {"theme": self.name}
        told = {"theme": self.name, "way": self.by_way_of}
        return _("Under %(theme)s, %(way)s") % told


def told(catalogue: Catalogue, code: str, known: Links | None = None) -> list[Told]:
    """The themes that correspond to one, the direct ones first."""
    links = correspondences.links() if known is None else known
    return [_told(catalogue, way) for way in correspondences.ways(code, links)]


def by_kind(
    catalogue: Catalogue, size: int, code: str, found: list[Told]
) -> list[Listing]:
    """What stands under corresponding themes and not under the theme itself.

    Each row tells under which of them.
    """
    if not found:
        return []
    wanted = correspondences.selecting(code, (one.theme["code"] for one in found))
    listings = listing.by_kind(catalogue, size, theme=wanted)
    return [replace(one, rows=_marked(one.rows, found)) for one in listings]


def of_record(
    catalogue: Catalogue, themes: list[Document]
) -> list[tuple[Document, list[Told]]]:
    """A record's themes, each with what it corresponds to in dialogues beside its own.

    Only those that correspond to any; a theme that the record is under is left out.
    """
    own = {theme["code"] for theme in themes}
    known = correspondences.links() if own else {}
    found = []
    for theme in themes:
        others = told(catalogue, theme["code"], known)
        if others := [one for one in others if one.theme["code"] not in own]:
            found.append((theme, others))
    return found


def _told(catalogue: Catalogue, way: Way) -> Told:
    steps = said(list(way.steps), catalogue.vocabulary)
    each = [
        Told(
            step,
            catalogue.vocabulary.label(EntryKind.DIALOGUE, step["dialogue"]),
            [],
            [],
        )
        for step in steps
    ]
    notes = [step["note"] for step in steps if step["note"]]
    return replace(each[-1], through=each[:-1], notes=notes)


def _marked(rows: list[Document], found: list[Told]) -> list[Document]:
    """The rows, each with the corresponding themes that it stands under."""
    return [row | {"ways": _of_row(row, found)} for row in rows]


def _of_row(row: Document, found: list[Told]) -> list[Told]:
    under = {theme["code"] for theme in row["themes"]}
    return [one for one in found if one.theme["code"] in under]
