"""Every page in every mode against the rules of WCAG 2.2, as axe knows them."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import MODES, PAGES

pytestmark = [pytest.mark.once, pytest.mark.slow]

# WCAG 2.2 AA, and the contrast of AAA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": TAGS,
    "rules": {
        "target-size": {"enabled": True},
        "color-contrast-enhanced": {"enabled": True},
    },
}
# What axe leaves for people to judge, by page and rule, each with the judgement.
JUDGED = {
    # Cells of a wide table are partly out of sight on a phone until it is scrolled;
    # their colours are those of any table.
    ("/api/docs/", "color-contrast"),
    ("/network/", "color-contrast"),
    ("/map/", "color-contrast"),
    ("/timeline/", "color-contrast"),
    ("/coverage/?by=year", "color-contrast"),
}
# Where colours are forced they are the visitor's own: contrast is not ours to judge.
OF_COLOURS = {"color-contrast", "color-contrast-enhanced"}


def seen_in(mode: str, modes: int) -> list[str]:
    """The pages looked at in a mode, where each is looked at in some modes only."""
    at = list(MODES).index(mode)
    return [p for n, p in enumerate(PAGES) if (at - n) % len(MODES) < modes]


@pytest.mark.parametrize("mode", MODES)
def test_no_page_hinders_anyone(visit_as, mode, modes):
    page, wrong = visit_as(mode), []
    axe = Axe()
    for path in seen_in(mode, modes):
        page.goto(path)
        found = axe.run(page, options=RULES).response
        for kind in ("violations", "incomplete"):
            for rule in found[kind]:
                if kind == "incomplete" and _is_judged(path, rule["id"], mode):
                    continue
                nodes = [node["html"][:120] for node in rule["nodes"][:3]]
                wrong.append(f"{path}: {kind}: {rule['id']}: {nodes}")
    assert not wrong, "\n".join(wrong)


def _is_judged(path: str, rule: str, mode: str) -> bool:
    return (path, rule) in JUDGED or (mode == "forced" and rule in OF_COLOURS)
