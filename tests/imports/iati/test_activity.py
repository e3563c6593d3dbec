"""What the reader makes of each part of an activity, and what it says of repairs."""

import pytest
from lxml import etree

from activities.imports.iati.original import split_original
from activities.imports.iati.record import MOST_WARNINGS
from activities.imports.readings import Link, Named, Participant
from tests.imports.iati.building import HEAD, activity_with, element, messages, told

pytestmark = pytest.mark.once  # files alone


def narrative(text: str, lang: str = "") -> str:
    stated = f' xml:lang="{lang}"' if lang else ""
    return f"<narrative{stated}>{text}</narrative>"


def dates(**days: str) -> str:
    kinds = {"p": "1", "a": "2", "q": "3", "b": "4"}  # planned/actual start, end
    return "".join(
        f'<activity-date type="{kinds[kind]}" iso-date="{day}"/>'
        for kind, day in days.items()
    )


def test_an_activity_of_the_least_has_every_field_and_no_problem():
    reading = activity_with()
    assert not reading.problems
    assert (reading.kind, reading.identifier, reading.line) == ("activity", "XM-1-A", 1)
    assert reading.reporter == Named("XM-1", "Reporter", "intergovernmental")
    assert reading.values == {
        "title": "Title",
        "description": "",
        "language": "en",
        "translations": {},
        "dates": "",
        "planned": "",
        "halted": "",
        "identifiers": [{"scheme": "iati", "value": "XM-1-A"}],
        "places": [],
        "classifications": [],
        "budgets": [],
        "transactions": [],
        "locations": [],
        "contacts": "",
    }
    assert (reading.participants, reading.links, reading.parent) == ([], [], "")
    assert reading.themes is None


# head, words of the error
REFUSED = [
    (HEAD.replace("XM-1-A", " \n "), "no identifier"),
    (HEAD.replace("<title><narrative>Title</narrative></title>", ""), "no title"),
    (HEAD.replace("<narrative>Title</narrative>", "Title"), "no title"),
    (HEAD.replace("XM-1-A", "XM-1-" + "x" * 250), "more than 250 characters"),
]


@pytest.mark.parametrize(("head", "words"), REFUSED)
def test_a_record_without_what_it_needs_is_refused(head, words):
    reading = activity_with(head=head)
    assert reading.is_refused
    assert words in messages(reading)


# a body that begins on line 6, words of the warning
WARNED = [
    ('<activity-date type="1" iso-date="2018-02-30"/>', "“2018-02-30” is not a day"),
    ('<activity-date type="1" iso-date="1066-10-14"/>', "not a day of the years 1900"),
    ('<activity-date type="1"/>', "There is no date."),
    ('<activity-date type="start" iso-date="2018-02-03"/>', "no type of date"),
    (dates(a="2018-01-01") + dates(a="2018-01-02"), "two dates of one type"),
    (dates(a="2018-01-01", b="2017-01-01"), "The end, 2017-01-01, is before the start"),
    (dates(a="2099-01-01"), "An actual date is to come: 2099-01-01"),
    ('<recipient-country code="ARG"/>', "“ARG” is not a code of this list"),
    ('<recipient-country code=" AR "/>', "blanks around the code: “AR” was taken"),
    ('<recipient-region code="12345"/>', "“12345” is not a code"),
    ('<recipient-region vocabulary="2" code=" 1"/>', "blanks around the code: “1”"),
    ('<recipient-region vocabulary="99" code="A"/>', "publisher’s own list"),
    ('<recipient-region vocabulary="7" code="A"/>', "the tracker does not know"),
    ('<recipient-country code="AR"/>' * 2, "several countries and regions"),
    ('<recipient-country code="AR" percentage="50"/>', "add up to 50, not to 100"),
    ('<recipient-country code="AR" percentage="x"/>', "“x” is not a percentage"),
    ('<sector code="1" percentage="99.98"/>', "vocabulary 1 add up to 99.98"),
    ('<sector code="1" percentage="100"/>' * 2, "is stated twice"),
    ("<sector/>", "has no code"),
    (f'<sector code="{"x" * 121}"/>', "More than 120 characters"),
    ("<other-identifier/>", "other identifier is empty"),
    ('<participating-org role="9"/>', "“9” is no role"),
    ('<participating-org role="1" ref=" "/>', "neither reference nor name"),
    ('<participating-org role="1" ref="A" type="99"/>', "no type of organization"),
    ('<related-activity type="1" ref="XM-1-A"/>', "part of itself"),
    ('<document-link url="www.iom.int"/>', "is not an address of the web"),
    ('<document-link url="javascript:alert(1)"/>', "is not an address of the web"),
    (f'<document-link url="http://iom.int/{"x" * 500}"/>', "more than 500 characters"),
    ('<document-link url="http://iom.int/x"/>', "has no title: its address"),
    ("<location><point><pos>91 0</pos></point></location>", "not a latitude"),
    ("<location><point><pos>4,8 31,5</pos></point></location>", "not a latitude"),
    ("<location><point><pos>0 0</pos></point></location>", "in the sea off Africa"),
    (f"<title>{narrative('Another')}</title>", "second title in the same language"),
    (f"<title>{narrative('Titre', 'français')}</title>", "is not a language code"),
]


