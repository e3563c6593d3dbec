"""Activities, events and publications, in the order in which a person fills them in."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.admin import parts
from activities.admin.records import RecordAdmin
from activities.models import Activity, Event, Publication

WHEN = (_("When"), {"fields": ["dates", "date_note", "halted"]})
WHAT = (
    _("What"),
    {"fields": ["summary", "description", "language", "cross_cutting"]},
)


class ContentAdmin(RecordAdmin):
    list_display = [
        "title",
        "kind",
        "as_dated",
        "state",
        "unpublished_changes",
        "updated_at",
    ]
    list_filter = [*RecordAdmin.list_filter, "themelink__theme", "cross_cutting"]
    search_fields = ["title", "slug", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [
        parts.ThemeLinkInline,
        parts.PlaceInline,
        parts.ParticipationInline,
        parts.FigureInline,
        parts.CitationInline,
        parts.FollowUpInline,
    ]

    @admin.display(description=_("dates"), ordering="earliest")
    def as_dated(self, record):
        return record.dates


@admin.register(Activity)
class ActivityAdmin(ContentAdmin):
    autocomplete_fields = ["parent", "cross_cutting"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "parent"]}),
        WHEN,
        WHAT,
        RecordAdmin.notes,
    ]


@admin.register(Event)
class EventAdmin(ContentAdmin):
    autocomplete_fields = ["activity", "cross_cutting"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "activity"]}),
        WHEN,
        WHAT,
        RecordAdmin.notes,
    ]


@admin.register(Publication)
class PublicationAdmin(ContentAdmin):
    autocomplete_fields = ["activity", "event", "cross_cutting"]
    search_fields = [*ContentAdmin.search_fields, "series", "number"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "activity", "event"]}),
        (_("Edition"), {"fields": ["series", "number", "edition", "url"]}),
        WHEN,
        WHAT,
        RecordAdmin.notes,
    ]
    inlines = [parts.PublicationIdentifierInline, *ContentAdmin.inlines]
