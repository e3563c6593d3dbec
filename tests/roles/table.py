"""What docs/roles.md says, cell by cell, and records to try it on."""

import re
from pathlib import Path

from partners.records import State
from tests.factories import EventFactory

ROLES = ["", "contributor", "reviewer", "publisher", "administrator"]
STATES = {
    "draft": State.DRAFT,
    "submitted": State.SUBMITTED,
    "returned": State.RETURNED,
    "approved": State.APPROVED,
    "published": State.PUBLISHED,
    "withdrawn": State.WITHDRAWN,
}
DOCS = Path(__file__).resolve().parents[2] / "docs" / "roles.md"


def tables():
    """The three tables: of records, of public records, and at large."""
    text = DOCS.read_text().split("## State, role, action")[1].split("## Where")[0]
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.M)
    rows = [
        [[cell.strip() for cell in line.strip("|\n").split("|")] for line in lines]
        for lines in ([*block.splitlines()] for block in blocks)
    ]
    ever, public, large = [{row[0]: row[1:] for row in block[2:]} for block in rows]
    return ever, public, {name.split(":")[0]: least[0] for name, least in large.items()}


def may(role, least):
    """Whether a role is at least the one that a cell names."""
    return least != "–" and role != "" and ROLES.index(role) >= ROLES.index(least)


def record(state, *, office=None, public=False, maker=EventFactory):
    """A record in a state; with `public` another version of it is public already."""
    is_public = public or state == State.PUBLISHED
    more = {"published_version": 1, "version": 1} if is_public else {}
    return maker(state=state, office=office, **more)
