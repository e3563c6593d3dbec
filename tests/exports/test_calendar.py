"""Calendars: whole days that no time zone moves, and nothing made up."""

import subprocess
import sys
from datetime import date

import pytest
from icalendar import Calendar

from activities import publishing
from activities.models import FollowUp, Place
from tests.exports import reading
from tests.factories import EventFactory, RecordPlaceFactory

pytestmark = pytest.mark.django_db

# Reads a calendar in the time zone of the process.
READ = """
import sys
from icalendar import Calendar
for one in Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT"):
    print(one["uid"], one["dtstart"].dt.isoformat(), one["dtend"].dt.isoformat())
"""


def calendar(client, address="/events.ics?sort=title"):
    return Calendar.from_ical(reading.body(client, address))


def entry(client, event):
    entries = calendar(client).walk("VEVENT")
    return next(
        one for one in entries if one["uid"] == f"event-{event.slug}@testserver"
    )


def test_an_event_has_whole_days_its_place_and_what_it_follows(client):
    before = EventFactory(dates="2004-10-04")
    event = EventFactory(
        dates="2005-10-26/2005-10-27", title="Meeting; with, signs", halted="cancelled"
    )
    place = Place.objects.get(code="LK")
    RecordPlaceFactory(event=event, place=place, relation="held-in", city="Colombo")
    FollowUp.objects.create(event=event, follows=before)
    publishing.publish_all([before, event])
    found = entry(client, event)
    assert (found["dtstart"].dt, found["dtend"].dt) == (
        date(2005, 10, 26),
        date(2005, 10, 28),
    )
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert found["summary"] == "Meeting; with, signs"
    assert found["location"] == "Colombo, Sri Lanka"
    assert found["status"] == "CANCELLED"
    assert found["related-to"] == f"event-{before.slug}@testserver"
    assert found["url"] == f"http://testserver/events/{event.slug}/"


@pytest.mark.parametrize("dates", ["2005", "2005-10", "2005-10-26~", "2004/..", ""])
def test_what_is_not_known_to_the_day_is_left_out_and_counted(client, dates):
    before = int(calendar(client)["x-left-out"])
    event = EventFactory(dates=dates)
    publishing.publish(event)
    after = calendar(client)
    assert int(after["x-left-out"]) == before + 1
    assert str(before + 1) in after["x-wr-caldesc"]
    assert event.slug not in str(after.walk("VEVENT"))


def test_a_day_is_the_same_day_in_every_zone(client):
    publishing.publish_all(
        [EventFactory(dates="2005-12-31"), EventFactory(dates="2006-03-26")]
    )
    data = reading.body(client, "/events.ics?sort=title")
    seen = {
        subprocess.run(
            [sys.executable, "-c", READ],
            input=data,
            env={"TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Pacific/Kiritimati", "America/Anchorage")
    }
    assert len(seen) == 1
    assert b"2005-12-31 2006-01-01" in seen.pop()


def test_what_is_asked_for_adds_no_line_to_the_calendar(client):
    asked = "activity=a%0d%0aX-FIRST:1%0dX-SECOND:1,%01;b%0b"
    found = calendar(client, f"/events.ics?{asked}")
    assert not {"X-FIRST", "X-SECOND"} & set(found)
    told = r"Events. Part of activity: a X-FIRST:1 X-SECOND:1\,\;b"
    assert found["name"] == found["x-wr-calname"] == told


def test_texts_of_a_record_stay_in_their_lines(client):
    title = "One, two; three\\ four\x01"
    event = EventFactory(
        dates="2005-10-26", title=title, summary="A\rX-FIRST:1\r\nX-SECOND:1\nend"
    )
    publishing.publish(event)
    found = entry(client, event)
    assert not {"X-FIRST", "X-SECOND"} & set(found)
    assert found["summary"] == title.removesuffix("\x01")
    assert found["description"].split("\n") == ["A", "X-FIRST:1", "X-SECOND:1", "end"]
