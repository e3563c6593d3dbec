"""Organizations as they are shown beside each other."""

from django.contrib.admin.utils import quote
from django.db.models import prefetch_related_objects
from django.urls import reverse

from activities import merging
from activities.catalogue.kinds import page_url
from activities.catalogue.snapshots import kind_of

NAMES = 30  # of one organization that are shown


def told(organizations):
    """Key facts of each, in the order given; asks no more often for many."""
    every = list(organizations)
    prefetch_related_objects(every, "names", "identifiers", "parent")
    named = merging.named_by_all(every)
    return [_told(one, named[one.pk]) for one in every]


def _told(organization, named):
    public = organization.is_public
    return {
        "record": organization,
        "url": reverse(
            "admin:partners_organization_change", args=[quote(organization.pk)]
        ),
        "page": page_url(kind_of(organization), organization.slug) if public else "",
        "names": list(organization.names.all())[:NAMES],
        "identifiers": list(organization.identifiers.all())[:NAMES],
        "kinds": list(named),
        "named": [(kind.heading, count) for kind, count in named.items()],
    }
