"""What a visitor meets in a real browser: on a phone, by keyboard, without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.once  # how pages look, and what they weigh

PAGES = [
    "/",
    "/activities/",
    "/events/?theme=hld2006-topics-2&partner=world-bank",
    "/search/?q=helth",
    "/events/idm-workshop-trade-and-migration-2003/",
    "/partners/iom/",
    "/themes/",
    "/themes/hld2006-topics/5/",
    "/places/",
    "/places/202/",
    "/dialogues/hld2006-topics/",
    "/api/docs/",
]
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"
# WCAG 2.2 AA, and the contrast of AAA.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "rules": {
        "target-size": {"enabled": True},
        "color-contrast-enhanced": {"enabled": True},
    },
}


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_screen(visit, complaints, width):
    page = visit(width, scripts=True)
    for path in PAGES:
        page.goto(path)
        assert not page.evaluate(WIDER_THAN_SCREEN), path
    assert complaints == []


@pytest.mark.parametrize(("width", "mode"), [(1280, "light"), (360, "dark")])
def test_no_page_hinders_anyone(visit, width, mode):
    page = visit(width, mode, scripts=True)
    for path in [*PAGES, "/nowhere/", "/events/?from=2005-13#filters"]:
        page.goto(path)
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], f"{path}\n{found.generate_report()}"


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


def test_a_record_prints_on_two_pages_without_the_controls(visit):
    page = visit()
    page.goto("/events/idm-workshop-trade-and-migration-2003/")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2
