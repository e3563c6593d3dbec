"""Makers of records, with sensible values for what a test does not care about."""

import factory

from activities.choices import ActivityKind, EventKind, PublicationKind, Role
from activities.models import (
    Activity,
    Event,
    Participation,
    Publication,
    RecordPlace,
    ThemeLink,
)
from partners.choices import OrganizationKind
from partners.models import Organization


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    slug = factory.Sequence(lambda n: f"made-partner-{n}")
    name = factory.Sequence(lambda n: f"Made Partner {n}")
    kind = OrganizationKind.NGO


class _ContentFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    slug = factory.Sequence(lambda n: f"made-record-{n}")
    title = factory.Sequence(lambda n: f"Made record {n}")


class ActivityFactory(_ContentFactory):
    class Meta:
        model = Activity

    kind = ActivityKind.PROJECT


class EventFactory(_ContentFactory):
    class Meta:
        model = Event

    kind = EventKind.WORKSHOP


class PublicationFactory(_ContentFactory):
    class Meta:
        model = Publication

    kind = PublicationKind.REPORT


class ParticipationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participation

    organization = factory.SubFactory(OrganizationFactory)
    role = Role.PARTICIPANT


class RecordPlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecordPlace


class ThemeLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ThemeLink
