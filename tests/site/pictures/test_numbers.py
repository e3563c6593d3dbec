"""Every number of every picture is that of the list which it leads to."""

import random

import pytest
from django.http import QueryDict

from activities.catalogue import selection as selections
from activities.catalogue.selection import Catalogue
from activities.catalogue.tallies import axes
from activities.catalogue.tallies.network import network
from activities.catalogue.tallies.pictures import PICTURES
from tests.site.pictures.asking import WAYS, counted, random_query
from tests.site.reading import read
from tests.site.test_lists import count_of

pytestmark = pytest.mark.django_db


def numbers_of(told):
    rows = [row.total for row in told.rows]
    return [told.total, *told.columns, *rows, *told.cells]


def told_by(name, by, query, catalogue):
    picture = PICTURES[name]
    by, selection = picture.read(QueryDict(f"{query}&by={by}"), catalogue)
    return picture.ways[by].tally(selection)


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_a_number_is_that_of_its_list(name, by):
    catalogue = Catalogue.now()
    told = told_by(name, by, "", catalogue)
    assert told.cells
    kind = PICTURES[name].ways[by].kind
    found = [cell for cell in numbers_of(told) if cell.count]
    none = [cell for cell in numbers_of(told) if not cell.count]
    for cell in [*found, *random.Random(2005).sample(none, min(60, len(none)))]:
        assert counted(kind, cell.query, catalogue) == cell.count, cell.query


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_so_it_is_of_any_selection(name, by, selections):
    catalogue, chance = Catalogue.now(), random.Random(2005)
    kind = PICTURES[name].ways[by].kind
    for _turn in range(max(1, selections // 3)):
        query = random_query(chance, by).urlencode()
        told = told_by(name, by, query, catalogue)
        assert told.total.count == counted(kind, query, catalogue)
        cells = numbers_of(told)
        for cell in chance.sample(cells, min(24, len(cells))):
            found = counted(kind, cell.query, catalogue)
            assert found == cell.count, (query, cell.query)


def test_themes_and_what_stands_beside_them_hold_every_record():
    """No record is lost between the rows: each stands in one of them at least."""
    catalogue = Catalogue.now()
    told = told_by("coverage", "region", "", catalogue)
    assert told.rows[-1].head.code == axes.NO_THEME
    assert sum(row.total.count for row in told.rows) >= told.total.count


def test_a_place_asked_for_is_shown_by_what_lies_in_it():
    catalogue = Catalogue.now()

    def columns(by, query):
        told = told_by("coverage", by, query, catalogue)
        return [cell.column.code for cell in told.columns]

    assert columns("region", "") == ["002", "019", "142", "150", "009"]
    assert columns("sub-region", "place=202") == ["014", "017", "018", "011"]
    # It lies in no region that could stand for it: so it stands for itself.
    assert columns("region", "place=AO") == ["AO"]
    assert columns("region", "place=-002") == ["019", "142", "150", "009"]


def test_pairs_of_partners_and_their_themes_are_lists_too():
    catalogue = Catalogue.now()
    told = network(selections.read(None, QueryDict(), catalogue))
    assert told.ties
    for tie in told.ties:
        for cell in [tie.shared, *tie.themes]:
            assert counted(None, cell.query, catalogue) == cell.count


@pytest.mark.parametrize(
    "path",
    ["/coverage/?record=event", "/map/?by=sub-region&theme=hld2006-topics-5"],
)
def test_a_click_leads_to_as_many_rows(client, path):
    page = read(client.get(path))
    table = page.all("table")[0]
    links = [link for link in table.all("a") if link.has("aria-label")]
    for link in random.Random(2005).sample(links, min(8, len(links))):
        after = read(client.get(link["href"]))
        assert count_of(after) == int(link.text.replace(",", "")), link["href"]
