"""What a slow phone on a slow line sees of a tracker, and when.

    var/venv/bin/python bench/vitals.py http://127.0.0.1:8000

Medians of five first visits to home, list, filtered list and record, by two profiles:
a line of 150 ms and 1.6 Mbit/s with a processor four times slower, and what Lighthouse
applies (562.5 ms, 1,475 kbit/s). Then the time from a click to the next picture, over
twenty clicks on filters.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright

from tests.browser.chromium import QUIET, program

PAGES = {
    "home": "/",
    "list": "/activities/",
    "filtered list": "/activities/?place=002&theme=hld2006-topics-2",
    "record": "/events/idm-workshop-trade-and-migration-2003/",
}
PROFILES = {"150 ms": (150, 1600), "Lighthouse": (562.5, 1475)}
SLOWER = 4
CLICKS = 20
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75}
WATCH = """
window.seen = {lcp: 0, cls: 0, inp: []};
new PerformanceObserver(list => {
  for (const one of list.getEntries()) seen.lcp = one.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.cls += one.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries())
    if (one.interactionId) seen.inp.push(one.duration);
}).observe({type: "event", buffered: true, durationThreshold: 16});
"""


@dataclass(frozen=True)
class Visit:
    """One first visit: milliseconds, shift, and what went over the line."""

    lcp: float
    cls: float
    sent: int
    requests: int
    third: int
    scripts: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("--visits", type=int, default=5)
    asked = parser.parse_args()
    address = asked.address.rstrip("/")
    print("| page | line | LCP ms | CLS | bytes | requests | elsewhere | scripts |")
    print("|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=QUIET)
        for name, path in PAGES.items():
            for profile in PROFILES:
                visits = [
                    visited(browser, address, path, profile)
                    for _ in range(asked.visits)
                ]
                print(row(name, profile, visits), flush=True)
        print(clicked(browser, address))
        browser.close()


def row(name: str, profile: str, visits: list[Visit]) -> str:
    lcp, cls = (median(getattr(v, what) for v in visits) for what in ("lcp", "cls"))
    last = visits[-1]
    cells = [name, profile, f"{lcp:.0f}", f"{cls:.3f}", f"{last.sent:,}"]
    cells += [str(last.requests), str(last.third), f"{last.scripts:,}"]
    return f"| {' | '.join(cells)} |"


def slowed(browser: Any, profile: str) -> tuple[Any, Any]:
    """A page of a phone that was never here, on a slow line; and its protocol."""
    page = browser.new_context(**PHONE).new_page()
    page.add_init_script(WATCH)
    protocol = page.context.new_cdp_session(page)
    latency, kilobits = PROFILES[profile]
    through = kilobits * 1000 / 8
    protocol.send("Network.enable")
    protocol.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": through,
            "uploadThroughput": through,
        },
    )
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page, protocol


def visited(browser: Any, address: str, path: str, profile: str) -> Visit:
    page, protocol = slowed(browser, profile)
    asked: dict[str, tuple[str, str]] = {}
    sent: dict[str, int] = {}
    protocol.on(
        "Network.requestWillBeSent",
        lambda e: asked.update(
            {e["requestId"]: (e["request"]["url"], e.get("type", ""))}
        ),
    )
    protocol.on(
        "Network.loadingFinished",
        lambda e: sent.update({e["requestId"]: int(e["encodedDataLength"])}),
    )
    page.goto(address + path, wait_until="networkidle")
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    host = urlsplit(address).netloc
    outer = [url for url, _ in asked.values() if urlsplit(url).netloc not in (host, "")]
    scripts = [sent.get(one, 0) for one, (_, kind) in asked.items() if kind == "Script"]
    page.context.close()
    total, requests = sum(sent.values()), len(asked)
    return Visit(seen["lcp"], seen["cls"], total, requests, len(outer), sum(scripts))


def clicked(browser: Any, address: str) -> str:
    """The time from a click on a filter to the next picture, the worst of twenty."""
    page, _protocol = slowed(browser, "150 ms")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/activities/", wait_until="networkidle")
    times, shifts = [], 0.0
    for number in range(CLICKS):
        boxes = page.locator("#filters .choice input[type=checkbox]:visible")
        boxes.nth(number % max(1, boxes.count())).click()
        page.wait_for_timeout(700)
        page.wait_for_load_state("networkidle")
        seen = page.evaluate("seen")
        times += [max(seen["inp"], default=0)]
        shifts = max(shifts, seen["cls"])
    page.context.close()
    return f"\nINP, worst of {CLICKS} clicks: {max(times):.0f} ms; CLS {shifts:.3f}"


if __name__ == "__main__":
    main()
