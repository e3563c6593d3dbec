"""The staff desk: enters records, and takes them to the public by `publishing` alone.

No rule lives here: what is right is the models' to say, what becomes public is
`publishing`'s. Organizations are here too, because `partners` must not import us.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.admin import (
    access,
    content,
    decisions,
    imports,
    mappings,
    merges,
    organizations,
    questions,
    reference,
    rules,
    staff,
)

__all__ = [
    "access",
    "content",
    "decisions",
    "imports",
    "mappings",
    "merges",
    "organizations",
    "questions",
    "reference",
    "rules",
    "staff",
]

admin.site.site_header = _("IOM activity tracker: staff desk")
admin.site.site_title = _("IOM activity tracker")
admin.site.index_title = _("Staff desk")
# Forms and lists need the width more than a second way to the same pages.
admin.site.enable_nav_sidebar = False
