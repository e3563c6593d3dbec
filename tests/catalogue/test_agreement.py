"""Two ways must agree: the index, and a plain walk over the published records."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.catalogue import facets, results
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Catalogue
from activities.choices import EventKind, Role, Status
from tests.catalogue import orm
from tests.catalogue.asking import asked, found
from tests.catalogue.worlds import PLACES, World

# The world is made once per test; only the questions are drawn anew.
SAME_WORLD = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def some(values, most=2):
    signed = st.sampled_from([*values, *(f"-{value}" for value in values)])
    return st.lists(signed, min_size=1, max_size=most, unique=True)


THEMES = [f"hld2006-topics-{n}" for n in range(1, 6)] + ["hld2013-4"]
DAYS = ["2003-11-30", "2004-01-01", "2005-10-26", "2026-11-23", "2030-01-01"]
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "theme": some(THEMES),
        "place": some([*PLACES, "002", "035"]),
        "place_exact": st.sampled_from([["1"], ["0"]]),
        "role": some(["funder", "expert", "host"]),
        "year": some(["2003", "2004", "2005", "2027"]),
        "from": st.sampled_from([[day] for day in DAYS]),
        "to": st.sampled_from([[day] for day in DAYS]),
        "status": some(Status.values),
        "dialogue": some(["hld2006-topics", "hld2013"]),
        "cross_cutting": st.sampled_from([["1"], ["0"]]),
        "partner": st.just([]),
        "with": st.just([]),
    },
).filter(lambda query: query.get("from", [""]) <= query.get("to", ["9999"]))


@pytest.fixture
def world(db):
    return World(seed=1)


@given(st.data())
@SAME_WORLD
def test_index_and_records_select_the_same(world, data):
    query = data.draw(QUERIES)
    for name in ("partner", "with"):
        query[name] = data.draw(
            some([one.slug for one in world.partners]) | st.just([])
        )
    query = {name: values for name, values in query.items() if values}
    kind = data.draw(st.sampled_from(["activity", "event", "publication"]))
    selection = asked(EntryKind(kind), query)
    expected = {
        record.slug
        for record in orm.published(kind)
        if orm.matches(record, query, timezone.now().date())
    }
    assert found(selection) == expected
    assert selection.count() == len(expected)


@given(st.data())
@settings(parent=SAME_WORLD, max_examples=25)
def test_the_count_of_an_option_is_the_number_of_its_results(world, data):
    query = data.draw(QUERIES)
    for name in ("partner", "with"):
        query[name] = data.draw(
            some([one.slug for one in world.partners]) | st.just([])
        )
    query = {name: values for name, values in query.items() if values}
    catalogue = Catalogue.now()
    selection = asked(EntryKind.EVENT, query, catalogue)
    names = ("theme", "region", "country", "partner", "role", "kind", "status", "year")
    for facet in facets.count(selection, names):
        for option in facet.options[:6]:
            chosen = {**query, facet.parameter: [option.value]}
            assert asked(EntryKind.EVENT, chosen, catalogue).count() == option.count


def test_every_option_with_results_is_listed(world):
    selection = asked(EntryKind.EVENT, {})
    by_name = {
        one.name: one for one in facets.count(selection, ("kind", "role", "status"))
    }
    events = orm.published("event")
    for name, values in {
        "kind": {
            kind: sum(e.kind == kind for e in events) for kind in EventKind.values
        },
        "role": {
            role: sum(e.participation_set.filter(role=role).exists() for e in events)
            for role in Role.values
        },
        "status": {
            state: sum(orm.status(e, timezone.now().date()) == state for e in events)
            for state in Status.values
        },
    }.items():
        counted = {option.value: option.count for option in by_name[name].options}
        assert counted == {value: count for value, count in values.items() if count}


def test_pages_and_cursors_give_every_row_once_in_one_order(world):
    catalogue = Catalogue.now()
    for sort in ("-date", "date", "title", "-title", "-updated"):
        compare_pages_and_cursors(sort, catalogue)


def compare_pages_and_cursors(sort, catalogue):
    whole = list(results.all_keys(asked(EntryKind.EVENT, {"sort": [sort]}, catalogue)))
    paged, cursor = [], None
    while True:
        query = {"sort": [sort], "page_size": ["7"]}
        query |= {"cursor": [str(cursor)]} if cursor else {}
        page = results.page(asked(EntryKind.EVENT, query, catalogue))
        paged += page.rows
        cursor = page.cursor
        if not page.rows or cursor is None:
            break
    assert len(paged) == len(whole) == len(set(paged))
    numbered = []
    for number in range(1, -(-len(whole) // 7) + 1):
        query = {"sort": [sort], "page_size": ["7"], "page": [str(number)]}
        numbered += results.page(asked(EntryKind.EVENT, query, catalogue)).rows
    assert numbered == paged
