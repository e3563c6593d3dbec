"""An activity that came from a publisher's file, as an import leaves it."""

from pathlib import Path

from lxml import etree

from activities import publishing
from activities.catalogue import snapshots
from activities.iati import groups
from activities.models import (
    Activity,
    ActivityIdentifier,
    Budget,
    Classification,
    Location,
    Original,
    Place,
    TransactionSum,
)
from tests.factories import (
    ActivityFactory,
    OrganizationFactory,
    ParticipationFactory,
    RecordPlaceFactory,
)

ELEMENT = Path(__file__).with_name("original.xml").read_text().strip()


def import_activity(slug: str = "came-in", element: str = ELEMENT) -> Activity:
    """An activity with the fields that the element was read to, not yet published."""
    parent = ActivityFactory(slug=f"{slug}-above", dates="2018/2020")
    publishing.publish(parent)
    activity = ActivityFactory(
        slug=slug,
        title="Un projet",
        description="Ce qu’il fait & pourquoi",
        language="fr",
        translations={"en": {"title": "A project"}},
        dates="2019-01-01/2019-12-31",
        parent=parent,
    )
    _add_parts(activity)
    keep(activity, element)
    return activity


def keep(activity: Activity, element: str) -> None:
    """Keep the element, as of what the activity is now."""
    taken = snapshots.take(snapshots.queryset("activity").get(pk=activity.pk))
    Original.objects.update_or_create(
        activity=activity,
        defaults={"element": element, "groups": groups.digests(taken)},
    )


def _add_parts(activity: Activity) -> None:
    ministry = OrganizationFactory(
        slug=f"{activity.slug}-ministry", name="Un ministère"
    )
    publishing.publish(ministry)
    ParticipationFactory(activity=activity, organization=ministry, role="funder")
    for code, share in (("LK", 60), ("TH", 40)):
        place = Place.objects.get(code=code)
        RecordPlaceFactory(activity=activity, place=place, percentage=share)
    for scheme, value in (("iati", "XX-TEST-1-A.1"), ("iati-a1", "77")):
        ActivityIdentifier.objects.create(activity=activity, scheme=scheme, value=value)
    for scheme, vocabulary, code in (("sector", "1", "15190"), ("tag", "2", "10")):
        Classification.objects.create(
            activity=activity, scheme=scheme, vocabulary=vocabulary, code=code
        )
    period = {"start": "2019-01-01", "end": "2019-12-31"}
    Budget.objects.create(
        activity=activity, value="100.50", currency="CHF", status="committed", **period
    )
    TransactionSum.objects.create(
        activity=activity,
        kind="disbursement",
        currency="CHF",
        value=50,
        last="2019-02-01",
    )
    Location.objects.create(activity=activity, name="Colombo")


def in_groups(element) -> dict[str, list[bytes]]:
    """The bytes of the elements of each group."""
    return {
        group: [
            etree.tostring(child, with_tail=False)
            for child in element.iterchildren(*tags)
        ]
        for group, tags in groups.ELEMENTS.items()
    }
