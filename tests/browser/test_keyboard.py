"""By keyboard alone: every stop is seen, none is covered, all come as one reads."""

import pytest

from tests.browser.pages import WALKED

pytestmark = [pytest.mark.once, pytest.mark.slow]

MOST_STOPS = 90
ROUND = 8  # pixels around a stop in which its focus shows
# The stop that has the focus: where it is, whether it lies on top, and what it is in.
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0] || one.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  const label = top && top.closest("label");
  const block = one.closest(
    "header, nav, aside, footer, .key-facts, section, .results, main, body");
  one.dataset.seen = one.dataset.seen || String(window.stops = (window.stops || 0) + 1);
  block.dataset.block = block.dataset.block || String(Math.random());
  return {
    number: Number(one.dataset.seen), block: block.dataset.block,
    html: one.outerHTML.slice(0, 120),
    onTop: !!top && (one.contains(top) || top.contains(one)
      || (!!label && label.contains(one))),
    inside: y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth,
    left: box.left, right: box.right, width: box.width, height: box.height,
    top: box.top, bottom: box.bottom, scroll: scrollY,
  };
}"""
BLUR = "document.activeElement.blur()"


def picture(page, stop) -> bytes:
    size, window = page.viewport_size, stop
    left = max(0, window["left"] - ROUND)
    top = max(0, window["top"] - ROUND)
    right = min(size["width"], window["right"] + ROUND)
    bottom = min(size["height"], window["bottom"] + ROUND)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return page.screenshot(clip=clip, caret="hide")


def wrong_with(page, stop) -> str:
    """What hinders at a stop; empty where nothing does."""
    if not stop["inside"]:
        return "out of sight"
    if not stop["onTop"]:
        return "covered"
    focused = picture(page, stop)
    page.evaluate(BLUR)
    return "focus does not show" if picture(page, stop) == focused else ""


def goes_back(before, stop) -> bool:
    """Whether a stop lies above the one before it in the same part of the page.

    The next of several columns begins at its top again.
    """
    if before is None or before["block"] != stop["block"]:
        return False
    above = stop["bottom"] + stop["scroll"] <= before["top"] + before["scroll"] + 1
    same_line = abs(stop["top"] + stop["scroll"] - before["top"] - before["scroll"]) < 4
    next_column = stop["left"] >= before["right"]
    return (above and not next_column) or (same_line and stop["left"] < before["left"])


@pytest.mark.parametrize("path", WALKED)
def test_every_stop_shows_and_comes_in_the_order_of_reading(visit, path):
    page = visit(height=900, scripts=True, reduced_motion="reduce")
    page.goto(path)
    before, wrong, stops = None, [], 0
    while stops < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["number"] <= stops:
            break
        stops += 1
        if goes_back(before, stop):
            wrong.append(f"goes back: {stop['html']}")
        if hindrance := wrong_with(page, stop):
            wrong.append(f"{hindrance}: {stop['html']}")
        before = stop
    assert stops >= 10
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/events/", "/activities/", "/search/?q=migration"])
def test_three_presses_reach_the_first_result(visit, path):
    page = visit(height=900)
    page.goto(path)
    assert presses_to(page, ".rows a") <= 3


@pytest.mark.parametrize("path", ["/events/", "/activities/", "/search/?q=migration"])
def test_three_presses_reach_the_first_filter(visit, path):
    page = visit(height=900)
    page.goto(path)
    assert presses_to(page, "#filters form *") <= 3


def presses_to(page, wanted: str) -> int:
    """The least presses from the top of the page, by any of its skip links or none."""
    skips = page.locator(".skip").count()
    least = 99
    for skip in range(skips + 1):
        page.reload()
        page.locator("body").evaluate("one => one.focus()")
        presses = 0
        for _ in range(skip):
            page.keyboard.press("Tab")
            presses += 1
        if skip:
            page.keyboard.press("Enter")
            presses += 1
        while presses < 6 and not page.locator(f":is({wanted}):focus").count():
            page.keyboard.press("Tab")
            presses += 1
        least = min(least, presses)
    return least
