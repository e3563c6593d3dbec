"""The rules of the IATI Standard that its schemas do not hold.

Each check is given the root of a file and yields what is wrong, the identifier first.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.exports.iati import standard

FORM = re.compile(r"(?!\s)[^/&|?]+(?<!\s)")
IDENTIFIERS = ("iati-identifier", "organisation-identifier")
REFERENCES = ("reporting-org", "participating-org")
ROUNDING = Decimal("0.02")


def faults(root, today: date | None = None) -> list[str]:
    """Everything that any rule has against a file."""
    day = today or datetime.now(UTC).date()
    found = [fault for rule in OF_FILES for fault in rule(root)]
    for element in root.iterchildren("*"):
        for rule in OF_RECORDS:
            found += [f"{name_of(element)}: {one}" for one in rule(element, day)]
    return found


def name_of(element) -> str:
    found = (element.findtext(tag) for tag in IDENTIFIERS)
    return next(filter(None, found), "?")


def codes_are_of_their_lists(root) -> Iterator[str]:
    for find, attribute, name in standard.mappings():
        for element in find(root):
            code = element.get(attribute)
            if code is not None and code not in standard.code_lists()[name]:
                yield f"{element.tag}/@{attribute} “{code}” is not of {name}"


def identifiers_are_unique(root) -> Iterator[str]:
    counted = Counter(name_of(element) for element in root.iterchildren("*"))
    for name, count in counted.items():
        if count > 1:
            yield f"{name}: {count} times"


def identifiers_have_their_form(element, today: date) -> Iterator[str]:
    told = [name_of(element)]
    told += [one.get("ref") for tag in REFERENCES for one in element.iterchildren(tag)]
    for one in told:
        if one is not None and not FORM.fullmatch(one):
            yield f"identifier “{one}”"
    reporting = element.find("reporting-org")
    if reporting is not None and element.tag == "iati-activity":
        former = element.xpath("other-identifier[@type='B1']/@ref")
        if not name_of(element).startswith((reporting.get("ref", ""), *former)):
            yield "the identifier does not begin with who reports it"


def places_are_the_whole(element, today: date) -> Iterator[str]:
    countries = element.findall("recipient-country")
    regions: dict[str, list] = {}
    for one in element.iterchildren("recipient-region"):
        regions.setdefault(one.get("vocabulary", "1"), []).append(one)
    for same_list in regions.values() or [[]]:
        yield from _is_whole([*countries, *same_list], "places")


def sectors_are_the_whole(element, today: date) -> Iterator[str]:
    lists: dict[str, list] = {}
    for one in element.iterchildren("sector"):
        lists.setdefault(one.get("vocabulary", "1"), []).append(one)
    for vocabulary, same_list in lists.items():
        yield from _is_whole(same_list, f"sectors of {vocabulary}")


def _is_whole(elements: list, what: str) -> Iterator[str]:
    stated = [Decimal(one.get("percentage", "0")) for one in elements]
    if len(elements) == 1 and elements[0].get("percentage") is None:
        return
    if elements and abs(sum(stated) - 100) > ROUNDING:
        yield f"{what} are {sum(stated)} of 100"


def dates_are_in_order(element, today: date) -> Iterator[str]:
    dates = {
        one.get("type"): date.fromisoformat(one.get("iso-date")[:10])
        for one in element.iterchildren("activity-date")
    }
    for start, end in (("1", "3"), ("2", "4")):
        if start in dates and end in dates and dates[start] > dates[end]:
            yield f"date {end} is before date {start}"
    for kind in ("2", "4"):
        if kind in dates and dates[kind] > today:
            yield f"actual date {kind} is to come"
    for period in element.xpath("budget"):
        start, end = (
            period.find(f"period-{name}").get("iso-date") for name in ("start", "end")
        )
        if start > end:
            yield "a budget ends before it starts"


def was_updated_before_now(element, today: date) -> Iterator[str]:
    stated = element.get("last-updated-datetime")
    if stated and date.fromisoformat(stated[:10]) > today:
        yield f"last updated {stated}"


OF_FILES: tuple[Callable[..., Iterator[str]], ...] = (
    codes_are_of_their_lists,
    identifiers_are_unique,
)
OF_RECORDS: tuple[Callable[..., Iterator[str]], ...] = (
    identifiers_have_their_form,
    places_are_the_whole,
    sectors_are_the_whole,
    dates_are_in_order,
    was_updated_before_now,
)
