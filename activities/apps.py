from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from activities.unalterable import keep
        from partners.trees import Link, guard

        guard(
            self,
            Link("activities_activity", "parent_id"),
            Link("activities_place", "parent_id"),
            Link("activities_followup", parent="follows_id", child="event_id"),
        )
        keep(self, "activities_auditline")
