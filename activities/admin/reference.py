"""What all records refer to. It has no drafts: what is saved here is public at once."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities import publishing, roles
from activities.admin import parts
from activities.admin.desk import DeskAdmin
from activities.admin.locking import ReferenceForm
from activities.admin.names import (
    DialogueForm,
    GcmObjectiveForm,
    PlaceForm,
    ThemeForm,
)
from activities.catalogue.kinds import page_url
from activities.catalogue.snapshots import kind_of
from activities.models import Dialogue, GcmObjective, Place, Source, Theme


class ReferenceAdmin(DeskAdmin):
    """Reference data. `fixed_fields` make its public key, and stay as first saved."""

    form = ReferenceForm
    change_form_template = "admin/reference_change_form.html"
    fixed_fields = ["code"]

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return [*self.fixed_fields, *readonly] if obj else readonly

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def view_on_site(self, obj):
        return page_url(kind_of(obj), obj.code) or None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.publish(request)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.publish(request)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self.publish(request)

    def publish(self, request):
        if not roles.may(request.user, self.right):
            return  # a new source is public with the next change of those who may
        changed = publishing.publish_reference_data()
        told = ngettext(
            "The change is public now: %d shared entry is new or different.",
            "The change is public now: %d shared entries are new or different.",
            changed,
        )
        if changed:
            self.message_user(request, told % changed, messages.INFO)


@admin.register(Dialogue)
class DialogueAdmin(ReferenceAdmin):
    form = DialogueForm
    list_display = ["code", "title", "as_dated", "document"]
    list_display_links = ["code", "title"]
    search_fields = ["code", "title", "short_title"]
    prepopulated_fields = {"code": ["short_title"]}
    fieldsets = [
        (None, {"fields": ["title", "short_title", "code", "document"]}),
        (
            _("Title in other languages"),
            {"fields": ["name_fr", "name_es", "name_ar"]},
        ),
        (
            _("Short title in other languages"),
            {"fields": ["short_name_fr", "short_name_es", "short_name_ar"]},
        ),
        (_("When"), {"fields": ["dates", "date_note"]}),
        (_("Notes"), {"fields": ["note"]}),
    ]

    @admin.display(description=_("dates"), ordering="earliest")
    def as_dated(self, dialogue):
        return dialogue.dates


@admin.register(Theme)
class ThemeAdmin(ReferenceAdmin):
    form = ThemeForm
    fixed_fields = ["dialogue", "number"]
    list_display = ["code", "title", "dialogue"]
    list_display_links = ["code", "title"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    search_fields = ["code", "title", "short_title"]
    autocomplete_fields = ["dialogue", "gcm_objectives"]
    fieldsets = [
        (None, {"fields": ["dialogue", "number", "title", "short_title"]}),
        (
            _("Short title in other languages"),
            {"fields": ["name_fr", "name_es", "name_ar"]},
        ),
        (None, {"fields": ["description", "gcm_objectives", "note"]}),
    ]
    inlines = [parts.ThemeCorrespondenceInline]


@admin.register(GcmObjective)
class GcmObjectiveAdmin(ReferenceAdmin):
    """An objective has no page or entry of its own: themes tell of it."""

    form = GcmObjectiveForm
    fieldsets = [
        (None, {"fields": ["number", "title"]}),
        (
            _("Title in other languages"),
            {"fields": ["name_fr", "name_es", "name_ar"]},
        ),
        (_("Notes"), {"fields": ["note"]}),
    ]
    fixed_fields = ["number"]
    list_display = ["number", "title"]
    list_display_links = ["number", "title"]
    search_fields = ["number", "title"]
    view_on_site = False

    def remove(self, request, obj):
        obj.delete()


@admin.register(Place)
class PlaceAdmin(ReferenceAdmin):
    form = PlaceForm
    list_display = ["code", "name", "kind", "iso3", "m49", "parent"]
    list_display_links = ["code", "name"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = [
        "code",
        "iso3",
        "m49",
        "names__en",
        "names__fr",
        "names__es",
    ]
    autocomplete_fields = ["parent", "members", "succeeded_by"]
    fieldsets = [
        (None, {"fields": ["code", "kind"]}),
        (_("Names"), {"fields": ["name_en", "name_fr", "name_es", "name_ar"]}),
        (_("Codes"), {"fields": ["iso2", "iso3", "m49"]}),
        (_("Where it lies"), {"fields": ["parent", "members"]}),
        (_("Former countries"), {"fields": ["until", "succeeded_by"]}),
        (_("Notes"), {"fields": ["note"]}),
    ]

    @admin.display(description=_("name"), ordering="names__en")
    def name(self, place):
        return place.names.get("en", "")


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    right, right_to_add = roles.Action.SOURCES, roles.Action.CITE
    list_display = ["title", "kind", "date", "symbol", "publisher", "incomplete"]
    list_filter = ["kind", "incomplete"]
    list_select_related = ["publisher"]
    search_fields = ["code", "title", "symbol"]
    prepopulated_fields = {"code": ["title"]}
    autocomplete_fields = ["publisher"]
    fieldsets = [
        (None, {"fields": ["title", "code", "kind", "publisher", "date"]}),
        (_("Where to find it"), {"fields": ["symbol", "url", "incomplete"]}),
        (_("Notes"), {"fields": ["note"]}),
    ]
