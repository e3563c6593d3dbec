"""Addresses. Each room has its own list."""

from django.contrib import admin
from django.urls import include, path

from iomtracker import health

urlpatterns = [
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("", include("activities.api.urls")),
    path("", include("activities.site.urls")),
]

handler400 = "iomtracker.errors.bad_request"
handler403 = "iomtracker.errors.forbidden"
handler404 = "iomtracker.errors.not_found"
handler500 = "iomtracker.errors.server_error"
