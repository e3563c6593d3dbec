"""At 320 pixels, and at 1280 enlarged to 400 %: nothing to move sideways for."""

import pytest

from tests.browser.pages import PAGES

pytestmark = pytest.mark.once

# What sticks out is named: a figure that scrolls within itself does not widen the page.
WIDER_THAN_SCREEN = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(-3).map(one => one.outerHTML.slice(0, 100)).concat("wider");
}"""
LOW_BUTTONS = """() => [...document.querySelectorAll("button, .button")]
  .filter(one => one.checkVisibility())
  .filter(one => Math.round(one.getBoundingClientRect().height) < 44)
  .map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (1280, 900)])
def test_no_page_is_wider_than_the_screen(visit, complaints, width, height):
    page, wider = visit(width, height=height, scripts=True), {}
    for path in PAGES:
        answer = page.goto(path)
        if found := page.evaluate(WIDER_THAN_SCREEN):
            wider[path] = found
        if answer.status >= 400:
            # That an address answers so is what the browser complains of.
            complaints[:] = [one for one in complaints if "status of" not in one]
    assert not wider
    assert complaints == []


def test_what_one_presses_is_as_high_as_a_thumb_is_wide(visit):
    page = visit(320, scripts=True)
    low = {}
    for path in PAGES:
        page.goto(path)
        if found := page.evaluate(LOW_BUTTONS):
            low[path] = found
    assert not low
