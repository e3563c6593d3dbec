"""What came from a publisher's file comes out as it came; what was edited, anew."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from activities import publishing
from activities.iati import order
from activities.models import Place, Theme
from tests.exports import reading
from tests.exports.iati import originals, rules, standard
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
    RecordPlaceFactory,
    ThemeLinkFactory,
)

pytestmark = pytest.mark.django_db

UPDATED = "last-updated-datetime"
CONTACT = (
    "<contact-info><person-name><narrative>A. Person</narrative></person-name>"
    "<email>person@example.org</email></contact-info>"
)


def came_in():
    return etree.fromstring(originals.ELEMENT)


def comes_out(client, activity):
    """The element of a published activity, once the file has stood every check."""
    data = reading.body(client, f"/activities/{activity.slug}.xml")
    root = etree.fromstring(data)
    if standard.FOLDER.is_dir():
        assert standard.faults(data) == []
        assert rules.faults(root) == []
    (element,) = root.iterchildren("iati-activity")
    tags = [one.tag for one in element.iterchildren("*") if one.tag in order.ACTIVITY]
    assert tags == sorted(tags, key=order.ACTIVITY.index)
    return element


def published(activity):
    activity.refresh_from_db()
    publishing.publish(activity)
    return activity


def test_what_nobody_edited_comes_out_word_for_word(client):
    activity = published(originals.import_activity())
    out = etree.tostring(comes_out(client, activity), with_tail=False)
    assert out == etree.tostring(came_in())


EDITS = {
    "title": lambda one: set_field(one, title="Autre titre"),
    "description": lambda one: set_field(one, description="Autre texte"),
    "dates": lambda one: set_field(one, dates="2019-01-01/2019-06"),
    "status": lambda one: set_field(one, halted="suspended"),
    "participations": lambda one: one.participation_set.update(role="implementer"),
    "places": lambda one: one.recordplace_set.update(percentage=None),
    "locations": lambda one: one.location_set.update(latitude="6.9", longitude="79.8"),
    "classifications": lambda one: one.classification_set.filter(
        scheme="sector"
    ).update(code="15130"),
    "budgets": lambda one: one.budget_set.update(value="200.25"),
    "transactions": lambda one: one.transactionsum_set.update(value=75),
    "identifiers": lambda one: one.activityidentifier_set.filter(
        scheme="iati-a1"
    ).update(value="78"),
    "parent": lambda one: set_field(one, parent=None),
}
SAYS = {
    "title": "Autre titre",
    "description": "Autre texte",
    "dates": "2019-06-30",
    "status": 'code="6"',
    "participations": 'role="4"',
    "places": 'percentage="50"',
    "locations": "6.9 79.8",
    "classifications": "15130",
    "budgets": "200.25",
    "transactions": "75",
    "identifiers": "78",
    "parent": 'type="3"',
}


def set_field(activity, **values):
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save()


@pytest.mark.parametrize("group", EDITS)
def test_an_edited_group_is_written_anew_and_no_other(client, group):
    activity = originals.import_activity()
    EDITS[group](activity)
    published(activity)
    element = comes_out(client, activity)
    before, after = originals.in_groups(came_in()), originals.in_groups(element)
    told = b"".join(after[group]).decode()
    assert SAYS[group] in told
    assert before.pop(group) != after.pop(group)
    assert before == after
    assert element.get(UPDATED) == activity_document(client, activity)["updated"]
    for tag in ("policy-marker", "document-link", "result", "{*}more", "reporting-org"):
        (one,), (other,) = came_in().findall(tag), element.findall(tag)
        assert etree.tostring(one, with_tail=False) == etree.tostring(
            other, with_tail=False
        )


def activity_document(client, activity):
    return client.get(f"/api/v1/activities/{activity.slug}/").json()


def test_what_no_field_says_stays_beside_what_is_written_anew(client):
    activity = originals.import_activity()
    EDITS["description"](activity)
    EDITS["parent"](activity)
    element = comes_out(client, published(activity))
    texts = element.xpath("description/narrative/text()")
    assert sorted(texts) == ["Autre texte", "Ses objectifs"]
    related = [one.attrib for one in element.iterchildren("related-activity")]
    assert related == [{"ref": "XX-TEST-1-B", "type": "3"}]


def test_themes_and_publications_and_events_are_added(client):
    activity = originals.import_activity()
    theme = Theme.objects.get(dialogue__code="hld2006-topics", number=4)
    ThemeLinkFactory(activity=activity, theme=theme, suggested=True, reason="A sector")
    published(activity)
    paper = PublicationFactory(
        activity=activity, url="https://example.org/new.pdf", dates="2020-02-03"
    )
    known = PublicationFactory(activity=activity, url="https://example.org/paper.pdf")
    event = EventFactory(activity=activity, dates="2019-03-04")
    publishing.publish_all([paper, known, event])
    element = comes_out(client, activity)
    tag = element.findall("tag")[-1]
    assert tag.attrib == {
        "vocabulary": "99",
        "vocabulary-uri": "http://testserver/themes/",
        "code": "hld2006-topics-4",
    }
    assert tag.findtext("narrative") == f"{theme.title} (suggested)"
    links = element.xpath("document-link/@url")
    assert links == ["https://example.org/paper.pdf", "https://example.org/new.pdf"]
    assert element.xpath("document-link/document-date/@iso-date") == ["2020-02-03"]
    child = f"XM-DAC-47066-EVENT-{event.slug.upper()}"
    assert element.xpath("related-activity[@type='2']/@ref") == [child]


def test_our_own_tags_are_not_written_twice(client):
    tag = '<tag vocabulary="99" vocabulary-uri="https://x.org/themes/" code="old"/>'
    element = originals.ELEMENT.replace("<policy-marker", f"{tag}<policy-marker", 1)
    activity = published(originals.import_activity(element=element))
    assert comes_out(client, activity).xpath("tag/@code") == ["10"]


def test_people_are_never_shown(client):
    element = originals.ELEMENT.replace(
        "<recipient-country", f"{CONTACT}<recipient-country", 1
    )
    activity = published(originals.import_activity(element=element))
    data = reading.body(client, "/activities.xml")
    assert activity.slug and b"person@example.org" not in data
    assert b"A. Person" not in data


def test_an_unpublished_partner_is_not_named_though_its_group_is_unedited(client):
    activity = originals.import_activity()
    hidden = OrganizationFactory(name="Un ministère caché")
    ParticipationFactory(activity=activity, organization=hidden, role="funder")
    named = originals.ELEMENT.replace(
        "</participating-org>",
        '</participating-org><participating-org role="1"><narrative>Un ministère caché'
        "</narrative></participating-org>",
        1,
    )
    originals.keep(activity, named)
    element = comes_out(client, published(activity))
    assert element.xpath("participating-org/narrative/text()") == ["Un ministère"]


def test_an_order_or_a_name_that_the_schema_refuses_is_mended(client):
    element = originals.ELEMENT.replace('    <activity-status code="3"/>\n', "")
    element = element.replace(
        "  </iati-activity>", '  <activity-status code="3"/><nonsense/></iati-activity>'
    ).replace('humanitarian="0"', 'humanitarian="0" version="2.01"')
    activity = published(originals.import_activity(element=element))
    assert comes_out(client, activity).find("nonsense") is None


def test_what_the_standard_wants_and_an_original_lacks_is_written(client):
    element = originals.ELEMENT.replace('    <activity-status code="3"/>\n', "")
    activity = published(originals.import_activity(element=element))
    assert comes_out(client, activity).xpath("activity-status/@code") == ["4"]


def test_new_dates_bring_a_new_status_only_where_the_old_one_is_wrong(client):
    activity = originals.import_activity()
    EDITS["dates"](activity)
    element = comes_out(client, published(activity))
    assert element.xpath("activity-status/@code") == ["3"]
    set_field(activity, dates="2019-01-01/..")
    element = comes_out(client, published(activity))
    assert element.xpath("activity-status/@code") == ["2"]


def test_an_update_in_the_future_is_not_repeated(client):
    element = originals.ELEMENT.replace("2020-05-01T10", "2999-05-01T10")
    activity = published(originals.import_activity(element=element))
    stated = comes_out(client, activity).get(UPDATED)
    assert datetime.fromisoformat(stated) <= datetime.now(UTC)


def test_regions_of_a_list_we_do_not_know_stay(client):
    region = (
        '<recipient-region vocabulary="99" vocabulary-uri="https://x.org" code="N"/>'
    )
    element = originals.ELEMENT.replace(
        "    <location", f"    {region}\n    <location", 1
    )
    activity = originals.import_activity(element=element)
    place = Place.objects.get(code="AO")
    RecordPlaceFactory(activity=activity, place=place)
    activity.recordplace_set.update(percentage=None)
    publishing.publish(activity)
    data = reading.body(client, f"/activities/{activity.slug}.xml")
    root = etree.fromstring(data)
    assert root.xpath("//recipient-region/@code") == ["N"]
    assert root.xpath("//recipient-country/@code") == ["LK", "TH", "AO"]


@pytest.mark.parametrize("ending", ["jsonl", "jsonld", "csv"])
def test_no_other_form_shows_an_original(client, ending):
    published(originals.import_activity())
    for path in ("/activities.", "/activities/came-in."):
        response = client.get(f"{path}{ending}")
        assert b"Ses objectifs" not in b"".join(response)
    assert b"Ses objectifs" not in client.get("/api/v1/activities/came-in/").content
