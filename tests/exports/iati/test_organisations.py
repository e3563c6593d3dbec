"""Partners as an organization file."""

import pytest
from lxml import etree

from activities import publishing
from activities.catalogue import snapshots
from activities.iati import groups
from activities.models import Original
from partners.models import OrganizationIdentifier, OrganizationName
from tests.exports import reading
from tests.exports.iati.test_documents import checked
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

ELEMENT = """<iati-organisation default-currency="USD">
    <organisation-identifier>XX-TEST-1</organisation-identifier>
    <name><narrative>An agency</narrative></name>
    <reporting-org ref="XX-TEST-1" type="40"><narrative>An agency</narrative></reporting-org>
    <total-budget><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>\
<value value-date="2019-01-01">5</value></total-budget>
  </iati-organisation>"""  # noqa: E501 - as a file has it


def partner(ref="XX-TEST-1", **values):
    made = OrganizationFactory(name="An agency", **values)
    if ref:
        OrganizationIdentifier.objects.create(
            organization=made, scheme="iati", value=ref
        )
    return made


def element_of(client, record):
    publishing.publish(record)
    root = checked(client, f"/partners/{record.slug}.xml")
    return root.find("iati-organisation")


def came_in():
    made = partner()
    taken = snapshots.take(snapshots.queryset("partner").get(pk=made.pk))
    digests = {"name": groups.digests(taken)["name"]}
    Original.objects.create(organization=made, element=ELEMENT, groups=digests)
    return made


def test_a_partner_has_its_identifier_and_its_names_by_language(client):
    made = partner()
    for name, kind, language in (
        ("Une agence", "official", "fr"),
        ("Old agency", "former", "en"),
        ("AA", "acronym", "es"),
    ):
        OrganizationName.objects.create(
            organization=made, name=name, kind=kind, language=language
        )
    element = element_of(client, made)
    assert element.findtext("organisation-identifier") == "XX-TEST-1"
    assert element.xpath("name/narrative/text()") == ["An agency", "Une agence"]
    assert element.xpath("name/narrative/@xml:lang") == ["fr"]
    assert element.find("reporting-org").get("ref") == "XM-DAC-47066"


def test_an_original_comes_out_word_for_word(client):
    element = element_of(client, came_in())
    assert etree.tostring(element, with_tail=False).decode() == ELEMENT


def test_a_new_name_is_put_into_the_original(client):
    made = came_in()
    made.name = "A new agency"
    made.save()
    element = element_of(client, made)
    assert element.xpath("name/narrative/text()") == ["A new agency"]
    assert element.findtext("total-budget/value") == "5"


def test_who_has_no_identifier_is_left_out_and_counted(client):
    publishing.publish(partner(ref="", slug="nameless"))
    root = etree.fromstring(reading.body(client, "/partners.xml"))
    told = [one.text for one in root.xpath("comment()")]
    assert any("nameless" in one and "no identifier" in one for one in told)


def test_an_identifier_stands_in_a_file_once(client):
    publishing.publish_all([partner(slug="one"), partner(slug="other")])
    root = checked(client, "/partners.xml")
    found = root.xpath("*/organisation-identifier[text()='XX-TEST-1']")
    assert len(found) == 1
    assert any("another in this file" in one.text for one in root.xpath("comment()"))


def test_of_two_with_one_identifier_the_successor_stands(client):
    after = partner(slug="after")
    publishing.publish(after)
    before = partner(slug="before", succeeded_by=after)
    publishing.publish(before)
    root = checked(client, "/partners.xml")
    found = root.xpath("*/organisation-identifier[text()='XX-TEST-1']")
    assert len(found) == 1
