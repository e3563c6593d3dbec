"""Records that were entered here, as elements of their own."""

import pytest
from lxml import etree

from activities import publishing
from activities.models import Budget, Classification, Location, Place, TransactionSum
from partners.models import OrganizationIdentifier
from tests.exports import reading
from tests.exports.iati import rules, standard
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
    RecordPlaceFactory,
)

pytestmark = pytest.mark.django_db

LISTS = ("/activities.xml", "/events.xml", "/partners.xml")


def checked(client, address):
    """The root of a file that has stood every check."""
    data = reading.body(client, address)
    root = etree.fromstring(data)
    if standard.FOLDER.is_dir():
        assert standard.faults(data) == []
        assert rules.faults(root) == []
    return root


def element_of(client, record):
    publishing.publish(record)
    plural = {"activity": "activities"}.get(record._meta.model_name, "events")
    (element,) = checked(client, f"/{plural}/{record.slug}.xml").iterchildren(
        "iati-activity"
    )
    return element


@standard.needed
@pytest.mark.parametrize("address", LISTS)
def test_the_content_of_2005_is_valid_and_keeps_the_rules(client, address):
    root = checked(client, address)
    assert len(root.findall("*")) > 5
    assert root.get("version") == "2.03"


def test_a_whole_record_has_all_its_parts(client):
    activity = ActivityFactory(
        slug="a-project",
        title="A project",
        summary="In short",
        translations={"fr": {"title": "Un projet", "summary": "Bref"}},
        dates="2004/2005-03-31",
        planned="2004-01-01/2004-12-31",
    )
    for code in ("LK", "TH", "202"):
        RecordPlaceFactory(activity=activity, place=Place.objects.get(code=code))
    partner = OrganizationFactory(name="A funder", kind="academic")
    OrganizationIdentifier.objects.create(
        organization=partner, scheme="iati", value="XX-TEST-9"
    )
    publishing.publish(partner)
    for role in ("funder", "supporter", "participant"):
        ParticipationFactory(activity=activity, organization=partner, role=role)
    Classification.objects.create(
        activity=activity, scheme="sector", vocabulary="1", code="15190"
    )
    Location.objects.create(activity=activity, name="Spot", latitude=6, longitude=80)
    Budget.objects.create(
        activity=activity, value=5, currency="USD", start="2004-01-01", end="2004-12-31"
    )
    TransactionSum.objects.create(
        activity=activity, kind="disbursement", currency="USD", value=7, count=3
    )
    element = element_of(client, activity)
    assert element.findtext("iati-identifier") == "XM-DAC-47066-A-PROJECT"
    assert element.get("default-currency") == "USD"
    assert element.xpath("title/narrative/text()") == ["A project", "Un projet"]
    assert element.xpath("description/narrative/text()") == ["In short", "Bref"]
    assert element.xpath("description/narrative/@xml:lang") == ["fr"]
    (funder,) = element.iterchildren("participating-org")
    assert funder.attrib == {"ref": "XX-TEST-9", "type": "80", "role": "1"}
    assert element.xpath("activity-scope/@code") == ["2"]
    assert element.xpath("budget/value/@value-date") == ["2004-01-01"]
    # Nobody knows when the money went: no day is made up for it.
    assert element.findall("transaction") == []
    told = [
        (one.get("type"), one.get("iso-date")) for one in element.iter("activity-date")
    ]
    assert told == [
        ("1", "2004-01-01"),
        ("2", "2004-01-01"),
        ("3", "2004-12-31"),
        ("4", "2005-03-31"),
    ]
    assert element.xpath("activity-date[@type='2']/narrative/text()") == [
        "2004 – 31 March 2005"
    ]
    assert not element.xpath("activity-date[@type='4']/narrative")


