"""Random records, published, for tests in which two ways must agree."""

from random import Random

from activities import publishing
from activities.choices import ActivityKind, EventKind, Halt, PublicationKind, Role
from activities.models import Dialogue, Place, Theme
from partners.models import Organization
from partners.records import State
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
    RecordPlaceFactory,
    ThemeLinkFactory,
)

DATES = [
    "",
    "2003-11",
    "2004",
    "2005-10-26/2005-10-27",
    "2004/..",
    "../2004",
    "2005~",
    "2003-12-31",
    "2004-01-01",
    "2002/2006",
    "2030-06",
    "2026/2028",
]
WORDS = [
    "remittances",
    "labour",
    "diaspora",
    "trade",
    "health",
    "Élan",
    "workshops",
    "réfugiés",
    "trafficking",
]
PLACES = ["AO", "ZM", "LK", "TH", "202", "142", "asia-pacific", "CSXX", "XK", "001"]
MAKERS = {
    "activity": (ActivityFactory, ActivityKind),
    "event": (EventFactory, EventKind),
    "publication": (PublicationFactory, PublicationKind),
}


class World:
    """Partners and records made by chance; the same seed makes the same."""

    def __init__(self, seed: int, records: int = 40) -> None:
        self.random = Random(seed)
        self.partners = [OrganizationFactory() for _ in range(5)]
        publishing.publish_all(self.partners)
        self.themes = list(Theme.objects.all())
        self.places = list(Place.objects.filter(code__in=PLACES))
        self.dialogues = list(Dialogue.objects.all())
        self.records = [self.record() for _ in range(records)]
        publishing.publish_all(self.records)

    def record(self):
        """One more record, with parts, not yet published."""
        draw = self.random
        kind = draw.choice(list(MAKERS))
        maker, kinds = MAKERS[kind]
        made = maker(
            title=" ".join(draw.sample(WORDS, 3)).capitalize(),
            kind=draw.choice(kinds.values),
            dates=draw.choice(DATES),
            halted=draw.choice(["", "", "", *Halt.values]),
        )
        self.add_parts(made)
        return made

    def add_parts(self, record) -> None:
        draw, owner = self.random, {record._meta.model_name: record}
        if draw.random() < 0.2:
            record.cross_cutting = draw.choice(self.dialogues)
            record.save()
        else:
            for theme in draw.sample(self.themes, draw.randint(0, 2)):
                ThemeLinkFactory(theme=theme, **owner)
        for place in draw.sample(self.places, draw.randint(0, 3)):
            RecordPlaceFactory(place=place, **owner)
        for partner in draw.sample(self.partners, draw.randint(0, 3)):
            for role in draw.sample(["funder", "expert", "host"], draw.randint(1, 2)):
                ParticipationFactory(organization=partner, role=Role(role), **owner)


def one_random_step(world, draw: Random) -> None:
    """Publish, edit, withdraw, rename or delete something."""
    record = draw.choice(world.records)
    step = draw.choice(["edit", "withdraw", "rename", "delete", "new"])
    if step == "edit":
        record.title = f"Renamed {draw.randint(0, 99)}"
        record.save()
        publishing.publish(record)
    elif step == "withdraw" and record.state == State.PUBLISHED:
        publishing.withdraw(record)
    elif step == "rename":
        partner = Organization.objects.get(pk=draw.choice(world.partners).pk)
        partner.name = f"Renamed partner {draw.randint(0, 99)}"
        partner.save()
        publishing.publish(partner)
    elif step == "delete" and len(world.records) > 1:
        world.records.remove(record)
        publishing.delete(record)
    else:
        made = world.record()
        publishing.publish(made)
        world.records.append(made)
