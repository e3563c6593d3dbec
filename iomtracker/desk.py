"""The staff's desk as an app of Django's."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with our own way of signing in and an audit trail."""

    default_site = "activities.sign_in.site.DeskSite"
