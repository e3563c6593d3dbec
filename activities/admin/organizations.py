from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities import merging
from activities.admin import parts
from activities.admin.partner_form import OrganizationForm, is_popup
from activities.admin.partner_pages import PartnerPages
from activities.admin.records import RecordAdmin
from partners.models import Organization


@admin.register(Organization)
class OrganizationAdmin(PartnerPages, RecordAdmin):
    form = OrganizationForm
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

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.is_popup = is_popup(request)
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        merging.are_different(form.instance, *form.others, by=request.user)
