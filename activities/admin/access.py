"""Who came in and what they did, to be read; second factors, to be reset."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from activities.admin.desk import OnlyRead
from activities.models import AuditLine, SecondFactor
from activities.sign_in import second_factor
from activities.sign_in.overseers import is_overseer, may_reset

admin.site.unregister(TOTPDevice)  # its pages show the secret


class ReadByOverseers(OnlyRead, admin.ModelAdmin):
    """Looked at by who oversees accounts."""

    def has_module_permission(self, request):
        return is_overseer(request.user)

    def has_view_permission(self, request, obj=None):
        return is_overseer(request.user)


@admin.register(AuditLine)
class AuditLineAdmin(ReadByOverseers):
    list_display = ["at", "who", "deed", "name", "kind", "told", "address"]
    list_filter = ["deed", "at"]
    search_fields = ["who", "name", "kind", "address", "request"]
    search_help_text = _("An account, a record, an address or the id of a request")
    date_hierarchy = "at"
    show_full_result_count = False
    list_per_page = 50

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Audit trail"), **(extra_context or {})}
        return super().changelist_view(request, title)


@admin.register(SecondFactor)
class SecondFactorAdmin(ReadByOverseers):
    list_display = ["user", "created_at", "last_used_at", "left"]
    list_display_links = None
    list_select_related = ["user"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]
    actions = ["reset"]
    fields = ["user", "created_at", "last_used_at"]

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Second factors"), **(extra_context or {})}
        return super().changelist_view(request, title)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("user__recovery_codes")

    @admin.display(description=_("recovery codes left"))
    def left(self, factor):
        return sum(one.used_at is None for one in factor.user.recovery_codes.all())

    @admin.action(description=_("Reset: to be set up anew at the next sign-in"))
    def reset(self, request, queryset):
        chosen = [one.user for one in queryset]
        allowed = [one for one in chosen if may_reset(request.user, one)]
        for user in allowed:
            second_factor.reset(user, by=request.user, reason="at the desk")
        told = ngettext(
            "The second factor of %(count)d account is reset, and it is signed out.",
            "The second factors of %(count)d accounts are reset; they are signed out.",
            len(allowed),
        )
        self.message_user(request, told % {"count": len(allowed)}, messages.SUCCESS)
        if len(allowed) < len(chosen):
            told = _("Of a superuser only another superuser may reset it.")
            self.message_user(request, told, messages.ERROR)
