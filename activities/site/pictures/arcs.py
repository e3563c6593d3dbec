"""The arcs beside a column of partners: one from each to each that it works with."""

from dataclasses import dataclass

from activities.catalogue.tallies.network import Network, Tie
from activities.catalogue.tallies.tally import Cell
from activities.site.pictures.shading import Scale

ROW = 40  # height of a partner's line, in the units of the drawing
WIDTH = 400
EDGE = 12  # where the dots stand
MOST_ARCS = 40


@dataclass(frozen=True)
class Arc:
    """A line from one partner to another, the stronger the more they share."""

    tie: Tie
    path: str
    step: int


@dataclass(frozen=True)
class Arcs:
    """The drawing: partners from top to bottom, and arcs between them."""

    partners: list[Cell]
    dots: list[int]
    arcs: list[Arc]
    width: int
    height: int
    edge: int

    @classmethod
    def of(cls, told: Network) -> "Arcs":
        partners = _ordered(told)
        places = {one.row.code: at for at, one in enumerate(partners) if one.row}
        scale = Scale.of(max(tie.shared.count for tie in told.ties))
        arcs = [
            Arc(tie, _path(places, tie.shared), scale.step(tie.shared.count))
            for tie in told.ties[:MOST_ARCS]
        ]
        dots = [_middle(at) for at in range(len(partners))]
        return cls(partners, dots, arcs[::-1], WIDTH, ROW * len(partners), EDGE)


def _ordered(told: Network) -> list[Cell]:
    """Partners that work together stand near each other, so that arcs are short."""
    totals = {row.head.code: row.total for row in told.tally.rows}
    order: list[str] = []
    for tie in told.ties:
        for head in (tie.shared.row, tie.shared.column):
            if head and head.code not in order:
                order.append(head.code)
    return [totals[code] for code in order]


def _middle(at: int) -> int:
    return ROW * at + ROW // 2


def _path(places: dict[str, int], cell: Cell) -> str:
    ends = sorted(places[head.code] for head in (cell.row, cell.column) if head)
    top, bottom = _middle(ends[0]), _middle(ends[-1])
    # The wider apart, the further out; all within the drawing.
    reach = EDGE + (WIDTH - 2 * EDGE) * (bottom - top) / (ROW * len(places)) * 4 / 3
    return f"M{EDGE},{top}C{reach:.0f},{top} {reach:.0f},{bottom} {EDGE},{bottom}"
