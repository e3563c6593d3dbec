"""A chain of follow-ups as a line of dots, which parts where two things follow one.

Every row of the list has its own piece of the drawing, so that it may be as tall as its
text: a dot near its top, and lines to the rows before and after.
"""

from dataclasses import dataclass
from typing import Any

Edge = tuple[int, int]  # two rows, the upper first

LANE = 16  # between two lines side by side
LEFT = 8
DOT = 14  # from the top of a row to its dot


@dataclass(frozen=True)
class Line:
    """A piece of a line within a row; `to` None is the foot of the row."""

    x1: int
    y1: int
    x2: int
    to: int | None


@dataclass(frozen=True)
class Piece:
    """What is drawn beside a row of the list."""

    width: int
    x: int
    lines: list[Line]


def drawn(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The links of a chain in order of time, each with its piece of the drawing.

    `after` tells what a link follows, where that is not the row right above it.
    """
    places = {_key(link["record"]): at for at, link in enumerate(links)}
    edges = _edges(links, places)
    lanes = _lanes(len(links), edges)
    width = LEFT * 2 + LANE * max(lanes.values(), default=0)
    return [
        link
        | {
            "piece": _piece(at, edges, lanes, width),
            "after": [
                links[first]["record"]
                for first, last in edges
                if last == at and first != at - 1
            ],
        }
        for at, link in enumerate(links)
    ]


def _key(record: dict[str, Any]) -> tuple[str, str]:
    return record["record"], record["slug"]


def _edges(
    links: list[dict[str, Any]], places: dict[tuple[str, str], int]
) -> list[Edge]:
    """Pairs of rows, the upper first, of which one follows the other."""
    found = set()
    for at, link in enumerate(links):
        for before in link["record"].get("follows", []):
            other = places.get(_key(before))
            if other is not None and other != at:
                found.add((min(at, other), max(at, other)))
    return sorted(found)


def _lanes(rows: int, edges: list[Edge]) -> dict[Any, int]:
    """The lane of each row's dot, and of each edge between its rows.

    A line goes straight down to the first that follows; further ones move aside.
    """
    lanes: dict[Any, int] = {}
    for row in range(rows):
        arriving = [lanes[edge] for edge in edges if edge[1] == row]
        passing = {lanes[e] for e in edges if e in lanes and e[0] < row < e[1]}
        lanes[row] = min(arriving, default=_free(passing))
        taken = set(passing)
        for number, edge in enumerate(e for e in edges if e[0] == row):
            lane = lanes[row] if number == 0 and lanes[row] not in taken else None
            lanes[edge] = _free(taken) if lane is None else lane
            taken.add(lanes[edge])
    return lanes


def _free(taken: set[int]) -> int:
    return next(lane for lane in range(len(taken) + 1) if lane not in taken)


def _piece(row: int, edges: list[Edge], lanes: dict[Any, int], width: int) -> Piece:
    x, lines = _x(lanes[row]), []
    for edge in edges:
        lane = _x(lanes[edge])
        if edge[0] < row < edge[1]:
            lines.append(Line(lane, 0, lane, None))
        elif edge[0] == row:
            lines.append(Line(x, DOT, lane, None))
        elif edge[1] == row:
            lines.append(Line(lane, 0, x, DOT))
    return Piece(width, x, lines)


def _x(lane: int) -> int:
    return LEFT + LANE * lane