@pytest.mark.parametrize(("body", "words"), WARNED)
def test_what_is_repaired_or_left_out_is_told(body, words):
    reading = activity_with(body)
    assert not reading.is_refused
    assert words in messages(reading)
    assert 6 in {one.line for one in reading.problems}


def test_a_problem_says_line_path_value_and_remedy():
    (problem,) = activity_with('\n<recipient-region code="7"/>').problems
    assert problem.line == 7
    assert problem.path == "recipient-region[1]/@code"
    assert problem.value == "7"
    assert "original" in problem.remedy


def test_of_many_warnings_the_rest_is_counted():
    reading = activity_with('<recipient-country code="x"/>\n' * (MOST_WARNINGS + 20))
    assert len(reading.problems) == MOST_WARNINGS + 1
    assert "more warnings" in reading.problems[-1].message


@pytest.mark.parametrize(
    ("days", "spanned", "planned"),
    [
        ({"a": "2018-03-13", "b": "2019-03-12"}, "2018-03-13/2019-03-12", ""),
        (
            {"p": "2018-03-13", "q": "2019-03-12"},
            *("2018-03-13/2019-03-12", "2018-03-13/2019-03-12"),
        ),
        (
            {"p": "2018-01-01", "a": "2018-02-01", "q": "2019-01-01"},
            *("2018-02-01/2019-01-01", "2018-01-01/2019-01-01"),
        ),
        ({"a": "2018-03-13"}, "2018-03-13/..", ""),
        ({"q": "2019-03-12"}, "../2019-03-12", "../2019-03-12"),
        ({"a": "2018-03-13Z", "b": "2018-03-13T00:00:00"}, "2018-03-13", ""),
        ({"a": "2018-03-13+08:00"}, "2018-03-13/..", ""),
        # contradictions: what happened stands; of two alike the start
        ({"a": "2020-03-15", "q": "2019-12-31"}, "2020-03-15/..", "../2019-12-31"),
        ({"p": "2020-03-15", "b": "2019-12-31"}, "../2019-12-31", "2020-03-15/.."),
        ({"p": "2020-03-15", "q": "2019-12-31"}, "2020-03-15/..", "2020-03-15/.."),
        ({"a": "2020-03-15", "b": "2019-12-31"}, "2020-03-15/..", ""),
    ],
)
def test_dates_are_spans_of_what_happened_and_was_planned(days, spanned, planned):
    values = activity_with(dates(**days)).values
    assert (values["dates"], values["planned"]) == (spanned, planned)


@pytest.mark.parametrize(
    ("code", "days", "halted", "words"),
    [
        ("2", {"a": "2018-01-01"}, "", ""),
        ("5", {"a": "2018-01-01"}, "cancelled", ""),
        ("6", {"a": "2018-01-01"}, "suspended", ""),
        ("4", {"a": "2018-01-01", "b": "2019-01-01"}, "", ""),
        ("4", {"a": "2018-01-01"}, "", "there is no end date"),
        ("4", {"a": "2018-01-01", "q": "2099-01-01"}, "", "the end is to come"),
        ("1", {"a": "2018-01-01"}, "", "pipeline, and it began on 2018-01-01"),
        ("2", {"a": "2018-01-01", "b": "2019-01-01"}, "", "it ended on 2019-01-01"),
        ("9", {}, "", "“9” is no status"),
        ("", {}, "", "states no status"),
    ],
)
def test_a_status_is_a_halt_or_told_by_the_dates(code, days, halted, words):
    head = HEAD.replace('status code="2"', f'status code="{code}"')
    reading = activity_with(dates(**days), head=head)
    assert reading.values["halted"] == halted
    assert words in messages(reading)
    assert bool(words) == bool(reading.problems)


