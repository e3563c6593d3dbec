"""The sentence above a list says all that is set, and nothing else."""

import pytest

from tests.site.reading import read

pytestmark = pytest.mark.django_db

SENTENCES = [
    ("/events/", "19 events"),
    (
        "/events/?theme=hld2006-topics-2&place=002&year=2004&year=2005",
        "event* under Highly skilled and labour migration in Africa, 2004 to 2005",
    ),
    (
        "/events/?year=2003&year=2005&year=-2004",
        "event*, 2003 or 2005, but not in 2004",
    ),
    (
        "/events/?partner=world-bank&role=co-organizer&kind=workshop",
        "event* of the kind workshop with World Bank Group as co-organizer",
    ),
    ("/search/?record=event&q=trade", "record* with the words “trade” that are events"),
    ("/search/?from=2004&to=2005-03", "record*, 2004 to March 2005"),
    ("/search/?to=2005", "record*, until 2005"),
    ("/search/?place=150&place_exact=1", "record* in Europe itself"),
    (
        "/search/?place=-150&role=expert",
        "record* with a partner as expert outside Europe",
    ),
    (
        "/activities/?status=completed&on=2005-10",
        "activit* with the status completed on October 2005",
    ),
    ("/activities/?cross_cutting=1", "activit* that are cross-cutting"),
    ("/partners/?role=expert", "partner* as expert"),
]


@pytest.mark.parametrize(("path", "said"), SENTENCES)
def test_a_list_says_in_a_sentence_what_it_holds(client, path, said):
    told = read(client.get(path)).one("h2", class_="count").text
    if "*" not in said:
        assert told == said
        return
    word, _star, rest = said.partition("*")
    number, noun, *_ = told.split()
    assert number.isdigit()
    assert noun.startswith(word)
    assert told.removeprefix(f"{number} ").lstrip("abcdefghijklmnopqrstuvwxyz") == rest


def test_a_long_choice_is_told_in_short(client):
    codes = "&".join(f"place={code}" for code in ("AO", "BE", "EG", "FR", "KE", "ZM"))
    told = read(client.get(f"/search/?{codes}")).one("h2", class_="count").text
    assert told.endswith(" or 3 others")


def test_the_activity_that_is_asked_for_is_told_by_its_title(client):
    row = read(client.get("/activities/")).all("li", class_="row")[0].one("h3").one("a")
    slug = row["href"].strip("/").rpartition("/")[2]
    page = read(client.get(f"/events/?activity={slug}"))
    assert row.text in page.one("h2", class_="count").text
    assert row.text in page.one("ul", class_="tags").text
