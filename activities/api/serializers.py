"""The shapes of records and lists, for the schema. Answers are ready documents."""

from typing import Any

from rest_framework import serializers as s

from activities.api.activity_serializers import OnlyActivity
from activities.api.answer_serializers import Option
from activities.api.plain_serializers import Coded, Dates, PublicationIdentifier
from activities.catalogue.kinds import EntryKind

CHECKED = "The day on which it was last compared with its sources, if it was."


class DialogueLink(s.Serializer):
    code = s.CharField()
    title = s.CharField()
    short_title = s.CharField()
    url = s.CharField()


class ThemeLink(s.Serializer):
    code = s.CharField()
    dialogue = s.CharField()
    number = s.IntegerField()
    title = s.CharField()
    short_title = s.CharField()
    url = s.CharField()
    reason = s.CharField(allow_blank=True, required=False)
    suggested = s.BooleanField(
        required=False,
        help_text="By a rule, from a code of the publisher; no one has decided.",
    )
    note = s.CharField(allow_blank=True, required=False)


class PlaceReference(s.Serializer):
    code = s.CharField()
    name = s.CharField()
    kind = s.CharField()
    iso2 = s.CharField(allow_blank=True)
    iso3 = s.CharField(allow_blank=True)
    m49 = s.CharField(allow_blank=True)
    within = s.ListField(child=s.CharField())
    url = s.CharField()


class PlaceLink(PlaceReference):
    relation = Coded()
    city = s.CharField(allow_blank=True)
    as_written = s.CharField(allow_blank=True)
    percentage = s.CharField(
        allow_null=True, help_text="Its share of the money, a decimal number."
    )
    note = s.CharField(allow_blank=True)


