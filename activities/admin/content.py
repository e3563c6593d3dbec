"""Activities, events and publications, in the order in which a person fills them in."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities import roles
from activities.admin import parts
from activities.admin.locking import RecordForm
from activities.admin.records import RecordAdmin
from activities.admin.suggested import HasSuggestedThemes, confirm_suggested
from activities.admin.translations import TranslationsField
from activities.models import Activity, Event, Publication


class ContentForm(RecordForm):
    translations = TranslationsField(label=_("In other languages"), required=False)


WHEN = (_("When"), {"fields": ["dates", "date_note", "halted"]})
WHAT = (
    _("What"),
    {
        "fields": [
            *("summary", "description", "language", "translations"),
            "cross_cutting",
        ]
    },
)


class ContentAdmin(RecordAdmin):
    form = ContentForm
    list_display = [
        "title",
        "kind",
        "as_dated",
        "state",
        "unpublished_changes",
        "updated_at",
    ]
    list_filter = [
        *RecordAdmin.list_filter,
        HasSuggestedThemes,
        "office",
        "themelink__theme",
        "cross_cutting",
    ]
    actions = [*RecordAdmin.actions, confirm_suggested]
    search_fields = ["title", "slug", "summary"]
    whose = (_("Whose it is"), {"fields": ["office", "entered_by"]})
    prepopulated_fields = {"slug": ["title"]}
    inlines = [
        parts.ThemeLinkInline,
        parts.PlaceInline,
        parts.ParticipationInline,
        parts.FigureInline,
        parts.CitationInline,
        parts.FollowUpInline,
    ]

    def get_fieldsets(self, request, obj=None):
        return [*super().get_fieldsets(request, obj), self.whose]

    def get_readonly_fields(self, request, obj=None):
        """Who works for an office enters what is that office's."""
        own = roles.role_of(request.user) in roles.OFFICES_OWN
        fixed = ["entered_by", "office"] if own else ["entered_by"]
        return [*super().get_readonly_fields(request, obj), *fixed]

    @admin.display(description=_("entered by"), ordering="author")
    def entered_by(self, record):
        return record.author  # as a word: not everybody may open the account

    @admin.display(description=_("dates"), ordering="earliest")
    def as_dated(self, record):
        return record.dates


@admin.register(Activity)
class ActivityAdmin(ContentAdmin):
    autocomplete_fields = ["parent", "cross_cutting"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "parent"]}),
        (_("When"), {"fields": ["dates", "date_note", "planned", "halted"]}),
        WHAT,
        RecordAdmin.notes,
    ]
    search_fields = [*ContentAdmin.search_fields, "activityidentifier__value"]
    inlines = [
        *ContentAdmin.inlines,
        parts.ClassificationInline,
        parts.BudgetInline,
        parts.TransactionSumInline,
        parts.LocationInline,
        parts.ActivityIdentifierInline,
        parts.OriginalInline,
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
