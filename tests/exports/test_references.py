"""References: read back, they say of a record what it says of itself."""

import json

import bibtexparser
import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from activities import publishing
from tests.exports import reading
from tests.factories import (
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)

pytestmark = pytest.mark.django_db

TITLE = "World Migration 2005: Costs & Benefits of {it} — 100 % “élan” _now_ #1"


@pytest.fixture
def publication(db):
    made = PublicationFactory(
        title=TITLE,
        summary="A line\nand another.",
        dates="2005-06",
        series="World Migration Report",
        number="3",
        url="https://example.org/a_b?c=1&d=2",
    )
    publisher = OrganizationFactory(name="Institute of Ünïty & Co")
    publishing.publish(publisher)
    ParticipationFactory(publication=made, organization=publisher, role="publisher")
    publishing.publish(made)
    return made


def test_bibtex_reads_back(client, publication):
    data = reading.body(client, f"/publications/{publication.slug}.bib").decode()
    (entry,) = bibtexparser.parse_string(data).entries
    fields = {name: one.value for name, one in entry.fields_dict.items()}
    assert entry.entry_type == "techreport"
    plain = fields["title"][1:-1].replace("\\", "")
    assert plain == TITLE
    assert fields["author"] == r"{Institute of Ünïty \& Co}"
    assert (fields["year"], fields["month"], fields["date"]) == ("2005", "6", "2005-06")
    assert fields["series"] == "World Migration Report"
    assert fields["url"] == "https://example.org/a_b?c=1&d=2"


def test_ris_reads_back(client, publication):
    data = reading.body(client, f"/publications/{publication.slug}.ris").decode()
    (entry,) = rispy.loads(data)
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == TITLE
    assert entry["authors"] == ["Institute of Ünïty & Co,"]
    assert entry["year"] == "2005"
    assert entry["date"] == "2005/06//"
    assert entry["urls"] == ["https://example.org/a_b?c=1&d=2"]
    assert entry["abstract"] == "A line and another."


def test_csl_makes_a_reference(client, publication):
    items = json.loads(
        reading.body(client, f"/publications/{publication.slug}.csl.json")
    )
    assert items[0]["issued"] == {"date-parts": [[2005, 6]]}
    assert items[0]["author"] == [{"literal": "Institute of Ünïty & Co"}]
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(
        style, CiteProcJSON(items), formatter.plain
    )
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    told = str(bibliography.bibliography()[0])
    assert "Institute of Ünïty" in told
    assert "2005" in told


def test_what_is_not_dated_has_no_year(client):
    made = PublicationFactory(title="Undated", dates="")
    publishing.publish(made)
    (item,) = json.loads(reading.body(client, f"/publications/{made.slug}.csl.json"))
    assert "issued" not in item
    (entry,) = rispy.loads(
        reading.body(client, f"/publications/{made.slug}.ris").decode()
    )
    assert "year" not in entry
