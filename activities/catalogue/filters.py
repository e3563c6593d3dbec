"""The one declaration of every filter: for pages, API, exports, feeds and the docs.

Repeat a name for OR;
different names are AND; `-` before a value is NOT.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import django_filters
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from activities.catalogue import fields
from activities.catalogue.index.clauses import Clause
from activities.catalogue.index_filters import (
    DayModeFilter,
    FlagFilter,
    FlagModeFilter,
    IndexFilter,
    PartnerFilter,
    PlaceFilter,
    SinceFilter,
    StatusFilter,
    TermFilter,
    UntilFilter,
    UpdatedFilter,
    Values,
    WordsFilter,
    YearFilter,
)
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import Entry
from activities.catalogue.vocabulary import Vocabulary
from activities.choices import (
    ActivityKind,
    EventKind,
    PlaceKind,
    PublicationKind,
    Role,
    Status,
)
from partners.choices import OrganizationKind


def _keys(kind: EntryKind) -> fields.Allowed:
    return lambda vocabulary: {key: key for key in vocabulary.keys(kind)}


def _places(vocabulary: Vocabulary) -> Mapping[str, str]:
    return vocabulary.place_codes


def _codes(choices: type[TextChoices]) -> fields.Allowed:
    return lambda vocabulary: {code: code for code in choices.values}


class AnySlug(dict[str, str]):
    """Allows every text: whether such a record exists shows in the results."""

    def get(self, key: str, default: Any = None) -> Any:
        return key if len(key) <= 120 and "\x00" not in key else default


class EntryFilters(django_filters.FilterSet):
    """What every list can be searched by."""

    q = WordsFilter(
        label=_("Words"),
        help_text=_(
            "Finds other forms of a word too. “Two words” in quotes are found together,"
            " migr* finds words that begin so, -word leaves a word out."
        ),
    )
    updated_since = UpdatedFilter(
        label=_("Changed since"),
        help_text=_("A day or a moment, for example 2026-11-23."),
    )

    def __init__(self, data: Any, vocabulary: Vocabulary) -> None:
        super().__init__(data, queryset=Entry.objects.none())
        self.vocabulary = vocabulary
        fields.introduce(self.form, vocabulary)

    @classmethod
    def get_filters(cls) -> dict[str, IndexFilter]:
        """As declared; `from_` is the parameter `from`, a word Python keeps."""
        return {name.rstrip("_"): one for name, one in cls.declared_filters.items()}

    def clauses(self, values: Values) -> Iterator[Clause]:
        """The clauses of checked values, one after the other: all must hold."""
        for name, value in values.items():
            if value not in (None, "", []):
                yield from self.filters[name].clauses(value, values)


class YearMixin(EntryFilters):
    year = YearFilter(
        field_name="year",
        label=_("Year"),
        help_text=_("Any year that the dates overlap."),
    )
    from_ = SinceFilter(
        label=_("From"), help_text=_("A day, month or year: 2005-04-27.")
    )
    to = UntilFilter(
        last=True,
        label=_("To"),
        help_text=_("The same. What goes on at any time in between is found."),
    )


class ThemedFilters(EntryFilters):
    """What can be said of records of IOM's work, and of the partners in them."""

    theme = TermFilter(
        field_name="theme",
        allowed=_keys(EntryKind.THEME),
        label=_("Theme"),
        help_text=_("<dialogue>-<number>, for example hld2006-topics-4."),
    )
    dialogue = TermFilter(
        field_name="dialogue",
        allowed=_keys(EntryKind.DIALOGUE),
        label=_("Dialogue"),
        help_text=_(
            "A dialogue whose themes the record is under, or cross-cutting for."
        ),
    )
    role = TermFilter(
        field_name="role",
        allowed=_codes(Role),
        label=_("Role"),
        help_text=_("Together with partner: the role of that partner."),
    )


