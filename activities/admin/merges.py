"""What staff have found out of organizations, to be looked up and taken back."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import merging, publishing
from activities.admin import partner_rights
from activities.admin.desk import OnlyRead
from activities.admin.partner_pages import why_not
from activities.models import DifferentOrganizations, Merge
from partners.records import StaleRecord

REFUSALS = (merging.NotExact, StaleRecord, publishing.NotAllowed, IntegrityError)


@admin.register(Merge)
class MergeAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["gone_name", "stays_name", "records", "at", "by", "undone_at"]
    list_select_related = ["by"]
    list_filter = ["at"]
    search_fields = ["gone_name", "stays_name", "gone_slug", "stays_slug"]

    def has_view_permission(self, request, obj=None):
        return partner_rights.may_compare(request.user) or super().has_view_permission(
            request, obj
        )

    def get_queryset(self, request):
        return super().get_queryset(request).defer("moved")

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        own = path("<int:object_id>/undo/", view, name="activities_merge_undo")
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        merge = self._merge(request, object_id)
        if not self.has_view_permission(request, merge):
            raise PermissionDenied
        hinders = [] if merge.undone_at else merging.what_hinders(merge)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(merge),
            "merge": merge,
            "hinders": hinders,
            "may_undo": partner_rights.may_merge(request.user),
            "moved": _counted(merge.moved),
        }
        return TemplateResponse(request, "admin/partner_merge.html", context)

    def undo_view(self, request, object_id):
        merge = self._merge(request, object_id)
        page = reverse("admin:activities_merge_change", args=[quote(merge.pk)])
        if not partner_rights.may_merge(request.user):
            raise PermissionDenied
        if request.method == "POST":
            try:
                merging.undo(merge, by=request.user)
            except REFUSALS as error:
                self.message_user(request, why_not(error), messages.ERROR)
            else:
                said = _("“%(gone)s” and “%(stays)s” are two again, as they were.")
                said %= {"gone": merge.gone_name, "stays": merge.stays_name}
                self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(page)

    def _merge(self, request, object_id):
        merge = self.get_object(request, str(object_id))
        if merge is None:
            raise Http404
        return merge


def _counted(moved):
    """What was moved, by kind of row: those that another organization bore before."""
    counts = {
        gettext_lazy("Partners of records"): "activities.participation",
        gettext_lazy("Sources of the record"): "activities.citation",
        gettext_lazy("Names added"): "partners.organizationname",
        gettext_lazy("Identifiers added"): "partners.organizationidentifier",
        gettext_lazy("Sources published by it"): "activities.source",
    }
    told = []
    for label, model in counts.items():
        made = len(moved["made"].get(model, {}))
        changed = len(moved["changed"].get(model, {}))
        if made + changed:
            told.append((label, made + changed))
    return told


@admin.register(DifferentOrganizations)
class DifferentOrganizationsAdmin(OnlyRead, admin.ModelAdmin):
    """Deleting one means: ask again."""

    list_display = ["first", "second", "by", "at"]
    list_display_links = None
    list_select_related = ["first", "second", "by"]
    search_fields = ["first__name", "second__name"]

    def has_view_permission(self, request, obj=None):
        return partner_rights.may_compare(request.user)

    def has_delete_permission(self, request, obj=None):
        return partner_rights.may_compare(request.user)
