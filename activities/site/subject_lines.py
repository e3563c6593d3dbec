"""The table of corresponding themes: one subject a row, one dialogue a column."""

from dataclasses import dataclass

from activities.catalogue import correspondences
from activities.site.listing import Document
from activities.site.overviews import Counted, Overview


@dataclass(frozen=True)
class Cell:
    """What a dialogue calls a subject; no theme where it has none for it."""

    dialogue: Document
    themes: list[Counted]


@dataclass(frozen=True)
class Lines:
    """The dialogues that set themes, and for each subject a cell of each of them."""

    dialogues: list[Document]
    rows: list[list[Cell]]


def table(overviews: list[Overview]) -> Lines | None:
    """The table of all themes; None where no two of them correspond."""
    with_themes = [one for one in overviews if one.themes]
    themes = {one.about["code"]: one for each in with_themes for one in each.themes}
    lines = correspondences.lines(correspondences.links(), themes)
    if len(lines) == len(themes):
        return None
    dialogues = [one.dialogue for one in with_themes]
    return Lines(dialogues, [_row(line, dialogues, themes) for line in lines])


def _row(
    line: list[str], dialogues: list[Document], themes: dict[str, Counted]
) -> list[Cell]:
    """The cells of a line: under each dialogue its themes of the line."""
    cells = {dialogue["code"]: Cell(dialogue, []) for dialogue in dialogues}
    for code in line:
        cells[correspondences.dialogue_of(code)].themes.append(themes[code])
    return list(cells.values())
