"""A list and a record on paper: what it is, from where, of which day; no controls."""

from datetime import UTC, datetime

import pytest

from tests.browser.pages import TRADE

pytestmark = pytest.mark.once

# Of usual length: the longest and the shortest of the first content, and one between.
RECORDS = (
    TRADE,
    "/events/bali-process-senior-officials-meeting-2004/",
    "/activities/ministerial-consultations-labour-sending-asia/",
    "/publications/world-migration-report-2005/",
    f"/fr{TRADE}",
)
LIST = "/events/?theme=hld2006-topics-2"
CONTROLS = ("nav", "form", "button", "input", "select", ".skip", ".forms", "summary")


@pytest.mark.parametrize("path", [*RECORDS, LIST])
def test_a_page_on_paper_says_what_it_is_and_where_it_stands(visit, address, path):
    page = visit()
    page.goto(path)
    title = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("h1").inner_text() == title
    told = page.locator(".printed").inner_text()
    assert f"{address}{path}" in told
    assert str(datetime.now(UTC).year) in told
    for control in CONTROLS:
        assert not page.locator(f"{control}:visible").count(), control


@pytest.mark.parametrize("path", RECORDS)
def test_a_record_takes_two_pages_at_most(visit, path):
    page = visit()
    page.goto(path)
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2


def test_nobody_sees_on_the_screen_what_is_only_for_paper(visit):
    page = visit()
    page.goto(LIST)
    assert not page.locator(".printed").is_visible()
