"""What stands under a theme by correspondence: which, how it is marked, how many."""

import pytest

from activities import publishing
from activities.models import Dialogue, Theme, ThemeCorrespondence
from tests.factories import EventFactory
from tests.site.reading import hrefs, read, row_urls
from tests.site.test_records import WORKSHOP, section

pytestmark = pytest.mark.django_db
ROUND_TABLE = "/themes/hld2013/4/"


def events_by_correspondence(page):
    """The first part under “By correspondence” that lists events."""
    part = page.one("section", class_="by-correspondence")
    return next(
        one
        for one in part.all("section")
        if one.one("h2").text.endswith(("event", "events"))
    )


def test_a_workshop_of_2003_stands_under_the_round_table_of_2013_and_says_why(client):
    page = read(client.get(ROUND_TABLE))
    (row,) = [
        row
        for row in page.one("section", class_="by-correspondence").all(
            "li", class_="row"
        )
        if row.one("h3").one("a")["href"] == WORKSHOP
    ]
    way = row.one("p", class_="reason").text
    assert "“Highly skilled and labour migration” (HLD 2006, proposed topics)" in way
    assert "Labour mobility" in way


def test_a_record_under_both_is_shown_once_and_where_it_was_put(client):
    event = EventFactory(title="Under both")
    for code in ("hld2006-topics-2", "hld2013-4"):
        event.themelink_set.create(theme=Theme.objects.get(code=code))
    publishing.publish(event)
    page = read(client.get(ROUND_TABLE))
    url = f"/events/{event.slug}/"
    rows = [row.one("h3").one("a")["href"] for row in page.all("li", class_="row")]
    assert rows.count(url) == 1
    indirect = page.one("section", class_="by-correspondence")
    assert url not in hrefs(indirect)


def test_the_number_and_show_all_are_of_exactly_these(client):
    for number in range(12):
        event = EventFactory(title=f"Made {number}")
        event.themelink_set.create(theme=Theme.objects.get(code="hld2006-topics-2"))
        publishing.publish(event)
    part = events_by_correspondence(read(client.get(ROUND_TABLE)))
    number = int(part.one("h2").text.split()[0])
    everything = part.all("a")[-1]["href"]
    assert everything.startswith("/events/?theme=")
    listed = read(client.get(f"{everything}&page_size=100"))
    assert len(row_urls(listed)) == number
    assert WORKSHOP in row_urls(listed)


def test_an_indirect_way_is_told(client):
    made = Dialogue.objects.create(code="imrf2030", title="Forum of 2030")
    theme = Theme(dialogue=made, number=1, title="Pathways")
    theme.full_clean(exclude=["code"])
    theme.save()
    table = Theme.objects.get(code="imrf2022-2")
    ThemeCorrespondence.objects.create(theme=theme, corresponds_to=table, note="Same")
    event = EventFactory(title="On trafficking")
    event.themelink_set.create(theme=Theme.objects.get(code="hld2006-2"))
    publishing.publish_reference_data()
    publishing.publish(event)
    page = read(client.get("/themes/imrf2030/1/"))
    (row,) = [
        one for one in page.all("li", class_="row") if "On trafficking" in one.text
    ]
    told = row.one("p", class_="reason").text
    assert "Under “Human rights, smuggling and trafficking” (HLD 2006)" in told
    assert "by way of “Round table 2” (IMRF 2022)" in told


def test_a_record_tells_what_its_themes_correspond_to(client):
    part = section(read(client.get(WORKSHOP)), "The same subject in other dialogues")
    assert ROUND_TABLE in hrefs(part)
    assert "/themes/imrf2022/1/" in hrefs(part)
    assert "HLD 2013" in part.text


def test_the_table_has_a_subject_in_each_row_and_a_dialogue_in_each_column(client):
    table = read(client.get("/themes/")).one("table", class_="lines")
    heads = [one.text for one in table.one("thead").all("th")]
    assert heads == ["HLD 2006, proposed topics", "HLD 2006", "HLD 2013", "IMRF 2022"]
    rows = table.one("tbody").all("tr")
    assert len(rows) == 5
    cells = [set(hrefs(cell)) for cell in rows[1].all("td")]
    assert cells == [
        {"/themes/hld2006-topics/2/"},
        set(),
        {ROUND_TABLE},
        {"/themes/imrf2022/1/"},
    ]
    assert rows[1].all("td")[1].all("span", class_="small")


def test_objectives_have_their_titles_in_the_language_of_the_page(client):
    told = read(client.get("/fr/themes/imrf2022/3/")).text
    assert "Rendre les envois de fonds plus rapides" in told
