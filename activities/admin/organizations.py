from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.admin import parts
from activities.admin.records import RecordAdmin
from partners.models import Organization


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    list_display = [
        "name",
        "acronym",
        "kind",
        "country",
        "state",
        "unpublished_changes",
        "updated_at",
    ]
    list_filter = [*RecordAdmin.list_filter, "country"]
    search_fields = ["name", "acronym", "slug", "names__name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent", "succeeded_by"]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "slug", "kind", "parent"]}),
        (_("Seat"), {"fields": ["country", "city", "website"]}),
        (_("What it is"), {"fields": ["description"]}),
        (_("History"), {"fields": ["founded", "closed", "succeeded_by"]}),
        RecordAdmin.notes,
    ]
    inlines = [
        parts.OrganizationNameInline,
        parts.OrganizationIdentifierInline,
        parts.CitationInline,
        parts.OriginalInline,
    ]