class PartnerReference(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    acronym = s.CharField(allow_blank=True)
    url = s.CharField()


class PartnerLink(PartnerReference):
    role = Coded()
    note = s.CharField(allow_blank=True)


class RecordLink(s.Serializer):
    record = s.CharField()
    slug = s.CharField()
    title = s.CharField()
    language = s.CharField()
    dates = Dates(allow_null=True)
    url = s.CharField()
    note = s.CharField(allow_blank=True, required=False)


class Figure(s.Serializer):
    label = s.CharField()
    value = s.CharField(help_text="A decimal number.")
    unit = s.CharField()
    qualifier = s.CharField()
    as_of = Dates(allow_null=True)
    display = s.CharField()


class Source(s.Serializer):
    code = s.CharField()
    title = s.CharField()
    kind = Coded()
    date = Dates(allow_null=True)
    symbol = s.CharField(allow_blank=True)
    url = s.CharField(allow_blank=True)
    incomplete = s.BooleanField()
    note = s.CharField(allow_blank=True)


class Citation(s.Serializer):
    source = Source()
    section = s.CharField(allow_blank=True)
    page = s.CharField(allow_blank=True)
    quote = s.CharField(allow_blank=True)
    statement = s.CharField(allow_blank=True)
    source_incomplete = s.BooleanField()
    note = s.CharField(allow_blank=True)


class Match(s.Serializer):
    """Why a row lies in the place asked for: through which of its own places."""

    place = s.CharField()
    through = Coded()


class Head(s.Serializer):
    record = s.CharField()
    slug = s.CharField()
    url = s.CharField(allow_blank=True)
    api_url = s.CharField()
    published = s.DateTimeField()
    updated = s.DateTimeField()


class Content(Head):
    title = s.CharField()
    summary = s.CharField(allow_blank=True)
    kind = Coded()
    dates = Dates(allow_null=True)
    themes = ThemeLink(many=True)
    places = PlaceLink(many=True)
    partners = PartnerLink(many=True)
    source_incomplete = s.BooleanField()
    halted = s.CharField(allow_blank=True)
    cross_cutting = DialogueLink(allow_null=True)
    description = s.CharField(allow_blank=True)
    language = s.CharField()
    translations = s.DictField(
        child=s.DictField(child=s.CharField()),
        help_text="Title, summary and description in other languages, by their code.",
    )
    translated = s.DictField(
        child=s.DictField(child=s.CharField()),
        help_text="Of those the titles and summaries: what lists show.",
    )
    figures = Figure(many=True)
    follows = RecordLink(many=True)
    citations = Citation(many=True)
    checked = s.DateField(allow_null=True, help_text=CHECKED)
    note = s.CharField(allow_blank=True)


class ActivityRelated(s.Serializer):
    parts = RecordLink(many=True)
    events = RecordLink(many=True)
    publications = RecordLink(many=True)


class Activity(OnlyActivity, Content):
    parent = RecordLink(allow_null=True)
    related = ActivityRelated()


class EventRelated(s.Serializer):
    followed_up_by = RecordLink(many=True)
    publications = RecordLink(many=True)


class ChainLink(RecordLink):
    api_url = s.CharField()


class Event(Content):
    activity = RecordLink(allow_null=True)
    related = EventRelated()
    chain = ChainLink(many=True)


class Publication(Content):
    series = s.CharField(allow_blank=True)
    number = s.CharField(allow_blank=True)
    edition = s.CharField(allow_blank=True)
    web_address = s.CharField(allow_blank=True)
    identifiers = PublicationIdentifier(many=True)
    activity = RecordLink(allow_null=True)
    event = RecordLink(allow_null=True)
    related = s.DictField()


class AnyContent(OnlyActivity, Content):
    """A record of the search over all: what some kinds have and others lack too."""

    series = s.CharField(allow_blank=True)
    number = s.CharField(allow_blank=True)
    edition = s.CharField(allow_blank=True)
    web_address = s.CharField(allow_blank=True)
    identifiers = PublicationIdentifier(many=True)
    parent = RecordLink(allow_null=True)
    activity = RecordLink(allow_null=True)
    event = RecordLink(allow_null=True)


class Counts(s.Serializer):
    """How many published records name the entry, by kind."""

    activities = s.IntegerField()
    events = s.IntegerField()
    publications = s.IntegerField()


class PartnerName(s.Serializer):
    name = s.CharField()
    kind = Coded()
    language = s.CharField()
    valid = Dates(allow_null=True)


class PartnerIdentifier(PublicationIdentifier):
    source = s.CharField(allow_blank=True)


class PartnerRelated(s.Serializer):
    parts = PartnerReference(many=True)
    predecessors = PartnerReference(many=True)


class Partner(Head):
    name = s.CharField()
    acronym = s.CharField(allow_blank=True)
    kind = Coded()
    country = PlaceReference(allow_null=True)
    city = s.CharField(allow_blank=True)
    source_incomplete = s.BooleanField()
    description = s.CharField(allow_blank=True)
    website = s.CharField(allow_blank=True)
    founded = Dates(allow_null=True)
    closed = Dates(allow_null=True)
    names = PartnerName(many=True)
    identifiers = PartnerIdentifier(many=True)
    parent = PartnerReference(allow_null=True)
    succeeded_by = PartnerReference(allow_null=True)
    citations = Citation(many=True)
    checked = s.DateField(allow_null=True, help_text=CHECKED)
    note = s.CharField(allow_blank=True)
    related = PartnerRelated()
    counts = Counts()


class GcmObjective(s.Serializer):
    number = s.IntegerField()
    title = s.CharField()
    names = s.DictField(child=s.CharField())


class Theme(Head):
    code = s.CharField()
    number = s.IntegerField()
    title = s.CharField()
    short_title = s.CharField()
    dialogue = DialogueLink()
    gcm_objectives = GcmObjective(many=True)
    names = s.DictField(child=s.CharField())
    description = s.CharField(allow_blank=True)
    corresponds_to = ThemeLink(many=True)
    note = s.CharField(allow_blank=True)
    related = s.DictField()
    counts = Counts()


class PlaceRelated(s.Serializer):
    parts = PlaceReference(many=True)


class Place(Head):
    code = s.CharField()
    name = s.CharField()
    names = s.DictField(child=s.CharField())
    kind = Coded()
    iso2 = s.CharField(allow_blank=True)
    iso3 = s.CharField(allow_blank=True)
    m49 = s.CharField(allow_blank=True)
    within = s.ListField(child=s.CharField())
    parent = PlaceReference(allow_null=True)
    members = s.ListField(child=s.CharField())
    succeeded_by = s.ListField(child=s.CharField())
    until = Dates(allow_null=True)
    note = s.CharField(allow_blank=True)
    related = PlaceRelated()
    counts = Counts()


class DialogueRelated(s.Serializer):
    themes = ThemeLink(many=True)


class Dialogue(Head):
    code = s.CharField()
    title = s.CharField()
    short_title = s.CharField()
    names = s.DictField(child=s.CharField())
    short_names = s.DictField(child=s.CharField())
    dates = Dates(allow_null=True)
    document = s.CharField(allow_blank=True)
    note = s.CharField(allow_blank=True)
    related = DialogueRelated()
    counts = Counts()


RECORDS: dict[EntryKind, type[s.Serializer]] = {
    EntryKind.ACTIVITY: Activity,
    EntryKind.EVENT: Event,
    EntryKind.PUBLICATION: Publication,
    EntryKind.PARTNER: Partner,
    EntryKind.THEME: Theme,
    EntryKind.PLACE: Place,
    EntryKind.DIALOGUE: Dialogue,
}


ALWAYS_THERE = ("slug", "url")
LOOKED_UP = ("related", "counts", "chain")  # for a record asked for alone


class Row(s.Serializer):
    """A record in a list: which of its fields are there, `profile` and `fields` say."""

    matched = Match(many=True)

    def get_fields(self) -> dict[str, s.Field]:
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name in ALWAYS_THERE
        return {name: one for name, one in fields.items() if name not in LOOKED_UP}


def list_of(kind: EntryKind | None) -> Any:
    """The shape of a list's answer."""
    name = f"{kind.plural if kind else 'search'}_list".title().replace("_", "")
    record = RECORDS[kind] if kind else AnyContent
    rows = type(f"{record.__name__}Row", (Row, record), {})(many=True)
    return type(
        name,
        (s.Serializer,),
        {
            "count": s.IntegerField(),
            "next": s.CharField(allow_null=True),
            "previous": s.CharField(allow_null=True),
            "sequence": s.IntegerField(),
            "results": rows,
            "facets": s.DictField(child=Option(many=True), required=False),
            "did_you_mean": s.CharField(required=False),
        },
    )
