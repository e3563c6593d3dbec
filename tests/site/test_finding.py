"""Whatever is set, a list tells the truth and shows a way on."""

import random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.site.reading import Node, address, filter_form, read, row_urls, sent
from tests.site.states import KINDS, states, word_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def count_of(page: Node) -> int:
    return int(page.one("h2", class_="count").text.split()[0].replace(",", ""))


def pairs_of(url: str) -> list[tuple[str, str]]:
    return sorted(parse_qsl(urlsplit(url).query))


def tags_of(page: Node) -> list[Node]:
    """The tags, without “Clear all”."""
    found = page.all("ul", class_="tags")
    return found[0].all("a")[:-1] if found else []


def boxes_of(page: Node) -> list[tuple[Node, int]]:
    """Boxes that are not ticked, and the number at each."""
    labels = filter_form(page).all("label", class_="choice")
    counted = [one for one in labels if one.all("span", class_="number")]
    return [
        (box, int(label.one("span", class_="number").text.strip("()").replace(",", "")))
        for label in counted
        if not (box := label.one("input")).has("checked")
    ]


def after(client, page: Node, box: Node) -> Node:
    """The page once a box alone is ticked in its filter."""
    form = filter_form(page)
    others = [pair for pair in sent(form) if pair[0] != box["name"]]
    chosen = [*others, (box["name"], box["value"])]
    return read(client.get(address(form, chosen), follow=True))


def test_a_tag_removes_its_own_value_and_nothing_else(client, selections):
    for path in states(client, 15, selections):
        given = sorted(set(pairs_of(path)))
        tags = tags_of(read(client.get(path)))
        for tag in tags:
            left = pairs_of(tag["href"])
            assert tag["rel"] == "nofollow"
            assert len(given) - len(left) == 1, (path, tag["href"])
            assert set(left) < set(given)
        assert len(tags) == len([one for one in given if one[0] != "sort"]), path


def test_the_number_of_every_option_is_that_of_its_results(client, request, selections):
    """On each list of everything, and in random states one box after the other."""
    whole = selections >= 100
    chance = random.Random(16)
    for kind in KINDS:
        page = read(client.get(f"/{word_of(kind)}/"))
        boxes = boxes_of(page)
        for box, number in boxes if whole else chance.sample(boxes, 8):
            assert count_of(after(client, page, box)) == number, (kind, box["value"])
    for path in states(client, 16, selections * (5 if whole else 1), most=2):
        page = read(client.get(path))
        if boxes := boxes_of(page):
            box, number = chance.choice(boxes)
            assert count_of(after(client, page, box)) == number, (path, box["value"])


def test_an_empty_page_always_offers_what_gives_something(client, selections):
    wanted, empty = max(5, selections // 2 if selections < 100 else 100), 0
    for path in states(client, 17, 3000, most=6):
        page = read(client.get(path))
        if count_of(page):
            continue
        results = page.one("div", id="results")
        ways = results.one("ul", class_="ways-out").all("li")
        assert ways, path
        for way in ways:
            number = int(way.text.rsplit("·", 1)[1].split()[0].replace(",", ""))
            found = count_of(read(client.get(way.one("a")["href"], follow=True)))
            assert found == number > 0, (path, way.text)
        empty += 1
        if empty == wanted:
            return
    raise AssertionError("There were too few empty states.")


def test_one_state_has_one_address(client, selections):
    chance = random.Random(21)
    for path in states(client, 21, selections):
        shuffled = parse_qsl(urlsplit(path).query)
        shuffled += chance.sample(shuffled, 1) if ("q", "") not in shuffled else []
        shuffled = [*dict.fromkeys(shuffled)]
        chance.shuffle(shuffled)
        found = {
            read(client.get(one)).one("link", rel="canonical")["href"]
            for one in (
                path,
                f"{urlsplit(path).path}?{urlencode(shuffled)}",
                f"{path}&page=1&page_size=25",
            )
        }
        assert len(found) == 1, found
        canonical = found.pop().removeprefix("http://testserver")
        assert read(client.get(canonical)).one("meta", name="robots")
        assert row_urls(read(client.get(canonical))) == row_urls(read(client.get(path)))


def test_a_group_shows_few_and_the_way_to_all(client):
    for kind in KINDS:
        page = read(client.get(f"/{word_of(kind)}/"))
        for group in filter_form(page).all("details", class_="group"):
            if not group["id"].startswith("group-") or group["id"] == "group-more":
                continue
            folded = group.all("details", class_="more")
            inside = folded[0].all("label") if folded else []
            shown = len(group.all("label", class_="choice")) - len(inside)
            assert shown <= 8 + 1, group["id"]  # “Any”
            assert bool(folded) == bool(group.all("p", class_="all-options"))
