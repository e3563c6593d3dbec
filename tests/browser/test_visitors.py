"""What a visitor meets in a real browser: on a phone, by keyboard, without scripts."""

import pytest

pytestmark = pytest.mark.once  # how pages look, and what they weigh


def test_a_phone_filters_without_scripts(visit):
    page = visit(360)
    page.goto("/events/")
    button = page.get_by_role("link", name="Filters", exact=True)
    box = button.bounding_box()
    assert box["y"] + box["height"] < 640
    assert not page.get_by_label("4 Trafficking in persons").is_visible()
    button.click()
    page.get_by_label("4 Trafficking in persons").check()
    page.get_by_role("button", name="Show events").first.click()
    assert page.url.endswith("/events/?theme=hld2006-topics-4")
    assert page.get_by_role("link", name="Filters (1)").is_visible()
    assert page.get_by_text("3 events").is_visible()
    page.get_by_role("link", name="Remove the filter Theme").click()
    assert page.url.endswith("/events/")
    page.go_back()
    assert page.get_by_text("3 events").is_visible()


def test_a_visitor_searches_from_the_first_page(visit):
    page = visit()
    page.goto("/")
    page.get_by_label("Search activities").fill("remitances")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="remittances", exact=True).click()
    page.get_by_role("link", name="Dynamics of Remittance").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Dynamics")


def test_the_keyboard_reaches_the_content_at_once(visit):
    page = visit()
    page.goto("/events/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_first_view_is_light_and_asks_nobody_else(visit, address):
    page, asked, weight = visit(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: weight.append(answer.request.sizes()))
    page.goto("/activities/", wait_until="networkidle")
    assert len(asked) <= 6
    assert all(url.startswith(address) for url in asked)
    sent = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in weight)
    assert sent < 60_000


@pytest.mark.parametrize("scripts", [True, False])
def test_back_and_reload_come_to_the_same_filters_and_the_same_place(visit, scripts):
    page = visit(height=900, scripts=scripts)
    page.goto("/search/?page_size=100&theme=hld2006-topics-5")
    row = page.locator("#results .row h3 a").nth(6)
    row.scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(300)
    before, shown = page.evaluate("scrollY"), page.locator(".tags").inner_text()
    assert before > 100
    row.click()
    page.wait_for_url("**/*-*/")
    page.go_back(wait_until="load")
    for again in (lambda: None, page.reload):
        again()
        page.wait_for_timeout(300)
        assert abs(page.evaluate("scrollY") - before) <= 50
        assert page.locator(".tags").inner_text() == shown
        assert "theme=hld2006-topics-5" in page.url
