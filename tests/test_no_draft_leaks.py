"""The site with drafts is, byte for byte, the site without them."""

import pytest
from django.test import Client

from activities.models import FollowUp, Place, Source, Theme
from tests.crawling import CANARY, LISTS, crawl
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)


def write_fifty_drafts() -> None:
    """Drafts of every kind, linked to all that is public."""
    public = {
        model: model.objects.order_by("pk").first() for model in (Theme, Place, Source)
    }
    named = {"title": f"Draft {CANARY}", "summary": CANARY, "note": CANARY}
    partners = [
        OrganizationFactory(slug=f"{CANARY}-{n}", name=f"Partner {CANARY} {n}")
        for n in range(1, 11)
    ]
    for number in range(1, 11):
        slug = f"{CANARY}-{number}"
        activity = ActivityFactory(slug=slug, dates="2005", **named)
        for event in (
            EventFactory(slug=slug, activity=activity, dates="2005-04", **named),
            EventFactory(slug=f"{slug}-b", activity=activity, **named),
        ):
            event.themelink_set.create(theme=public[Theme], reason=CANARY)
            event.recordplace_set.create(place=public[Place], city=CANARY)
            event.citation_set.create(source=public[Source], quote=CANARY)
            ParticipationFactory(event=event, organization=partners[number - 1])
            earlier = type(event).objects.filter(state="published").first()
            FollowUp.objects.create(event=event, follows=earlier)
        PublicationFactory(slug=slug, activity=activity, **named)


def edit_what_is_public() -> None:
    """Unpublished edits of published records, and staff's notes on them."""
    for kind in (ActivityFactory, EventFactory, PublicationFactory):
        for record in kind._meta.model.objects.filter(state="published")[:5]:
            record.title = f"{record.title} {CANARY}"
            record.internal_note = CANARY
            record.save()


@pytest.mark.django_db
def test_drafts_and_unpublished_edits_change_no_public_byte(first_crawl):
    before = first_crawl.answers
    write_fifty_drafts()
    edit_what_is_public()
    after = crawl(list(before)).answers
    assert len(before) > 950
    assert [path for path in before if before[path] != after[path]] == []
    # The word itself appears only where the visitor asked for it.
    for path, answer in after.items():
        assert CANARY in path or CANARY.encode() not in answer.content, path


@pytest.mark.django_db
def test_a_draft_is_answered_as_if_it_did_not_exist():
    write_fifty_drafts()
    client = Client()
    for name in LISTS:
        draft = client.get(f"/api/v1/{name}/{CANARY}-1/")
        nothing = client.get(f"/api/v1/{name}/no-such-record/")
        assert (draft.status_code, draft.content) == (404, nothing.content)