def test_texts_are_read_in_all_their_languages():
    head = HEAD.replace(
        narrative("Title"), narrative(" A \n title") + narrative("Un titre", "FR")
    )
    body = (
        f"<description>{narrative('One.')}{narrative('Two.')}</description>"
        f'<description type="1" xml:lang="fr">{narrative("Un.")}</description>'
        f'<description type="2">{narrative("An objective.")}</description>'
        f"<description>{narrative('Eins&#x85;.', 'de_CH')}</description>"
    )
    values = activity_with(body, head=head).values
    assert values["title"] == "A title"
    assert values["description"] == "One.\n\nTwo."
    assert values["language"] == "en"
    assert values["translations"] == {
        "fr": {"title": "Un titre", "description": "Un."},
        "de-ch": {"description": "Eins."},
    }


def test_a_title_in_another_language_than_the_activity_leads():
    head = HEAD.replace(narrative("Title"), narrative("Titre", "fr"))
    values = activity_with(
        f"<description>{narrative('Text')}</description>", head=head
    ).values
    assert (values["title"], values["language"]) == ("Titre", "fr")
    assert values["translations"] == {"en": {"description": "Text"}}


def test_a_long_title_is_cut_at_a_word_and_kept_whole_in_the_original():
    whole = "word " * 100 + "end"
    reading = activity_with(head=HEAD.replace("Title", whole))
    title = reading.values["title"]
    assert len(title) <= 400
    assert title.endswith("word…")
    assert "503 characters and was shortened to 400" in messages(reading)
    assert whole in reading.original


def test_identifiers_have_a_scheme_by_their_type():
    body = (
        '<other-identifier type="A1" ref=" x  1 "/><other-identifier ref="y"/>'
        '<other-identifier type="A1" ref="x 1"/><other-identifier type="B9" ref="z"/>'
    )
    assert activity_with(body).values["identifiers"][1:] == [
        {"scheme": "iati-a1", "value": "x 1"},
        {"scheme": "iati-other", "value": "y"},
        {"scheme": "iati-b9", "value": "z"},
    ]


def test_an_identifier_begins_with_who_reports_it_or_did_before():
    head = HEAD.replace("XM-1-A", "XM-2-A")
    assert "does not begin with “XM-1”" in messages(activity_with(head=head))
    before = '<other-identifier type="B1" ref="XM-2"/>'
    assert not activity_with(before, head=head).problems


def test_places_are_countries_and_regions_of_our_tree():
    body = (
        f'<recipient-country code="ar" percentage="12.50"><!-- x -->{narrative("X")}'
        "</recipient-country>"
        '<recipient-region code="298" percentage="50"/>'
        '<recipient-region vocabulary="2" code="9" percentage="87.5"/>'
        '<recipient-region code="89" percentage="37.50">'
        f"{narrative('Europe, regional')}</recipient-region>"
    )
    reading = activity_with(body)
    assert not reading.problems
    assert reading.values["places"] == [
        {"place": "AR", "as_written": "X", "percentage": "12.5"},
        {"place": "002", "percentage": "50"},
        {"place": "009", "percentage": "87.5"},
        {"place": "150", "as_written": "Europe, regional", "percentage": "37.5"},
    ]


def test_a_grouping_of_our_own_is_a_place():
    body = (
        '<recipient-region vocabulary="99" code="asia-pacific"'
        ' vocabulary-uri="https://x.int/places/"/>'
    )
    reading = activity_with(body)
    assert not reading.problems
    assert reading.values["places"] == [{"place": "asia-pacific"}]


@pytest.mark.parametrize(
    ("second", "share"),
    [
        ('<recipient-region vocabulary="2" code="002" percentage="40"/>', "100"),
        ('<recipient-region vocabulary="1" code="298" percentage="60"/>', "40"),
        ('<recipient-region vocabulary="2" code="002"/>', "40"),
    ],
)
def test_a_place_named_twice_is_one(second, share):
    first = '<recipient-region vocabulary="2" code="2" percentage="{}"/>'
    first = first.format("60" if share == "100" else "40")
    reading = activity_with(first + second)
    assert reading.values["places"] == [{"place": "002", "percentage": share}]
    assert "named twice" in messages(reading)


