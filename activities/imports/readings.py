"""What a reader makes of a file: one reading an activity or organization.

A reading speaks the words of `catalogue.snapshots`, but names partners as the file
does; `matching` finds whom it means. Readers know files, and nothing of the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How grave a problem is: for the file, for one record, or repaired."""

    CRITICAL = "critical", _("Critical")  # the file cannot be taken at all
    ERROR = "error", _("Error")  # this record cannot be taken
    WARNING = "warning", _("Warning")  # taken, with what the message says


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and how to mend it.

    `line` is that of the file (0: unknown), of a table its row; `path` names the
    element or the column: `recipient-region[1]/@code`, `budgets!C`.
    """

    level: Level
    line: int
    path: str
    value: str
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Named:
    """An organization as a file names it: any of these may be empty but one.

    `kind` is a code of OrganizationKind; `names` are further names by language.
    """

    ref: str = ""
    name: str = ""
    kind: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Participant:
    """An organization and its role, a code of Role."""

    organization: Named
    role: str


@dataclass(frozen=True)
class Link:
    """A document that a file links to. `category` is a code of IATI's list."""

    url: str
    title: str
    category: str = ""
    language: str = ""
    date: str = ""


@dataclass
class Reading:
    """One record of a file.

    `values` holds fields and parts in the words of a snapshot: title, description,
    language, translations, dates, planned, halted, identifiers, places,
    classifications, budgets, transactions, locations. What the file does not speak of
    is not in it, and None where it is a list of its own: that stays as it is.
    """

    kind: str  # activity or partner
    identifier: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    participants: list[Participant] | None = None
    links: list[Link] | None = None
    parent: str | None = None  # the identifier of the activity it is part of
    themes: list[str] | None = None  # codes of our own themes, as we export them
    reporter: Named = Named()
    original: str = ""  # the element as it stands in the file, of IATI 2 alone
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(one.level != Level.WARNING for one in self.problems)


class UnreadableFile(Exception):
    """The file cannot be taken: says why, where and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem.message))


class Reader(Protocol):
    """A reader of one kind of file: its readings one by one, in memory of one.

    Raises UnreadableFile where the file cannot be read on; that may be after readings.
    """

    def __call__(self, path: Path) -> Iterator[Reading]: ...
