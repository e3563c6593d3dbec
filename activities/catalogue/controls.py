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
from activities.catalogue.document_fields import MINIMAL, fields_of
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

# The controls of a list. Other forms of a selection take some of these, or others.
LIST = (
    *("page", "page_size", "cursor", "sort"),
    *("facets", "facet_size", "profile", "fields"),
)
MINIMAL_PROFILE, LIST_PROFILE, FULL_PROFILE = PROFILES = ("minimal", "list", "full")
EXPLODED = ("themes", "places", "partners")


@dataclass(frozen=True)
class Cursor:
    """The place after a row: the order it was read in, and its sort key."""

    sort: str
    after: int | str

    def __str__(self) -> str:
        if self == BEGINNING:
            return "*"
        packed = orjson.dumps([self.sort, self.after])
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


# `cursor=*`: from the first row on by cursors, whatever is published meanwhile.
BEGINNING = Cursor("", "")


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
        if text == "*":
            return BEGINNING
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


class NamesField(fields.CatalogueField):
    """Names with commas between, or one by one, each of those allowed."""

    widget = fields.RepeatedInput

    def __init__(self, *, allowed: tuple[str, ...], **kwargs: Any) -> None:
        self.allowed = allowed
        super().__init__(**kwargs)

    def to_python(self, value: list[str] | None) -> tuple[str, ...] | None:
        if not value:
            return None
        names = [name.strip() for name in ",".join(value).split(",")]
        if len(names) > fields.MOST_VALUES:
            raise self.refused("…", _("At most %d names.") % fields.MOST_VALUES)
        for name in names:
            if name not in self.allowed:
                raise fields.Refused(unknown_value(self.parameter, name, self.allowed))
        return tuple(dict.fromkeys(names))


def all_fields(kind: EntryKind | None) -> tuple[str, ...]:
    """The fields that a row may show, of the kind's whole document."""
    kinds = [kind] if kind else CONTENT
    return tuple(dict.fromkeys(name for one in kinds for name in fields_of(one)))


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
    cursor = CursorField(
        help_text=_(
            "Instead of page: * to begin, then as the “next” link gives it. Nothing"
            " is given twice or left out, whatever is published meanwhile."
        )
    )
    profile = fields.ChoiceField(
        choices={name: name for name in PROFILES},
        help_text=_(
            "How much of each row: minimal (what it is and where), list (what a page"
            " shows) or full (the document; only a record asked for alone has, beside"
            " it, its related, counts and chain)."
        ),
    )
    hxl = fields.ChoiceField(
        choices={"1": True, "0": False},
        help_text=_("1: a second row with HXL tags."),
    )
    bom = fields.ChoiceField(
        choices={"1": True, "0": False},
        help_text=_("1: a byte order mark at the start, by which Excel knows UTF-8."),
    )
    explode = fields.ChoiceField(
        choices={name: name for name in EXPLODED},
        help_text=_(
            "A row for each theme, place or partner of a record, in place of one row a"
            " record."
        ),
    )

    def __init__(
        self,
        kind: EntryKind | None,
        query: QueryDict,
        vocabulary: Vocabulary | None,
        names: tuple[str, ...] = LIST,
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
            allowed=all_fields(kind),
            help_text=_(
                "Only these fields of each row, with commas between; any of the whole"
                " document."
            ),
        )
        self.fields = {name: self.fields[name] for name in names}
        fields.introduce(self, vocabulary)


@dataclass(frozen=True)
class Controls:
    """Checked controls of a list, or of another form of a selection."""

    sort: str
    page: int
    page_size: int
    cursor: Cursor | None
    facets: tuple[str, ...]
    facet_size: int
    fields: tuple[str, ...]
    profile: str
    explode: str
    hxl: bool
    bom: bool
    given: Mapping[str, list[str]]

    @classmethod
    def read(
        cls,
        kind: EntryKind | None,
        query: QueryDict,
        vocabulary: Vocabulary,
        names: tuple[str, ...] = LIST,
    ) -> tuple["Controls", list[Problem]]:
        """The controls of a query string, and what is wrong with them."""
        form = ControlsForm(kind, query, vocabulary, names)
        problems = fields.problems_of(form)
        values = form.cleaned_data
        cursor = values.get("cursor")
        given = {
            name: [value for value in query.getlist(name) if value != ""]
            for name in names
            if values.get(name) not in (None, ())
        }
        controls = cls(
            sort=(cursor.sort if cursor else "")
            or values.get("sort")
            or cls._usual(kind, query),
            page=values.get("page") or 1,
            page_size=values.get("page_size") or PAGE_SIZE,
            cursor=cursor,
            facets=values.get("facets") or (),
            facet_size=values.get("facet_size") or FACET_SIZE,
            fields=values.get("fields") or (),
            profile=values.get("profile") or "",
            explode=values.get("explode") or "",
            hxl=bool(values.get("hxl")),
            bom=bool(values.get("bom")),
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
            message = str(_("Give a page or a cursor, not both."))
            problems.append(Problem("page", str(self.page), message))
        sort = self.given.get("sort", [""])[0]
        if self.cursor and sort and sort != self.sort:
            message = str(_("The cursor was made for the order “%s”.") % self.sort)
            problems.append(Problem("sort", sort, message))
        if self.cursor and self.sort == RELEVANCE:
            message = str(_("By relevance there is no cursor: ask for sort=-date."))
            problems.append(Problem("sort", sort, message))
        if self.fields and self.profile:
            message = str(_("Give fields or a profile, not both."))
            problems.append(Problem("profile", self.profile, message))
        return problems

    @property
    def is_too_deep(self) -> bool:
        """Whether the page lies beyond the rows that page numbers reach."""
        return (self.page - 1) * self.page_size >= DEEPEST_ROW

    @property
    def shown(self) -> tuple[str, ...]:
        """The fields to show of each row; none where a ready document is shown."""
        return MINIMAL if self.profile == MINIMAL_PROFILE else self.fields

    def pairs(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self.given.items()}