def test_sectors_and_tags_are_classifications_and_our_own_tags_are_themes():
    body = (
        '<tag vocabulary="3" code="3.8"/>'
        '<tag vocabulary="99" vocabulary-uri="https://x.int/themes/" code="hld-1"/>'
        '<tag vocabulary="99" vocabulary-uri="https://x.int/themes/?suggested"'
        ' code="hld-2"/>'
        '<tag vocabulary="99" vocabulary-uri="https://x.int/other/" code="a"/>'
        f'<sector code="72050" percentage="100.0">{narrative("Relief")}</sector>'
    )
    reading = activity_with(body)
    assert reading.themes == ["hld-1", "hld-2"]
    assert "hld-" not in reading.original
    assert reading.values["classifications"] == [
        {
            "scheme": "sector",
            "vocabulary": "1",
            "code": "72050",
            "name": "Relief",
            "percentage": "100",
        },
        {"scheme": "tag", "vocabulary": "3", "code": "3.8"},
        {
            "scheme": "tag",
            "vocabulary": "99",
            "vocabulary_uri": "https://x.int/other/",
            "code": "a",
        },
    ]


def test_participants_have_a_role_and_all_their_names():
    one = (
        f'<participating-org ref=" GB-1 " type="10" role="1">{narrative("A")}'
        f"{narrative('B', 'fr')}{narrative('C')}</participating-org>"
    )
    body = (
        one + one + f'<participating-org role="4">{narrative("D")}</participating-org>'
    )
    named = Named("GB-1", "A", "government", (("fr", "B"), ("en", "C")))
    assert activity_with(body).participants == [
        Participant(named, "funder"),
        Participant(Named(name="D"), "implementer"),
    ]


def test_links_of_one_address_are_one():
    body = (
        f'<document-link url="https://iom.int/a"><title>{narrative("A")}</title>'
        '<category code="A12"/><category code="A01"/></document-link>'
        '<document-link url="https://iom.int/a"><language code="FR"/>'
        '<document-date iso-date="2020-01-02"/></document-link>'
    )
    link = Link("https://iom.int/a", "A", "A12", "fr", "2020-01-02")
    assert activity_with(body).links == [link]


def test_the_parent_is_the_first_of_several():
    body = (
        '<related-activity type="2" ref="C"/><related-activity type="1" ref="P"/>'
        '<related-activity type="1" ref="P"/><related-activity type="1" ref="Q"/>'
    )
    reading = activity_with(body)
    assert reading.parent == "P"
    assert [path for _l, _n, path, _m in told(reading)] == ["related-activity[4]/@ref"]


def test_locations_are_named_or_points_and_each_once():
    point = "<point><pos>4.8837110 31.5781</pos></point>"
    one = f"<location><name>{narrative('Malakal')}</name>{point}</location>"
    body = one + one + "<location><exactness code='2'/></location>"
    body += f"<location><description>{narrative('x')}</description>{point}</location>"
    assert activity_with(body).values["locations"] == [
        {"name": "Malakal", "latitude": "4.883711", "longitude": "31.5781"},
        {"description": "x", "latitude": "4.883711", "longitude": "31.5781"},
    ]


def test_contacts_leave_the_original_and_nothing_else_does():
    body = (
        "<contact-info><email>a@x.int</email></contact-info>"
        "<!-- kept --><x:y xmlns:x='urn:x' x:z='1'><![CDATA[<kept>]]></x:y>"
        "<contact-info><email>b@x.int</email></contact-info>"
    )
    parser = etree.XMLParser(strip_cdata=False)
    whole = etree.fromstring(f"<r xmlns:q='urn:q'>{element(body)} tail</r>", parser)[0]
    before = etree.tostring(whole)
    original, contacts = split_original(whole)
    assert etree.tostring(whole) == before
    assert "@x.int" not in original
    assert contacts.count("<contact-info") == 2
    assert "<!-- kept -->" in original
    assert "<![CDATA[<kept>]]>" in original
    assert not original.endswith("tail")
    again = etree.fromstring(original)
    gone = whole.findall("contact-info")
    assert [one.tag for one in again] == [one.tag for one in whole if one not in gone]
    assert dict(again.attrib) == dict(whole.attrib)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-08-19T12:58:55.000+08:00", ""),
        ("2025-04-17T12:30:38.1018164Z", ""),
        ("2025-04-13", ""),
        ("2099-01-01T00:00:00", "in the future"),
        ("yesterday", "“yesterday” is not a time"),
    ],
)
def test_the_last_update_is_a_time_that_was(text, words):
    reading = activity_with(attributes=f'last-updated-datetime="{text}"')
    assert words in messages(reading)
    assert bool(words) == bool(reading.problems)
