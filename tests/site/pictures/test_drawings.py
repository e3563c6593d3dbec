"""What is drawn: the map, the strips of years, the arcs, the line of dots."""

import re

import pytest
from django.http import QueryDict

from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.catalogue.selection import read as selected
from activities.catalogue.tallies.network import network
from activities.choices import PlaceKind
from activities.site.pictures import chain
from activities.site.pictures.arcs import Arcs
from activities.site.pictures.networks import works_with
from activities.site.pictures.shading import Scale
from activities.site.pictures.world import atlas, of_everything
from tests.site.reading import read

pytestmark = pytest.mark.django_db

# No one lives there, and no record will be of them.
NOWHERE = {"Antarctica", "Bouvet Island"}


def test_every_country_has_a_shape_or_a_dot():
    places = Catalogue.now().vocabulary.keys(EntryKind.PLACE).values()
    drawn = {*atlas().shapes, *atlas().dots}
    missing = {
        one["name"]
        for one in places
        if one["kind"] in (PlaceKind.COUNTRY, PlaceKind.TERRITORY)
        and (one["m49"] or one["code"]) not in drawn
    }
    assert missing == NOWHERE


def test_every_shape_is_of_a_place_and_lies_on_the_sheet():
    places = Catalogue.now().vocabulary.keys(EntryKind.PLACE).values()
    codes = {one["m49"] or one["code"] for one in places}
    sheet = atlas()
    assert {*sheet.shapes, *sheet.dots} <= codes
    for path in sheet.shapes.values():
        for start in re.findall(r"M(-?\d+),(-?\d+)", path):
            x, y = map(int, start)
            assert 0 <= x <= sheet.width
            assert -10 <= y <= sheet.height + 10
        # No line runs across the sheet, from one edge to the other.
        steps = re.findall(r"-?\d+", path.replace("M", " "))
        assert len(steps) % 2 == 0


def test_no_line_jumps_over_the_edge_of_the_map():
    for code, path in atlas().shapes.items():
        for part in path.split("M")[1:]:
            steps = part.partition("l")[2].rstrip("z")
            numbers = list(map(int, re.findall(r"-?\d+", steps)))
            assert max(map(abs, numbers[::2])) < atlas().width / 4, code


def test_a_country_with_records_is_a_link_that_says_so(client):
    svg = read(client.get("/map/")).one("main").all("svg")[0]
    labels = {link["aria-label"]: link["href"] for link in svg.all("a")}
    assert labels["Angola: 1 record"] == "/search/?place=AO"
    assert not [label for label in labels if ": 0" in label]
    svg = read(client.get("/map/?record=event")).one("main").all("svg")[0]
    assert all(
        link["aria-label"].rsplit(" ", 1)[1] in ("event", "events")
        for link in svg.all("a")
    )


def test_a_region_is_drawn_by_all_its_countries():
    by_country = of_everything(Catalogue.now())
    assert by_country.marks
    page_marks = {mark.label for mark in by_country.marks}
    assert "Angola: 1 record" in page_marks
    assert by_country.land
    sheet = atlas()
    shown = by_country.land + "".join(mark.shape for mark in by_country.marks)
    assert sorted(shown) == sorted("".join(sheet.shapes.values()))


def test_steps_hold_every_number_and_nothing_is_apart_from_few():
    for most in (0, 1, 2, 4, 5, 6, 17, 99, 120, 5000, 123_456):
        scale = Scale.of(most)
        assert scale.step(0) == 0
        if most:
            assert scale.step(1) >= 1
            assert scale.step(most) == {1: 3, 2: 4}.get(most, 5)
            steps = [scale.step(count) for count in range(1, min(most, 3000) + 1)]
            assert steps == sorted(steps)
            assert len(scale.steps) <= 5


def test_bars_stand_on_zero_and_grow_with_their_number(client):
    page = read(client.get("/timeline/?by=theme"))
    strips = page.all("figure", class_="strip")
    assert strips
    for strip in strips:
        most = int(re.search(r"(\d+) records?$", strip.one("figcaption").text)[1])
        for bar in strip.one("svg").all("a"):
            count = int(re.search(r": (\d+) ", bar["aria-label"])[1])
            rect = bar.all("rect")[-1]
            assert float(rect["y"]) + float(rect["height"]) == pytest.approx(100, 0.01)
            assert float(rect["height"]) == pytest.approx(100 * count / most, abs=0.1)


def test_a_timeline_tells_what_no_bar_shows(client):
    told = read(client.get("/timeline/")).one("main").text
    assert "Without a date: 19" in told


def test_who_is_everywhere_is_told_and_not_drawn():
    told = network(selected(None, QueryDict(), Catalogue.now()))
    assert [cell.row.code for cell in told.everywhere] == ["iom"]
    drawn = {row.head.code for row in told.tally.rows}
    assert "iom" not in drawn
    arcs = Arcs.of(told)
    ends = {
        head.code for tie in told.ties for head in (tie.shared.row, tie.shared.column)
    }
    assert {one.row.code for one in arcs.partners} == ends
    assert len(arcs.arcs) == len(told.ties)


def test_the_company_of_a_partner():
    """As the other way round: they share the same records."""
    catalogue = Catalogue.now()
    found = {one.url: one.count for one in works_with(catalogue, "world-bank")}
    assert found["/partners/unctad/"] == 3
    back = {one.url: one.count for one in works_with(catalogue, "unctad")}
    assert back["/partners/world-bank/"] == 3
    assert "/partners/iom/" not in found


def link(slug, *follows):
    before = [{"record": "event", "slug": one} for one in follows]
    return {"record": {"record": "event", "slug": slug, "follows": before}}


def test_a_chain_is_one_line_while_each_follows_the_one_before():
    links = chain.drawn([link("a"), link("b", "a"), link("c", "b")])
    assert {one["piece"].x for one in links} == {chain.LEFT}
    assert [len(one["piece"].lines) for one in links] == [1, 2, 1]
    assert not any(one["after"] for one in links)


def test_a_chain_parts_where_two_follow_one_and_meets_again():
    links = chain.drawn(
        [link("a"), link("b", "a"), link("c", "a"), link("d", "b", "c")]
    )
    a, b, c, d = (one["piece"] for one in links)
    assert a.x == b.x == d.x == chain.LEFT
    assert c.x > b.x
    assert len(a.lines) == len(d.lines) == 2
    assert [one["slug"] for one in links[2]["after"]] == ["a"]
    # Every line that leaves a row at its foot enters the next one at its head.
    for upper, lower in ((a, b), (b, c), (c, d)):
        left = sorted(line.x2 for line in upper.lines if line.to is None)
        assert left == sorted(line.x1 for line in lower.lines if line.y1 == 0)


def test_the_record_page_draws_its_chain(client):
    page = read(client.get("/events/wto-presentation-2005/"))
    rows = page.one("ol", class_="line-of-dots").all("li")
    assert [len(row.all("circle")) for row in rows] == [1, 1, 1, 1]
    assert "2003" in rows[0].text
