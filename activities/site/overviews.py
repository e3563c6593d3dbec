"""Dialogues with their themes, and how many records are under each."""

from dataclasses import dataclass

from activities.catalogue import counts
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.site import listing
from activities.site.languages import said
from activities.site.listing import Document

ALL = 1000


@dataclass(frozen=True)
class Counted:
    """A theme, or the cross-cutting records of a dialogue, and what is under it."""

    about: Document
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Overview:
    """A dialogue, its themes and the records that cut across them."""

    dialogue: Document
    themes: list[Counted]
    cross_cutting: dict[str, int]

    @property
    def has_records(self) -> bool:
        counted = [self.cross_cutting, *(one.counts for one in self.themes)]
        return any(sum(numbers.values()) for numbers in counted)


def overviews(catalogue: Catalogue) -> list[Overview]:
    """Every dialogue with its themes, the earliest first."""
    dialogues = listing.listed(catalogue, EntryKind.DIALOGUE, ALL, sort=["date"]).rows
    counted = counts.of_all(catalogue, EntryKind.THEME)
    return [overview(catalogue, dialogue, counted) for dialogue in dialogues]


def overview(
    catalogue: Catalogue, dialogue: Document, counted: dict[str, dict[str, int]]
) -> Overview:
    code = dialogue["code"]
    themes = catalogue.vocabulary.keys(EntryKind.THEME).values()
    of_it = [theme for theme in themes if theme["dialogue"] == code]
    own = said(of_it, catalogue.vocabulary)
    own.sort(key=lambda theme: theme["number"])
    return Overview(
        dialogue,
        [Counted(theme, counted.get(theme["code"], {})) for theme in own],
        counts.cross_cutting(catalogue, code),
    )
