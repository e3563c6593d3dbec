"""The rules by which codes suggest themes, and suggesting anew by them."""

from itertools import islice

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.admin.desk import DeskAdmin
from activities.imports import suggesting
from activities.models import ThemeRule

SHOWN = 50
AT_ONCE = 500  # activities that one press of the button changes: it is to answer


@admin.register(ThemeRule)
class ThemeRuleAdmin(DeskAdmin):
    change_list_template = "admin/rule_change_list.html"
    list_display = ["code", "vocabulary", "publisher", "theme", "note"]
    list_display_links = ["code"]
    list_filter = ["vocabulary", "publisher", "theme"]
    list_select_related = ["theme"]
    search_fields = ["code", "note", "theme__title", "theme__code"]
    autocomplete_fields = ["theme"]
    ordering = ["vocabulary", "code", "theme"]

    def remove(self, request, obj):
        obj.delete()

    def get_urls(self):
        view = self.admin_site.admin_view(self.anew_view)
        own = path("anew/", view, name="activities_themerule_anew")
        return [own, *super().get_urls()]

    def anew_view(self, request):
        """Show what the rules would change; then change it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._anew(request)
        changes = list(suggesting.changes())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Suggest themes anew"),
            "changes": changes[:SHOWN],
            "count": len(changes),
            "more": max(len(changes) - SHOWN, 0),
            "added": sum(len(one.added) for one in changes),
            "dropped": sum(len(one.dropped) for one in changes),
            "at_once": AT_ONCE,
        }
        return TemplateResponse(request, "admin/rule_anew.html", context)

    def _anew(self, request):
        changes = suggesting.changes()
        some = list(islice(changes, AT_ONCE))
        count = suggesting.suggest(some, by=request.user)
        told = ngettext(
            "%d activity has other suggestions now.",
            "%d activities have other suggestions now.",
            count,
        )
        self.message_user(request, told % count, messages.SUCCESS)
        if next(changes, None) is not None:
            self.message_user(
                request, _("There are more: press the button again."), messages.WARNING
            )
            return HttpResponseRedirect(reverse("admin:activities_themerule_anew"))
        return HttpResponseRedirect(reverse("admin:activities_themerule_changelist"))
