"""With scripts a list changes in place, and nothing of a page's own way is lost."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.once  # what scripts do

LIST = "/search/?sort=title"


@pytest.fixture
def page(visit):
    return visit(scripts=True)


def news(page):
    return page.locator("#news")


def opened(page) -> list[str]:
    """The documents that are loaded from now on."""
    found: list[str] = []
    page.on(
        "request", lambda one: one.is_navigation_request() and found.append(one.url)
    )
    return found


def box(page, name):
    return page.get_by_role("checkbox", name=name).first


def test_a_box_that_is_ticked_changes_the_list_in_place(page, complaints):
    page.goto(LIST)
    loads = opened(page)
    box(page, "Trafficking in persons").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(
        "/search/?sort=title&theme=hld2006-topics-4", timeout=20000
    )
    expect(news(page)).to_contain_text("under Trafficking in persons")
    assert news(page).inner_text() == page.locator("#count").inner_text()
    expect(box(page, "Trafficking in persons")).to_be_focused()
    expect(box(page, "Trafficking in persons")).to_be_checked()
    assert page.title().startswith(news(page).inner_text())
    page.get_by_role("link", name="Remove the filter Theme").click()
    expect(page).to_have_url(LIST)
    expect(box(page, "Trafficking in persons")).not_to_be_checked()
    expect(page.locator("#count")).to_be_focused()
    assert loads == []
    assert complaints == []


def test_back_forward_and_reload_keep_filters_and_place(page):
    page.goto(LIST)
    first = page.locator("#count").inner_text()
    link = page.get_by_role("link", name="Next")
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    was = page.evaluate("scrollY")
    link.click()
    expect(page).to_have_url("/search/?page=2&sort=title")
    expect(page.locator("#count")).to_be_focused()
    page.go_back()
    expect(page.locator(".pages [aria-current]")).to_contain_text("1")
    page.wait_for_timeout(400)
    assert abs(page.evaluate("scrollY") - was) <= 50
    page.go_forward()
    expect(page.locator(".pages [aria-current]")).to_contain_text("2")
    page.reload()
    expect(page.locator(".pages [aria-current]")).to_contain_text("2")
    assert page.locator("#count").inner_text() == first


def test_a_date_that_is_none_is_told_beside_its_field(page):
    page.goto("/events/?theme=hld2006-topics-2")
    page.get_by_label("From", exact=True).fill("last year")
    page.keyboard.press("Enter")
    expect(news(page)).to_contain_text("Write a day, month or year")
    written = page.get_by_label("From", exact=True)
    expect(written).to_have_value("last year")
    expect(written).to_have_attribute("aria-invalid", "true")
    expect(box(page, "Highly skilled")).to_be_checked()
    written.fill("2004")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/events/?from=2004&theme=hld2006-topics-2")


def test_an_option_that_is_not_shown_is_found_by_typing(page):
    page.goto("/search/")
    page.get_by_label("Find in “Partner”").fill("wrold ban")
    shown = page.locator("#group-partner .choice:visible")
    shown.filter(has_text="World Bank").click()
    expect(page).to_have_url("/search/?partner=world-bank")
    expect(news(page)).to_contain_text("with World Bank")


def test_suggestions_are_chosen_by_keyboard(page, complaints):
    page.goto("/")
    words = page.get_by_role("combobox").first
    words.focus()
    words.press_sequentially("égypt")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Egypt")
    expect(words).to_have_attribute("aria-expanded", "true")
    words.press("Escape")
    expect(option).to_be_hidden()
    expect(words).to_have_value("égypt")
    words.press("ArrowDown")
    expect(option).to_be_visible()
    words.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    at = words.get_attribute("aria-activedescendant")
    assert at == option.get_attribute("id")
    words.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "false")
    words.press("ArrowDown")
    words.press("Enter")
    expect(page).to_have_url("/places/EG/")
    assert complaints == []


def test_words_typed_are_sent_as_they_are(page):
    page.goto("/")
    words = page.get_by_role("combobox").first
    words.press_sequentially("egypt")
    expect(page.get_by_role("option").first).to_be_visible()
    words.press("Enter")
    expect(page).to_have_url("/search/?q=egypt")


def test_on_a_list_a_suggestion_sets_the_filter(page):
    page.goto("/events/?year=2004")
    page.get_by_role("combobox", name="Words").press_sequentially("world ban")
    expect(page.get_by_role("option").first).to_contain_text("World Bank")
    page.get_by_role("option").first.click()
    expect(page).to_have_url("/events/?partner=world-bank&year=2004")
    expect(page.get_by_role("combobox", name="Words")).to_have_value("")


def test_the_phone_s_drawer_says_how_many_results_there_are(visit):
    page = visit(360, scripts=True)
    page.goto("/events/")
    page.get_by_role("link", name="Filters", exact=True).click()
    box(page, "Trafficking in persons").check()
    show = page.get_by_role("button", name="Show 3 events")
    expect(show).to_be_visible()
    show.click()
    expect(page.locator("#count")).to_be_in_viewport()
    expect(page.locator("#count")).to_be_focused()
    expect(show).to_be_hidden()


def test_the_results_are_three_keys_away(visit):
    page = visit(scripts=True)
    page.goto("/events/")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#first-result")).to_be_focused()
    page.goto("/events/")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    expect(page.get_by_role("combobox", name="Words")).to_be_focused()
