"""Ways from theme to theme: over how many steps, by which, and never in a circle."""

import pytest

from activities.catalogue import correspondences
from activities.catalogue.correspondences import lines, ways


def links(*pairs: tuple[str, str]) -> dict[str, list[dict[str, str]]]:
    """Correspondences read both ways, as published themes have them."""
    found: dict[str, list[dict[str, str]]] = {}
    for one, other in [*pairs, *((b, a) for a, b in pairs)]:
        dialogue = correspondences.dialogue_of(other)
        about = {"code": other, "dialogue": dialogue, "note": f"{one} to {other}"}
        found.setdefault(one, []).append(about)
    return found


def codes(found) -> list[list[str]]:
    return [[theme["code"] for theme in way.steps] for way in found]


def test_a_direct_way_comes_before_one_by_way_of_others():
    known = links(("a-1", "b-1"), ("b-1", "c-1"), ("c-1", "d-1"), ("a-1", "d-1"))
    assert codes(ways("a-1", known)) == [["b-1"], ["d-1"], ["b-1", "c-1"]]


def test_a_way_tells_what_it_leads_through_and_why():
    (direct, by_way) = ways("a-1", links(("a-1", "b-1"), ("b-1", "c-1")))
    assert direct.is_direct
    assert not direct.through
    assert by_way.theme["code"] == "c-1"
    assert [one["code"] for one in by_way.through] == ["b-1"]
    assert [one["note"] for one in by_way.steps] == ["a-1 to b-1", "b-1 to c-1"]


def test_a_way_is_found_from_both_ends():
    known = links(("a-1", "b-1"), ("b-1", "c-1"))
    assert codes(ways("c-1", known)) == [["b-1"], ["b-1", "a-1"]]


def test_a_way_does_not_come_back_to_its_own_dialogue():
    known = links(("a-1", "b-1"), ("a-2", "b-1"), ("a-2", "c-2"))
    assert codes(ways("a-1", known)) == [["b-1"]]
    assert codes(ways("a-2", known)) == [["b-1"], ["c-2"]]


def test_a_circle_ends():
    known = links(("a-1", "b-1"), ("b-1", "c-1"), ("c-1", "a-1"))
    assert codes(ways("a-1", known)) == [["b-1"], ["c-1"]]


def test_what_corresponds_to_nothing_leads_nowhere():
    assert ways("a-1", {"a-1": []}) == []


def test_lines_hold_every_theme_once_in_the_order_given():
    known = links(("a-1", "b-2"), ("b-2", "c-1"), ("a-2", "c-3"))
    order = ["a-1", "a-2", "a-3", "b-2", "c-1", "c-3"]
    assert lines(known, order) == [["a-1", "b-2", "c-1"], ["a-2", "c-3"], ["a-3"]]


@pytest.mark.django_db
def test_the_topics_of_2005_lead_to_the_round_tables_of_all_that_followed():
    known = correspondences.links()
    found = {way.theme["code"]: way for way in ways("hld2006-topics-2", known)}
    assert set(found) == {"hld2013-4", "imrf2022-1"}
    back = {way.theme["code"] for way in ways("imrf2022-2", known)}
    assert back == {"hld2006-topics-4", "hld2013-2", "hld2006-2"}
    assert not ways("imrf2022-2", known)[-1].is_direct