def test_shares_that_nobody_stated_are_even_and_say_so(client):
    activity = ActivityFactory(dates="2004")
    for code in ("LK", "asia-pacific", "202"):
        RecordPlaceFactory(activity=activity, place=Place.objects.get(code=code))
    element = element_of(client, activity)
    (country,) = element.iterchildren("recipient-country")
    assert "none is stated" in country.findtext("narrative")
    # Regions of two lists could not make up the whole: all are of ours.
    regions = list(element.iterchildren("recipient-region"))
    assert [one.get("code") for one in regions] == ["asia-pacific", "202"]
    assert {one.get("vocabulary-uri") for one in regions} == {
        "http://testserver/places/"
    }


def test_an_event_is_a_child_with_its_papers_and_where_it_was_held(client):
    activity = ActivityFactory(dates="2004/..")
    event = EventFactory(activity=activity, dates="2005-04-27")
    place = Place.objects.get(code="CH")
    RecordPlaceFactory(event=event, place=place, relation="held-in", city="Geneva")
    paper = PublicationFactory(event=event, url="https://example.org/p", dates="2005")
    publishing.publish_all([activity, paper])
    element = element_of(client, event)
    assert element.get("hierarchy") == "2"
    assert element.findtext("iati-identifier") == (
        f"XM-DAC-47066-EVENT-{event.slug.upper()}"
    )
    above = f"XM-DAC-47066-{activity.slug.upper()}"
    (related,) = element.iterchildren("related-activity")
    assert related.attrib == {"ref": above, "type": "1"}
    (link,) = element.iterchildren("document-link")
    assert link.attrib == {"url": "https://example.org/p", "format": "text/html"}
    assert link.find("document-date") is None
    assert element.xpath("location/name/narrative/text()") == ["Geneva, Switzerland"]
    assert element.find("activity-scope") is None
    # Without partners it is the publisher's own.
    (partner,) = element.iterchildren("participating-org")
    assert partner.attrib == {"ref": "XM-DAC-47066", "type": "40", "role": "2"}


def test_a_draft_is_not_named_by_what_stands_around_it(client):
    activity = ActivityFactory(dates="2004")
    EventFactory(slug="hidden-event", activity=activity, dates="2004")
    ActivityFactory(slug="hidden-part", parent=activity, dates="2004")
    PublicationFactory(activity=activity, url="https://example.org/hidden")
    element = element_of(client, activity)
    assert b"hidden" not in etree.tostring(element).lower()


@pytest.mark.parametrize(
    ("dates", "code"),
    [("2004", "4"), ("2004/..", "2"), ("2090-01", "1"), ("2004-05-01/2090", "2")],
)
def test_the_status_is_that_of_the_dates(client, dates, code):
    element = element_of(client, ActivityFactory(dates=dates))
    assert element.xpath("activity-status/@code") == [code]


def test_what_is_to_come_is_planned(client):
    element = element_of(client, ActivityFactory(dates="2004-05-01/2090"))
    assert element.xpath("activity-date/@type") == ["2", "3"]


def test_what_has_no_date_is_left_out_and_told_in_a_comment(client):
    before = reading.body(client, "/activities.xml").count(b"<iati-activity ")
    publishing.publish(ActivityFactory(slug="un--dated--"))
    data = reading.body(client, "/activities.xml")
    assert data.count(b"<iati-activity ") == before
    (comment,) = etree.fromstring(data).xpath("comment()")[-1:]
    assert "left out, as no date" in comment.text
    assert "un‐-dated‐-" in comment.text


def test_no_two_records_share_an_identifier(client):
    records = [
        ActivityFactory(slug="event-x", dates="2004"),
        ActivityFactory(slug="activity-event-x", dates="2004"),
        ActivityFactory(slug="x", dates="2004"),
    ]
    event = EventFactory(slug="x", dates="2004")
    found = {
        element_of(client, one).findtext("iati-identifier") for one in (*records, event)
    }
    assert len(found) == 4


def test_control_characters_do_not_break_a_file(client):
    activity = ActivityFactory(title="A \x0b title & <b>", dates="2004")
    title = element_of(client, activity).findtext("title/narrative")
    assert title == "A  title & <b>"
