"""Organizations that anything may name, by chance; all that a merge could change."""

from random import Random

import orjson
from django.apps import apps
from django.db import IntegrityError

from activities import merging, publishing
from activities.catalogue.models import Entry
from activities.choices import Role
from activities.models import PartnerQuestion, Source
from partners.models import Organization
from partners.records import Record, State
from tests.admin.desk import make_source
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)

KEPT = (
    *("partners.Organization", "partners.OrganizationName"),
    *("partners.OrganizationIdentifier", "activities.Participation"),
    *("activities.Citation", "activities.Original", "activities.PartnerQuestion"),
    *("activities.DifferentOrganizations", "activities.Source", "activities.Activity"),
    *("activities.Event", "activities.Publication"),
)
# A new version is made, and published; nothing else may be other than before.
GROWING = {"version", "published_version", "updated_at", "read_at"}


def standing(leave=()) -> dict:
    """Every row and every public document, but for what grows, by key."""
    found: dict = {}
    for label in KEPT:
        for row in apps.get_model(label).objects.all():
            told = {
                field.attname: getattr(row, field.attname)
                for field in row._meta.concrete_fields
                if field.attname not in GROWING
            }
            if isinstance(row, Record):
                told["waits"] = row.has_unpublished_changes
            found[label, row.pk] = {k: v for k, v in told.items() if k not in leave}
    for entry in Entry.objects.all():
        document = orjson.loads(entry.document)
        document.pop("updated")
        found[entry.kind, entry.key] = [
            {k: v for k, v in one.items() if k not in leave}
            for one in (document, entry.snapshot)
        ]
        found[entry.kind, entry.key].append(entry.published_at)
    return found


class Partners:
    """Some organizations, drafts and all, and records that name them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.sources = [make_source(f"made-{n}") for n in range(3)]
        self.organizations = [self._organization(n) for n in range(6)]
        self.records = [self._record() for _ in range(10)]
        self._relations()

    def _organization(self, n):
        draw = self.random
        made = OrganizationFactory(
            acronym=draw.choice(["", f"A{n}"]),
            city=draw.choice(["", "Oslo", "Bern"]),
            note=draw.choice(["", "Said of it", f"Note {n}"]),
            parent=draw.choice([None, *getattr(self, "made", [])]),
        )
        self.made = [*getattr(self, "made", []), made]
        for kind in draw.sample(
            ["former", "official", "as-written"], draw.randint(0, 2)
        ):
            made.names.create(name=f"Name {draw.randint(0, 3)}", kind=kind)
        if draw.random() < 0.6:
            made.identifiers.create(scheme="iati", value=f"X-{draw.randint(0, 3)}")
        if draw.random() < 0.5:
            made.citation_set.create(source=draw.choice(self.sources), section="A")
        return made

    def _record(self):
        draw = self.random
        maker = draw.choice([ActivityFactory, EventFactory, PublicationFactory])
        record = maker()
        owner = {record._meta.model_name: record}
        for partner in draw.sample(self.organizations, draw.randint(1, 4)):
            for role in draw.sample(["funder", "expert", "host"], draw.randint(1, 2)):
                note = draw.choice(["", "n1", "n2"])
                ParticipationFactory(
                    organization=partner, role=Role(role), note=note, **owner
                )
        return record

    def _relations(self):
        draw = self.random
        for source in self.sources:
            publisher = draw.choice([None, *self.organizations])
            Source.objects.filter(pk=source.pk).update(publisher=publisher)
        one, *others = self.organizations
        for other in others[:3]:
            PartnerQuestion.objects.get_or_create(
                organization=one,
                candidate=other,
                defaults={"likeness": 91, "reason": "a similar name"},
            )
        publishing.publish_sources(one.code for one in self.sources)
        for record in [*self.organizations, *self.records]:
            self._step(record)

    def _step(self, record):
        """Draft, public, public with edits that wait, or withdrawn."""
        draw = self.random.random()
        if draw < 0.2:
            return
        publishing.publish(record)
        if draw > 0.9:
            publishing.withdraw(record)
        elif draw > 0.65:
            record.note = f"Edited {self.random.random()}"
            record.save()
            self._edit_partners(record)

    def _edit_partners(self, record):
        if isinstance(record, Organization):
            record.names.create(name=f"Draft {record.pk}", kind="alternative")
        elif self.random.random() < 0.5:
            record.participation_set.order_by("?").first().delete()

    def merge(self) -> bool:
        """Merge two by chance; False where that would put one above itself."""
        rows = Organization.objects.filter(pk__in=[one.pk for one in self.made])
        rows = rows.exclude(state=State.WITHDRAWN).order_by("pk")
        gone, stays = self.random.sample(list(rows), 2)
        if gone.state == State.PUBLISHED and stays.state != State.PUBLISHED:
            gone, stays = stays, gone
        try:
            merging.merge(gone, stays)
        except IntegrityError:
            return False
        return True
