"""What a query asks for beside its filters: order, page, counts, fields."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.catalogue import fields
from activities.catalogue.documents import (
    LISTED,
    LISTED_ALWAYS,
    LISTED_LAST,
    LISTED_LINKS,
)
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.problems import Problem, unknown_value
from activities.catalogue.vocabulary import Vocabulary

PAGE_SIZE = 25
MOST_PER_PAGE = 1000
FACET_SIZE = 100
DEEPEST_ROW = 10_000  # further on a page number costs too much: use the cursor

# name -> (field of the index, newest or last first)
SORTS: dict[str, tuple[str, bool]] = {
    "-date": ("sort_newest", True),
    "date": ("sort_oldest", False),
    "-updated": ("sort_updated", True),
    "updated": ("sort_updated", False),
    "title": ("sort_title", False),
    "-title": ("sort_title", True),
}
RELEVANCE = "relevance"

_CONTENT_FACETS = (
    "theme",
    "dialogue",
    "region",
    "country",
    "partner",
    "role",
    "kind",
    "status",
    "year",
    "cross_cutting",
    "language",
)
FACETS: dict[EntryKind | None, tuple[str, ...]] = {
    **dict.fromkeys(CONTENT, _CONTENT_FACETS),
    None: ("record", *_CONTENT_FACETS),
    EntryKind.PARTNER: (
        "theme",
        "dialogue",
        "role",
        "kind",
        "region",
        "country",
        "year",
    ),
    EntryKind.THEME: ("dialogue",),
    EntryKind.PLACE: ("kind", "region"),
    EntryKind.DIALOGUE: ("year",),
}


@dataclass(frozen=True)
class Cursor:
    """The place after a row: the order it was read in, and its sort key."""

    sort: str
    after: int | str

    def __str__(self) -> str:
        packed = orjson.dumps([self.sort, self.after])
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _is_sort_key(sort: str, after: object) -> bool:
    """Whether a value could be the key of a row in that order."""
    if sort.endswith("title"):
        return (
            isinstance(after, str)
            and re.fullmatch("[0-9a-f]{1,4000}", after) is not None
        )
    return type(after) is int and 0 <= after < 2**63


class CursorField(fields.OnceField):
    def read(self, text: str) -> Cursor:
        try:
            padded = text + "=" * (-len(text) % 4)
            sort, after = orjson.loads(base64.urlsafe_b64decode(padded))
            if sort not in SORTS or not _is_sort_key(sort, after):
                raise ValueError(after)
        except (ValueError, TypeError):
            raise self.refused(
                text, _("Use the cursor of the “next” link as it is given.")
            ) from None
        return Cursor(sort, after)


class NamesField(fields.OnceField):
    """A list of names with commas between, each one of those allowed."""

    def __init__(self, *, allowed: tuple[str, ...], **kwargs: Any) -> None:
        self.allowed = allowed
        super().__init__(**kwargs)

    def read(self, text: str) -> tuple[str, ...]:
        names = [name.strip() for name in text.split(",") if name.strip()]
        for name in names:
            if name not in self.allowed:
                raise fields.Refused(unknown_value(self.parameter, name, self.allowed))
        return tuple(dict.fromkeys(names))


def listed_fields(kind: EntryKind | None) -> tuple[str, ...]:
    """The fields that a row of a list may show."""
    kinds = [kind] if kind else CONTENT
    own = dict.fromkeys(name for one in kinds for name in LISTED[one])
    return (*LISTED_ALWAYS, *own, *LISTED_LINKS, *LISTED_LAST)


class ControlsForm(forms.Form):
    page = fields.WholeNumberField(
        least=1, most=DEEPEST_ROW, help_text=_("Page number, from 1.")
    )
    page_size = fields.WholeNumberField(
        least=1, most=MOST_PER_PAGE, help_text=_("Rows on a page; 25 unless asked.")
    )
    facet_size = fields.WholeNumberField(
        least=1,
        most=MOST_PER_PAGE,
        help_text=_("Options of each count, the most frequent; 100 unless asked."),
    )
    cursor = CursorField(help_text=_("Instead of page: from the “next” link."))

    def __init__(
        self, kind: EntryKind | None, query: QueryDict, vocabulary: Vocabulary | None
    ) -> None:
        super().__init__(query)
        sorts = [RELEVANCE, *SORTS]
        self.fields["sort"] = fields.ChoiceField(
            choices={name: name for name in sorts},
            help_text=_(
                "Order. Unless asked: by relevance where words are sought, else records"
                " by -date (newest first), all others by title."
            ),
        )
        self.fields["facets"] = NamesField(
            allowed=FACETS[kind], help_text=_("Counts to give, with commas between.")
        )
        self.fields["fields"] = NamesField(
            allowed=listed_fields(kind),
            help_text=_("Only these fields of each row, with commas between."),
        )
        fields.introduce(self, vocabulary)


@dataclass(frozen=True)
class Controls:
    """Checked controls of a list."""

    sort: str
    page: int
    page_size: int
    cursor: Cursor | None
    facets: tuple[str, ...]
    facet_size: int
    fields: tuple[str, ...]
    given: Mapping[str, list[str]]

    @staticmethod
    def names() -> tuple[str, ...]:
        return (
            *("page", "page_size", "cursor", "sort"),
            *("facets", "facet_size", "fields"),
        )

    @classmethod
    def read(
        cls, kind: EntryKind | None, query: QueryDict, vocabulary: Vocabulary
    ) -> tuple["Controls", list[Problem]]:
        """The controls of a query string, and what is wrong with them."""
        form = ControlsForm(kind, query, vocabulary)
        problems = fields.problems_of(form)
        values = form.cleaned_data
        cursor = values.get("cursor")
        given = {
            name: [value for value in query.getlist(name) if value != ""]
            for name in cls.names()
            if values.get(name) not in (None, ())
        }
        controls = cls(
            sort=cursor.sort
            if cursor
            else values.get("sort") or cls._usual(kind, query),
            page=values.get("page") or 1,
            page_size=values.get("page_size") or PAGE_SIZE,
            cursor=cursor,
            facets=values.get("facets") or (),
            facet_size=values.get("facet_size") or FACET_SIZE,
            fields=values.get("fields") or (),
            given=given,
        )
        return controls, problems + controls._contradictions()

    @staticmethod
    def _usual(kind: EntryKind | None, query: QueryDict) -> str:
        if query.get("q", "").strip():
            return RELEVANCE
        return "-date" if kind is None or kind in CONTENT else "title"

    def _contradictions(self) -> list[Problem]:
        problems: list[Problem] = []
        if self.cursor and "page" in self.given:
            problems.append(
                Problem(
                    "page", str(self.page), str(_("Give a page or a cursor, not both."))
                )
            )
        sort = self.given.get("sort", [""])[0]
        if self.cursor and sort and sort != self.cursor.sort:
            message = _("The cursor was made for the order “%s”.") % self.cursor.sort
            problems.append(Problem("sort", sort, message))
        if (self.page - 1) * self.page_size >= DEEPEST_ROW:
            deepest = _(
                "Pages reach to row %d. Further on follow the “next” links, which use a"
                " cursor, or begin with sort=-updated and page=1."
            )
            problems.append(Problem("page", str(self.page), deepest % DEEPEST_ROW))
        return problems

    def pairs(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self.given.items()}
