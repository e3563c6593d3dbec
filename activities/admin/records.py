"""What activities, events, publications and organizations share on the desk."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import (
    add_preserved_filters,
    admin_urlname,
)
from django.contrib.admin.utils import quote
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from activities import publishing, roles
from activities.admin import steps, taking
from activities.admin.decisions import decided
from activities.admin.desk import DeskAdmin
from activities.admin.locking import RecordForm
from activities.admin.rights import GuardedRecords, steps_permissions
from activities.catalogue.kinds import page_url
from activities.catalogue.snapshots import kind_of
from activities.models import Decision


class UnpublishedChanges(admin.SimpleListFilter):
    title = _("unpublished changes")
    parameter_name = "unpublished"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.with_unpublished_changes()
        return queryset


@steps_permissions
class RecordAdmin(GuardedRecords, DeskAdmin):
    """A record with its versions, its state, and the steps that change it."""

    form = RecordForm
    change_form_template = "admin/record_change_form.html"
    action_form = taking.ReasonForm
    actions = [taking.action(step) for step in steps.STEPS]
    list_filter = ["state", UnpublishedChanges, "kind"]
    readonly_fields = [
        "state",
        "unpublished_changes",
        "published_version",
        "created_at",
        "updated_at",
        "decisions",
    ]
    notes = (_("Notes"), {"fields": ["checked", "note", "internal_note"]})

    @admin.display(description=_("unpublished changes"))
    def unpublished_changes(self, record):
        return _("Yes") if record.has_unpublished_changes else _("No")

    @admin.display(description=_("decisions"))
    def decisions(self, record):
        named = {"record_kind": kind_of(record), "slug": record.slug}
        url = reverse("admin:activities_decision_changelist")
        return format_html(
            '<a href="{}?{}">{}</a>', url, urlencode(named), _("Who decided what, when")
        )

    def view_on_site(self, record):
        if record.is_public:
            return page_url(kind_of(record), record.slug)
        return None

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not obj:
            return fieldsets
        told = list(self.readonly_fields)
        if not self.admin_site.get_model_admin(Decision).has_view_permission(request):
            told.remove("decisions")  # those of this record stand below its parts
        return [*fieldsets, (_("State of publication"), {"fields": told})]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["slug"] if _address_is_fixed(obj) else []
        return [*fixed, *super().get_readonly_fields(request, obj)]

    def get_prepopulated_fields(self, request, obj=None):
        if _address_is_fixed(obj):
            return {}
        return super().get_prepopulated_fields(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if not context["is_popup"]:
            record = obj or self.model()
            context["steps"] = steps.offered(request.user, record)
            context["following"] = steps.following(request.user, record)
            context["decided"] = decided(obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            roles.claim(obj, request.user)
        # To save what is as it was would make the public version look out of date.
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        # A record is its parts as well: who changes them makes a new version of it.
        parts_changed = any(formset.has_changed() for formset in formsets)
        if change and parts_changed and not form.has_changed():
            form.instance.save()
        super().save_related(request, form, formsets, change)
        publishing.edited(form.instance, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        if step := self._step_asked(request, obj):
            return self._take(step, request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if step := self._step_asked(request, obj):
            return self._take(step, request, obj)
        if obj.has_unpublished_changes:
            told = _("The public still reads what was published before: submit “%s”.")
            if roles.may(request.user, roles.Action.PUBLISH, obj):
                told = _(
                    "The public still reads what was published before: publish “%s”."
                )
            self.message_user(request, told % obj, messages.WARNING)
        return super().response_change(request, obj)

    def _step_asked(self, request, obj):
        if IS_POPUP_VAR in request.POST or not self.has_change_permission(request, obj):
            return None
        return steps.asked(request.POST)

    def _take(self, step, request, obj):
        """Take the step with what was just saved; stay on the form to show both."""
        if step.name != "discard":
            self.message_user(request, _("“%s” is saved.") % obj)
        taking.take(step, self, request, [obj])
        url = reverse(admin_urlname(self.opts, "change"), args=[quote(obj.pk)])
        filters = self.get_preserved_filters(request)
        context = {"preserved_filters": filters, "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(context, url))


def _address_is_fixed(record):
    """Whether the public knows it by its address, or will: then it has to stay."""
    return record is not None and (
        record.first_published_at is not None or publishing.is_named(record)
    )
