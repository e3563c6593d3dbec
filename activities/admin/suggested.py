"""Themes that rules have suggested: who has some, and how they are confirmed."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.imports import suggesting
from partners.records import NotAllowed, StaleRecord

AT_ONCE = 1000  # records whose suggestions are confirmed in one go
SHOWN = 100


class HasSuggestedThemes(admin.SimpleListFilter):
    title = _("suggested themes")
    parameter_name = "suggested"

    def lookups(self, request, model_admin):
        return [("yes", _("Has suggested themes"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.filter(themelink__suggested=True).distinct()
        return queryset


@admin.action(permissions=["change"], description=_("Confirm suggested themes"))
def confirm_suggested(desk, request, queryset):
    """Ask with the list of them; then take them as decided."""
    records = queryset.filter(themelink__suggested=True).distinct().order_by("pk")
    count = records.count()
    if not count:
        told = _("None of them has a theme that is only suggested.")
        desk.message_user(request, told, messages.WARNING)
        return None
    if count > AT_ONCE:
        told = _("These are more than %d: choose fewer at once.") % AT_ONCE
        desk.message_user(request, told, messages.WARNING)
        return None
    if request.POST.get("confirmed"):
        return _confirm(desk, request, records)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Confirm suggested themes"),
        "count": count,
        "records": records.prefetch_related("themelink_set__theme")[:SHOWN],
        "more": max(count - SHOWN, 0),
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/confirm_suggested.html", context)


def _confirm(desk, request, records):
    try:
        count = suggesting.confirm(records, by=request.user)
    except StaleRecord:
        told = _("Someone saved one of the records just now: nothing was confirmed.")
        desk.message_user(request, told, messages.ERROR)
        return
    except NotAllowed as error:
        desk.message_user(request, str(error), messages.ERROR)
        return
    told = ngettext(
        "%d suggested theme is confirmed.", "%d suggested themes are confirmed.", count
    )
    desk.message_user(request, told % count, messages.SUCCESS)
