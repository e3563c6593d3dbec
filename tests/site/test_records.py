"""Pages of records, themes, places and partners: what, where, when, who, on what."""

import pytest

from activities import publishing
from activities.catalogue.related import MOST_SHOWN
from activities.models import Event
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)
from tests.site.reading import Node, hrefs, read, strange_scripts

pytestmark = pytest.mark.django_db

WORKSHOP = "/events/idm-workshop-trade-and-migration-2003/"


def section(page: Node, heading: str) -> Node:
    """The part of a page under a heading."""
    for part in page.all("section"):
        if any(one.text == heading for one in part.all("h2")):
            return part
    raise AssertionError(f"no section {heading}")


def facts(page: Node) -> dict[str, str]:
    """Terms of the definition list and what stands under each."""
    listed = page.one("dl")
    terms, told = listed.all("dt"), listed.all("dd")
    return {term.text: one.text for term, one in zip(terms, told, strict=True)}


def test_an_event_tells_what_when_and_who_in_which_role(client):
    told = facts(read(client.get(WORKSHOP)))
    assert told["What"] == "Workshop"
    assert told["When"].startswith("November 2003")
    assert "World Bank" in told["Co-organizer"]
    assert "Organisation for Economic Co-operation" in told["Co-organizer"]
    assert "World Trade Organization" in told["Expert"]
    assert "Migration of highly skilled persons" in told["Themes"]


def test_dates_are_shown_as_they_were_written(client):
    page = read(
        client.get("/events/idm-workshop-managing-the-movement-of-people-2004/")
    )
    assert "1 January" not in page.text


def test_the_chain_is_told_in_order_of_time(client):
    links = section(read(client.get(WORKSHOP)), "Before and after").all("li")
    told = [link.text for link in links]
    assert "this record" in told[0]
    assert "Managing the Movement of People" in told[1]
    assert "WTO Council for Trade in Services" in told[2]


def test_sources_are_given_down_to_the_passage(client):
    page = read(client.get(WORKSHOP))
    sources = section(page, "Sources")
    assert "Section B.2" in sources.text
    assert sources.all("blockquote")
    assert "breaks off" in page.one("p", class_="notice").text


def test_an_activity_leads_to_its_events_and_back(client):
    series = read(client.get("/activities/international-dialogue-on-migration/"))
    assert WORKSHOP in hrefs(series)
    assert "/activities/international-dialogue-on-migration/" in hrefs(
        read(client.get(WORKSHOP))
    )


def test_a_theme_shows_its_records_and_the_way_to_the_cross_cutting(client):
    page = read(client.get("/themes/hld2006-topics/2/"))
    assert WORKSHOP in hrefs(page)
    across = "/activities/?cross_cutting=1&dialogue=hld2006-topics"
    assert across in hrefs(section(page, "Relevant to every theme"))


def test_a_lost_section_is_a_theme_with_only_what_is_known(client):
    page = read(client.get("/themes/hld2006-topics/3/"))
    rows = [row.one("h3").text for row in page.all("li", class_="row")]
    assert rows == ["Dynamics of Remittance Utilization in Bangladesh"]


def test_a_place_shows_what_lies_in_it_and_why(client):
    page = read(client.get("/places/202/"))
    assert "in Sub-Saharan Africa through Zimbabwe" in page.text
    above = page.one("nav", class_="above").all("a")
    assert [one.text for one in above] == ["Places", "World", "Africa"]


@pytest.mark.parametrize("code", ["AGO", "024", "ao"])
def test_a_place_has_one_address(client, code):
    response = client.get(f"/places/{code}/")
    assert (response.status_code, response["Location"]) == (301, "/places/AO/")


def test_a_partner_is_shown_by_its_roles(client):
    page = read(client.get("/partners/world-bank/"))
    assert WORKSHOP in hrefs(section(page, "Co-organizer"))


def test_the_first_page_counts_the_five_themes(client):
    page = read(client.get("/"))
    rows = page.one("table", class_="themes").one("tbody").all("tr")
    assert len(rows) == 6  # five themes, and what cuts across them
    events = rows[1].all("td")[1].one("a")
    listed = read(client.get(events["href"]))
    assert listed.one("h2", class_="count").text.split()[0] == events.text.split()[0]


def test_what_is_published_is_seen_at_once_and_what_is_withdrawn_is_gone(client):
    made = EventFactory(title="A workshop in Maputo", dates="2006-03")
    assert client.get(f"/events/{made.slug}/").status_code == 404
    publishing.publish(made)
    assert "A workshop in Maputo" in read(client.get("/events/?year=2006")).text
    publishing.withdraw(Event.objects.get(pk=made.pk), reason="Entered twice")
    response = client.get(f"/events/{made.slug}/")
    assert response.status_code == 410
    assert "Entered twice" not in response.content.decode()
    assert "A workshop in Maputo" not in read(client.get("/events/?year=2006")).text


def test_an_edit_is_not_public_until_it_is_published(client):
    made = EventFactory(title="Published title")
    publishing.publish(made)
    made = Event.objects.get(pk=made.pk)
    made.title = "Working title"
    made.save()
    assert read(client.get(f"/events/{made.slug}/")).one("h1").text == "Published title"


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (ActivityFactory, ("title", "summary", "description", "note", "date_note")),
        (EventFactory, ("title", "summary", "description", "note")),
        (PublicationFactory, ("title", "summary", "series", "number", "edition")),
        (OrganizationFactory, ("name", "acronym", "description", "city", "note")),
    ],
)
def test_what_staff_write_is_text_never_markup(client, factory, fields):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    made = factory(**dict.fromkeys(fields, nasty[:40]))
    publishing.publish(made)
    kind = {"Organization": "partners", "Activity": "activities"}.get(
        type(made).__name__, f"{type(made).__name__.lower()}s"
    )
    for path in (f"/{kind}/{made.slug}/", f"/{kind}/", "/"):
        page = read(client.get(path))
        assert not strange_scripts(page), path
        assert not page.all("img"), path


def test_a_partner_in_two_roles_is_named_under_both(client):
    event, partner = EventFactory(), OrganizationFactory(name="Two Roles Trust")
    for role in ("funder", "host"):
        ParticipationFactory(event=event, organization=partner, role=role)
    publishing.publish(partner)
    publishing.publish(event)
    told = facts(read(client.get(f"/events/{event.slug}/")))
    assert told["Funder"] == told["Host"] == "Two Roles Trust"
    row = read(client.get(f"/events/?partner={partner.slug}")).one("li", class_="row")
    assert "Two Roles Trust (funder, host)" in row.text


def test_a_page_that_names_only_some_of_many_leads_to_all(client):
    series = ActivityFactory()
    events = [EventFactory(activity=series) for _ in range(MOST_SHOWN + 3)]
    publishing.publish_all([series, *events])
    page = read(client.get(f"/activities/{series.slug}/"))
    part = section(page, "Events")
    listed = part.all("li")
    assert len(listed) == MOST_SHOWN
    more = part.all("a")[-1]["href"]
    all_of_them = read(client.get(more)).one("h2", class_="count").text
    assert all_of_them.startswith(str(MOST_SHOWN + 3))
