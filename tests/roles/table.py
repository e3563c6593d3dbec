"""What docs/roles.md says, cell by cell, and records to try it on."""

import re
from pathlib import Path

from activities import publishing
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


def in_states(states, *, office=None, public=False):
    """A record in each of the states; with `public` an earlier version is public."""
    made = [EventFactory(office=office) for _state in states]
    is_public = [public or state == State.PUBLISHED for state in states]
    publishing.publish_all(
        one for one, there in zip(made, is_public, strict=True) if there
    )
    for one, state in zip(made, states, strict=True):
        one.refresh_from_db()
        if public:
            one.title += " changed"
            one.save()
        type(one).objects.filter(pk=one.pk).update(state=state)
        one.refresh_from_db()
    return made
