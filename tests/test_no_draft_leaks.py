"""The site with drafts is, byte for byte, the site without them."""

import re

import pytest
from django.test import Client

from activities.api.views import KINDS
from activities.catalogue.kinds import CONTENT, EntryKind, api_url, page_url
from activities.catalogue.models import Entry
from activities.exports import formats
from activities.models import FollowUp, Place, Source, Theme
from tests.conftest import forget
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)

CANARY = "zq7canary"
LISTS = ("activities", "events", "publications", "partners")
OF_RECORDS = ("jsonld", "bib", "ris", "csl.json")
QUERIES = (
    "",
    f"?q={CANARY}",
    "?q=migration",
    "?theme=hld2006-topics-2",
    "?place=202",
    "?year=2005&sort=title",
    "?status=completed",
)


def addresses() -> list[str]:
    """Every page and every answer: all records, and lists under many queries."""
    found = ["/", "/themes/", "/places/", "/dialogues/", "/api/v1/", "/api/docs/"]
    found += ["/api/v1/openapi.json"]
    for name in LISTS:
        found += [f"/{name}/{query}" for query in QUERIES]
        facets = "facets=theme,partner,role,kind,region,country,year"
        found += [f"/api/v1/{name}/{query or '?'}&{facets}" for query in QUERIES]
    for kind in (EntryKind.PARTNER, EntryKind.THEME):
        keys = Entry.objects.filter(kind=kind).order_by("pk")
        queries = [f"?{kind}={key}" for key in keys.values_list("key", flat=True)]
        found += [f"/search/{query}" for query in ["", *queries]]
        found += [f"/api/v1/search/{query}&facets=kind,role" for query in queries]
    for kind, key in Entry.objects.order_by("pk").values_list("kind", "key"):
        if kind != EntryKind.SOURCE:
            found += [page_url(kind, key), api_url(kind, key)]
    found += ["/api/v1/changes/?since=0", "/api/v1/changes/?since=0&page_size=1000"]
    for kind in (*KINDS, None):
        for form in formats.formats_of(kind):
            found.append(formats.address(kind, form.ending))
            found.append(formats.address(kind, form.ending, f"q={CANARY}"))
    for kind in CONTENT:
        for key in Entry.objects.filter(kind=kind).values_list("key", flat=True)[:5]:
            found += [f"/{kind.plural}/{key}.{ending}" for ending in OF_RECORDS]
    for name in ("activities", "events", "publications", "partners"):
        found += [f"/{name}/{CANARY}-1/", f"/api/v1/{name}/{CANARY}-1/"]
    return found


def crawl(paths: list[str]) -> dict[str, tuple[int, bytes]]:
    client = Client(raise_request_exception=False)
    forget()
    return {path: _answer(client, path) for path in paths}


def _answer(client: Client, path: str) -> tuple[int, bytes]:
    response = client.get(path)
    return response.status_code, b"".join(response)


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
def test_drafts_and_unpublished_edits_change_no_public_byte():
    paths = addresses()
    before = crawl(paths)
    write_fifty_drafts()
    edit_what_is_public()
    after = crawl(paths)
    assert len(paths) > 950
    assert [path for path in paths if before[path] != after[path]] == []
    # The word itself appears only where the visitor asked for it.
    for path, (_status, body) in after.items():
        if CANARY not in path:
            assert not re.search(CANARY.encode(), body), path


@pytest.mark.django_db
def test_a_draft_is_answered_as_if_it_did_not_exist():
    write_fifty_drafts()
    client = Client()
    for name in LISTS:
        draft = client.get(f"/api/v1/{name}/{CANARY}-1/")
        nothing = client.get(f"/api/v1/{name}/no-such-record/")
        assert (draft.status_code, draft.content) == (404, nothing.content)
