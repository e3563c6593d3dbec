from django.contrib import admin

from activities.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    """Who decided what, and why: to be read, never to be changed."""

    list_display = [
        "at",
        "action",
        "record_kind",
        "slug",
        "from_state",
        "to_state",
        "record_version",
        "by",
        "reason",
    ]
    list_filter = ["action", "record_kind", "at"]
    list_select_related = ["by"]
    search_fields = ["slug", "reason"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
