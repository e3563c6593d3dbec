"""How to cite a record, and what its page says of itself to other programs."""

import json

import pytest

from activities import publishing
from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.models import Entry
from activities.models import Event
from tests.exports import reading
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)
from tests.site.reading import Node, hrefs, read
from tests.site.test_records import WORKSHOP, facts, section

pytestmark = pytest.mark.django_db
NASTY = '</script><script>alert(1)</script><!-- \u2028 & “quoted” "plain"'


def metas(page: Node) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in page.all("meta"):
        found.setdefault(one["name"] or one["property"], []).append(one["content"])
    return found


def linked_data(response) -> dict:
    text = response.content.decode()
    _before, _sep, after = text.partition('<script type="application/ld+json">')
    return json.loads(after.partition("</script>")[0])


def test_a_reference_says_who_what_when_where_and_as_of_which_day(client):
    part = section(read(client.get(WORKSHOP)), "How to cite this")
    told = part.one("p", class_="reference").text
    assert told.startswith("International Organization for Migration. “Trade and")
    assert "(Workshop, November 2003)" in told
    assert "IOM activity tracker, version of " in told
    assert told.endswith(f"http://testserver{WORKSHOP}")
    links = hrefs(part)
    assert [one.rpartition("2003.")[2] for one in links] == ["bib", "ris", "csl.json"]
    assert all(client.get(one).status_code == 200 for one in links)


def test_a_reference_in_french_is_of_the_french_page(client):
    told = read(client.get(f"/fr{WORKSHOP}")).one("p", class_="reference").text
    assert told.endswith(f"/fr{WORKSHOP}")
    assert "novembre 2003" in told


def test_reference_managers_read_the_page(client):
    told = metas(read(client.get(WORKSHOP)))
    assert told["citation_title"] == [
        "Trade and Migration: Building Bridges for Global Labour Mobility"
    ]
    assert told["citation_author"] == ["International Organization for Migration"]
    assert told["DC.type"] == ["Workshop"]
    assert told["DC.coverage"] == ["2003-11"]
    assert told["citation_public_url"] == [f"http://testserver{WORKSHOP}"]
    assert "citation_technical_report_institution" not in told


def test_a_publication_is_read_as_the_report_that_it_is(client):
    made = PublicationFactory(title="World Migration", dates="2005-06", number="3")
    publisher = OrganizationFactory(name="Institute of Ünïty & Co")
    publishing.publish(publisher)
    ParticipationFactory(publication=made, organization=publisher, role="publisher")
    publishing.publish(made)
    told = metas(read(client.get(f"/publications/{made.slug}/")))
    assert told["citation_publication_date"] == ["2005/06"]
    assert told["citation_technical_report_institution"] == ["Institute of Ünïty & Co"]
    assert told["citation_technical_report_number"] == ["3"]
    assert told["DC.date"] == ["2005-06"]


def test_every_record_has_linked_data_that_is_that_of_its_file(client):
    entries = Entry.objects.exclude(kind=EntryKind.SOURCE).order_by("pk")
    for kind, key in entries.values_list("kind", "key")[::9]:
        url = page_url(kind, key)
        found = linked_data(client.get(url))
        assert found.pop("@context") == "https://schema.org"
        assert found["@id"] == f"http://testserver{url}"
        assert found["@type"]
        assert None not in found.values()
        if kind in ("activity", "event", "publication", "partner"):
            file = json.loads(reading.body(client, f"{url.rstrip('/')}.jsonld"))
            assert found == file["@graph"][1]


def test_linked_data_cannot_end_its_element(client):
    made = EventFactory(title=NASTY[:60], summary=NASTY, language="ar")
    publishing.publish(made)
    response = client.get(f"/events/{made.slug}/")
    found = linked_data(response)
    assert found["name"] == NASTY[:60]
    assert found["description"] == NASTY
    assert found["inLanguage"] == "ar"
    assert b"<script>alert" not in response.content


def test_linked_data_is_the_same_in_every_language(client):
    assert linked_data(client.get(f"/fr{WORKSHOP}")) == linked_data(
        client.get(WORKSHOP)
    )


def test_a_record_says_when_it_was_last_checked(client):
    made = EventFactory(title="Checked")
    publishing.publish(made)
    page = read(client.get(f"/events/{made.slug}/"))
    assert facts(page)["Last checked"] == "Not since it was entered"
    assert "Not yet checked again since it was entered." in page.text
    made = Event.objects.get(pk=made.pk)
    made.checked = "2006-05-03"
    made.save()
    publishing.publish(made)
    page = read(client.get(f"/events/{made.slug}/"))
    assert facts(page)["Last checked"] == "3 May 2006"
    assert "Last checked with its sources on 3 May 2006." in page.text
    assert client.get(f"/api/v1/events/{made.slug}/").json()["checked"] == "2006-05-03"


def test_nothing_of_2005_claims_to_have_been_checked(client):
    for kind in ("activities", "events", "publications", "partners"):
        rows = client.get(f"/api/v1/{kind}/?fields=checked&page_size=1000").json()
        assert {row["checked"] for row in rows["results"]} == {None}


def test_a_partner_tells_its_themes_its_years_and_where_its_records_are(client):
    page = read(client.get("/partners/world-bank/"))
    part = section(page, "What it took part in")
    assert "from 2003 to" in part.text
    assert "/search/?partner=world-bank&theme=hld2006-topics-2" in hrefs(part)
    assert "/search/?partner=world-bank" in hrefs(part)
    assert client.get("/search.csv?partner=world-bank").status_code == 200
    for url in hrefs(part):
        assert client.get(url).status_code == 200
