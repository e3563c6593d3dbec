"""Addresses. Each room has its own list."""

from django.contrib import admin
from django.urls import include, path

from activities.api.urls import pages as api_pages
from activities.site.languages import OTHERS
from activities.site.urls import at_the_root
from activities.site.urls import urlpatterns as site_pages
from iomtracker import health

urlpatterns = [
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("", include("activities.api.urls")),
    path("", include("activities.site.urls")),
    path("", include("activities.site.cards.urls")),
    path("", include(at_the_root)),
    *[path(f"{code}/", include([*api_pages, *site_pages])) for code in OTHERS],
]

handler400 = "iomtracker.errors.bad_request"
handler403 = "iomtracker.errors.forbidden"
handler404 = "activities.site.lost.not_found"
handler500 = "iomtracker.errors.server_error"
