"""Fifteen journeys of delegates, researchers and journalists, with JavaScript off."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests.browser.pages import TRADE

pytestmark = pytest.mark.once

WITHDRAW = """
from activities.catalogue.models import Operation
from activities.catalogue.store import writing
with writing() as catalogue:
    catalogue.remove([("event", "unfpa-expert-meeting-2005")], Operation.WITHDRAWN)
"""
HREF = "one => one.getAttribute('href')"


def main(page):
    return page.locator("main")


def results(page):
    return page.locator("#results .row h3 a")


def follow(page, link):
    """Follow a link where it stands; returns the path that it led to."""
    wanted = link.first.get_attribute("href")
    link.first.click()
    page.wait_for_url(f"**{wanted}")
    return wanted


def heading(page) -> str:
    return page.locator("h1").inner_text()


def show(page):
    """Press what shows the results of the filters."""
    page.locator("#filters").get_by_role("button", name="Show").first.click()


def count(page) -> int:
    return int(re.search(r"\d+", page.locator("#count").inner_text())[0])


def test_from_home_by_theme_to_a_record_to_its_partner_and_the_partners_others(visit):
    page = visit()
    page.goto("/")
    follow(page, main(page).locator("a[href='/themes/hld2006-topics/2/']"))
    follow(page, main(page).locator(f"a[href='{TRADE}']"))
    follow(page, main(page).locator("a[href='/partners/world-bank/']"))
    assert "World Bank" in heading(page)
    other = main(page).locator(".row h3 a").first
    title = other.inner_text()
    follow(page, other)
    assert heading(page) == title


def test_two_filters_are_set_and_one_is_dropped(visit):
    page = visit()
    page.goto("/events/")
    page.get_by_label("2 Highly skilled").check()
    show(page)
    by_theme = count(page)
    page.get_by_label("World Trade Organization").check()
    show(page)
    assert "theme=" in page.url
    assert "partner=wto" in page.url
    assert 0 < count(page) <= by_theme
    page.get_by_role("link", name="Remove the filter Partner").click()
    assert "partner=" not in page.url
    assert count(page) == by_theme
    page.go_back()
    assert "partner=wto" in page.url
    assert page.get_by_label("World Trade Organization").is_checked()


def test_two_values_of_one_filter_are_both_found(visit):
    page = visit()
    page.goto("/events/")
    counts = []
    for year in ("2003", "2004"):
        page.goto(f"/events/?year={year}")
        counts.append(count(page))
    page.get_by_label(re.compile(r"^\s*2003")).check()
    show(page)
    assert "year=2003&year=2004" in page.url
    assert max(counts) < count(page) <= sum(counts)


def test_a_selection_is_taken_along_as_a_table(visit):
    page = visit(accept_downloads=True)
    page.goto("/events/?theme=hld2006-topics-2")
    shown = [one.evaluate(HREF) for one in results(page).all()]
    with page.expect_download() as waiting:
        main(page).locator("a[href^='/events.csv']").first.click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    for url in shown:
        assert any(url in cell for row in rows for cell in row.values() if cell), url
    assert len(rows) >= len(shown)


def test_the_second_page_and_back(visit):
    page = visit()
    page.goto("/search/?page_size=5")
    first = [one.evaluate(HREF) for one in results(page).all()]
    page.get_by_role("link", name="Next").click()
    assert "page=2" in page.url
    second = [one.evaluate(HREF) for one in results(page).all()]
    assert not set(first) & set(second)
    page.go_back()
    assert [one.evaluate(HREF) for one in results(page).all()] == first


def test_a_word_spelt_wrongly_is_put_right(visit):
    page = visit()
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("helth")
    main(page).get_by_role("button", name="Search").click()
    page.get_by_role("link", name="health", exact=True).click()
    assert count(page) > 0
    assert "q=health" in page.url


def test_a_phone_opens_and_shuts_its_filters(visit):
    page = visit(360)
    page.goto("/events/")
    drawer = page.locator("#filters .drawer")
    assert not drawer.is_visible()
    page.get_by_role("link", name="Filters", exact=True).click()
    assert drawer.is_visible()
    page.get_by_label(re.compile(r"^\s*Workshop")).check()
    show(page)
    assert page.get_by_role("link", name="Filters (1)").is_visible()
    assert not drawer.is_visible()


def test_a_delegate_reads_on_in_french(visit):
    page = visit()
    page.goto("/events/?theme=hld2006-topics-2")
    page.get_by_role("link", name="Français").click()
    assert page.url.endswith("/fr/events/?theme=hld2006-topics-2")
    title = results(page).first.inner_text()
    results(page).first.click()
    assert "/fr/events/" in page.url
    assert page.locator("html").get_attribute("lang") == "fr"
    assert heading(page) == title
    page.get_by_role("link", name="English").click()
    assert "/fr/" not in page.url
    assert heading(page) == title


def test_nothing_found_leads_to_something(visit):
    page = visit()
    page.goto("/events/?place=054")
    assert count(page) == 0
    way = page.locator("#results ul a[href*='/events/'], #results p a").first
    way.click()
    assert count(page) > 0


def test_a_date_that_is_none_is_mended(visit):
    page = visit()
    page.goto("/events/?from=2005-13&theme=hld2006-topics-2")
    assert page.get_by_label("2 Highly skilled").first.is_checked()
    page.get_by_label("From", exact=False).first.fill("2005")
    show(page)
    assert "from=2005" in page.url
    assert "theme=hld2006-topics-2" in page.url
    assert count(page) > 0


def test_what_came_before_and_after_a_workshop(visit):
    page = visit()
    page.goto(TRADE)
    after = main(page).locator("a[href='/events/wto-presentation-2005/']")
    follow(page, after)
    before = main(page).locator(f"a[href='{TRADE}']")
    follow(page, before)
    assert heading(page).startswith("Trade and Migration")


def test_a_researcher_cites_a_record(visit):
    page = visit(accept_downloads=True)
    page.goto("/publications/world-migration-report-2005/")
    with page.expect_download() as waiting:
        main(page).locator("a[href$='.bib']").first.click()
    told = Path(waiting.value.path()).read_text()
    assert told.startswith("@")
    assert "World Migration" in told


def test_a_journalist_follows_a_selection_by_feed(visit):
    page = visit()
    page.goto("/events/?theme=hld2006-topics-2")
    shown = {one.evaluate(HREF) for one in results(page).all()}
    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    told = page.request.get(feed)
    assert told.ok
    assert "theme=hld2006-topics-2" in feed
    assert all(url in told.text() for url in shown)


def test_a_record_taken_back_leads_to_its_list(visit, served):
    served.python(WITHDRAW)
    page = visit()
    assert page.goto("/events/unfpa-expert-meeting-2005/").status == 410
    follow(page, main(page).locator("a[href='/events/']"))
    assert count(page) > 0


def test_a_mistyped_address_leads_to_the_record(visit):
    page = visit()
    assert page.goto("/event/workshop-trade-migration/").status == 404
    follow(page, main(page).locator(f"a[href='{TRADE}']"))
    assert heading(page).startswith("Trade and Migration")


@pytest.mark.parametrize("path", ["/map/", "/coverage/", "/timeline/", "/network/"])
def test_a_picture_is_read_as_a_table_and_followed_to_its_records(visit, path):
    page = visit()
    page.goto(path)
    cell = main(page).locator("table td a, table th a").filter(has_text=re.compile("."))
    wanted = cell.first.evaluate(HREF)
    page.goto(wanted)
    assert page.locator("h1").is_visible()
