"""Files as a whole: which are read, which are refused and in what words."""

import pytest

from tests.imports.iati.building import element, file_of, read_file

pytestmark = pytest.mark.once  # files alone

LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">'
    for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)
DOCTYPE = f'<!DOCTYPE iati-activities [<!ENTITY a "aaaaaaaaaa">{LAUGHS}'
ONE = file_of(element())

# name: content, line, path, words of the message
REFUSED = {
    "empty": (b"", 0, "", "is empty"),
    "blank": (b" \n\n", 0, "", "is empty"),
    "text": (b"hello", 1, "", "not XML"),
    "json": (b'{"a": 1}', 1, "", "not XML"),
    "zip": (b"PK\x03\x04....", 0, "", "packed"),
    "gzip": (b"\x1f\x8b\x08....", 0, "", "packed"),
    "web page": ("<!DOCTYPE html>\n<html><p>x</html>", 1, "html", "web page"),
    "other root": ("\n<rss/>", 2, "rss", "begins with “rss”"),
    "namespace": (
        '<iati-activities xmlns="http://x.org/1" version="2.03"/>',
        *(1, "iati-activities", "of “http://x.org/1”"),
    ),
    "version 1": (
        '<iati-activities version="1.05"/>',
        *(1, "iati-activities/@version", "IATI 1.05, which is not read"),
    ),
    "version 2.99": (
        '<iati-activities version="2.99"/>',
        *(1, "iati-activities/@version", "IATI 2.99"),
    ),
    "version 3": (
        '<iati-activities version="3.0"/>',
        *(1, "iati-activities/@version", "IATI 3.0"),
    ),
    "form of version 1": (
        "<iati-activities>\n<iati-activity><title>T</title></iati-activity>"
        "</iati-activities>",
        *(1, "iati-activities/@version", "written as in IATI 1"),
    ),
    "no such encoding": (
        '<?xml version="1.0" encoding="foo-8"?><iati-activities/>',
        *(1, "", "encoding that the file states cannot be read"),
    ),
    "not UTF-16": (
        f'<?xml version="1.0" encoding="utf-16"?>{ONE}',
        *(1, "", "broken in line 1"),
    ),
    "NUL": (
        b"<iati-activities version='2.03'>\n\x00</iati-activities>",
        2,
        "",
        "line 2",
    ),
    "deep": (
        file_of(element("<a>" * 300 + "</a>" * 300)),
        *(7, "", "more than a reader may give"),
    ),
    "long text": (
        file_of(element(f"<a>{'x' * 11_000_000}</a>")),
        *(7, "", "more than a reader may give"),
    ),
    "document type": (f"\n<!DOCTYPE iati-activities>{ONE}", 2, "!DOCTYPE", "DOCTYPE"),
    "document type in UTF-16": (
        f"<!DOCTYPE iati-activities>{ONE}".encode("utf-16"),
        *(1, "!DOCTYPE", "DOCTYPE"),
    ),
    "billion laughs": (
        f"{DOCTYPE}]>{file_of(element('<a>&i;</a>'))}",
        *(1, "!DOCTYPE", "DOCTYPE"),
    ),
    "laughs in an attribute": (
        f'{DOCTYPE}]><iati-activities version="&i;"/>',
        *(1, "!DOCTYPE", "DOCTYPE"),
    ),
    "quadratic blowup": (
        f'<!DOCTYPE iati-activities [<!ENTITY a "{"a" * 50_000}">]>'
        f"<iati-activities>{'&a;' * 50_000}</iati-activities>",
        *(1, "!DOCTYPE", "DOCTYPE"),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_in_clear_words(name, tmp_path):
    content, line, path, words = REFUSED[name]
    readings, refused = read_file(tmp_path, content)
    assert not readings
    problem = refused.problem
    assert (problem.level, problem.line, problem.path) == ("critical", line, path)
    assert words in problem.message
    assert problem.remedy


BROKEN = {
    "cut off": (file_of(element())[:-18] + "<iati-activity>", "Premature end"),
    "ampersand": (
        file_of(element(), "<iati-activity>\na & b</iati-activity>"),
        "line 10",
    ),
    "entity": (file_of(element(), "<iati-activity>&nbsp;"), "'nbsp' not defined"),
    "control character": (
        file_of(element(), "<iati-activity>&#1;"),
        "broken in line 9",
    ),
    "encoding": (
        file_of(element(), "<iati-activity>é").encode("latin-1"),
        "From line 9 the file is not in the encoding",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_stands_before_a_break_is_read(name, tmp_path):
    content, words = BROKEN[name]
    readings, refused = read_file(tmp_path, content)
    assert [one.identifier for one in readings] == ["XM-1-A"]
    assert words in refused.problem.message
    assert refused.problem.line in (8, 9, 10)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "cp1252"]
)
def test_any_encoding_that_a_file_states_is_read(encoding, tmp_path):
    body = "<description><narrative>Côte d’Ivoire</narrative></description>"
    body = body.replace("’", "'") if encoding == "iso-8859-1" else body
    stated = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{stated}"?>{file_of(element(body))}'
    (reading,), refused = read_file(tmp_path, text.encode(encoding))
    assert refused is None
    assert reading.values["description"].startswith("Côte d")


@pytest.mark.parametrize("version", ["2.01", "2.02", "2.03", " 2.03 "])
def test_versions_of_iati_2_are_read(version, tmp_path):
    text = file_of(element(), version=f' version="{version}"')
    (reading,), refused = read_file(tmp_path, text)
    assert refused is None
    assert not reading.problems


def test_a_file_without_version_is_read_with_a_warning_at_its_first_record(tmp_path):
    second = element().replace("XM-1-A", "XM-1-B")
    readings, refused = read_file(tmp_path, file_of(element(), second, version=""))
    assert refused is None
    assert [len(one.problems) for one in readings] == [1, 0]
    assert "states no version" in readings[0].problems[0].message


def test_a_bare_activity_is_read_with_a_warning(tmp_path):
    text = element(attributes='xmlns:a="urn:a" a:version="2.02"')
    (reading,), refused = read_file(tmp_path, text)
    assert refused is None
    assert "bare iati-activity" in reading.problems[0].message
    assert len(reading.problems) == 1


def test_a_file_of_no_activities_has_no_readings(tmp_path):
    assert read_file(tmp_path, file_of()) == ([], None)


def test_the_second_of_two_identifiers_is_refused_and_the_first_named(tmp_path):
    readings, _refused = read_file(tmp_path, file_of(element(), element()))
    assert [one.is_refused for one in readings] == [False, True]
    (problem,) = readings[1].problems
    assert (problem.line, problem.path) == (9, "iati-identifier[1]")
    assert problem.message == "Line 2 has a record with the same identifier."


def test_an_activity_within_an_activity_is_none_of_its_own(tmp_path):
    inner = element().replace("XM-1-A", "XM-1-B")
    readings, _refused = read_file(tmp_path, file_of(element(f"<x>{inner}</x>")))
    assert [one.identifier for one in readings] == ["XM-1-A"]


def test_a_prefix_without_namespace_refuses_its_record(tmp_path):
    body = "<contact-info/><iom:note/>"
    readings, refused = read_file(tmp_path, file_of(element(body)))
    assert readings[0].is_refused
    assert "declared nowhere" in readings[0].problems[0].message
    assert "prefix iom" in refused.problem.message


def test_lines_are_right_beyond_65535(tmp_path):
    gap = "\n" * 70_000
    body = '\n<recipient-region code="7"/>\n<recipient-country code="x"/>'
    (reading,), _refused = read_file(tmp_path, file_of(gap + element(body)))
    assert reading.line == 70_002
    assert [one.line for one in reading.problems if one.path.endswith("@code")] == [
        70_008,
        70_009,
    ]