class PlacedFilters(EntryFilters):
    place = PlaceFilter(
        field_name="place",
        allowed=_places,
        label=_("Place"),
        help_text=_("ISO 3166-1 or M49 code; a region includes what lies in it."),
    )
    place_exact = FlagModeFilter(
        choices={"1": True, "0": False},
        label=_("This place only"),
        help_text=_("1: without the places that lie in it."),
    )


class ContentFilters(ThemedFilters, PlacedFilters, YearMixin):
    """Activities, events and publications."""

    cross_cutting = FlagFilter(
        field_name="cross_cutting",
        label=_("Cross-cutting"),
        help_text=_("1: relevant to every theme of its dialogue; 0: the others."),
    )
    partner = PartnerFilter(
        field_name="partner",
        allowed=_keys(EntryKind.PARTNER),
        label=_("Partner"),
        help_text=_("The last part of the partner’s address: world-bank."),
    )
    with_ = TermFilter(
        field_name="partner",
        allowed=_keys(EntryKind.PARTNER),
        label=_("Together with"),
        help_text=_("A partner that takes part as well, in any role: world-bank."),
    )
    status = StatusFilter(
        allowed=_codes(Status),
        label=_("Status"),
        help_text=_("Derived from the dates, today or on the day given by “on”."),
    )
    on = DayModeFilter(
        label=_("Status on the day"), help_text=_("Today unless given: 2005-10-26.")
    )
    activity = TermFilter(
        field_name="activity",
        allowed=lambda vocabulary: AnySlug(),
        label=_("Part of activity"),
        help_text=_("The last part of the activity’s address."),
    )
    language = TermFilter(
        field_name="language",
        allowed=lambda vocabulary: AnySlug(),
        label=_("Language of the text"),
        help_text=_("A language code: en, fr, es."),
    )


def _kind(*choices: type[TextChoices]) -> TermFilter:
    codes = [code for one in choices for code in one.values]
    return TermFilter(
        field_name="kind",
        allowed=lambda vocabulary: {code: code for code in codes},
        label=_("Kind"),
        help_text=_("One of the kinds."),
    )


class ActivityFilters(ContentFilters):
    kind = _kind(ActivityKind)


class EventFilters(ContentFilters):
    kind = _kind(EventKind)


class PublicationFilters(ContentFilters):
    kind = _kind(PublicationKind)


class SearchFilters(ContentFilters):
    """All kinds of records at once."""

    record = TermFilter(
        field_name="record",
        allowed=lambda vocabulary: {str(kind): str(kind) for kind in CONTENT},
        label=_("Record"),
        help_text=_("activity, event or publication."),
    )
    kind = _kind(ActivityKind, EventKind, PublicationKind)


class PartnerFilters(ThemedFilters, PlacedFilters, YearMixin):
    """Partners. Theme, role, dialogue and year are those of their records."""

    kind = _kind(OrganizationKind)

    # Asked of the partner's records, one of which must meet them all.
    OF_RECORDS = ("theme", "dialogue", "role", "year", "from", "to")


class ThemeFilters(EntryFilters):
    dialogue = TermFilter(
        field_name="dialogue",
        allowed=_keys(EntryKind.DIALOGUE),
        label=_("Dialogue"),
        help_text=_("The dialogue that set the theme."),
    )


class PlaceFilters(PlacedFilters):
    kind = _kind(PlaceKind)


class DialogueFilters(YearMixin):
    """Dialogues."""


FILTERS: dict[EntryKind | None, type[EntryFilters]] = {
    EntryKind.ACTIVITY: ActivityFilters,
    EntryKind.EVENT: EventFilters,
    EntryKind.PUBLICATION: PublicationFilters,
    EntryKind.PARTNER: PartnerFilters,
    EntryKind.THEME: ThemeFilters,
    EntryKind.PLACE: PlaceFilters,
    EntryKind.DIALOGUE: DialogueFilters,
    None: SearchFilters,
}


@cache
def parameters(kind: EntryKind | None) -> tuple[str, ...]:
    """The names of the filters of a list; of the search over all for None."""
    return tuple(FILTERS[kind].get_filters())
