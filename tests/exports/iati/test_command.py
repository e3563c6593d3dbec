"""`manage.py export_iati`: the same files from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from activities import publishing
from tests.exports import reading
from tests.exports.iati import rules, standard
from tests.factories import ActivityFactory, EventFactory

pytestmark = pytest.mark.django_db


def export(*arguments) -> tuple[bytes, str]:
    """What the command writes to standard output, and to standard error."""
    out, err = StringIO(), StringIO()
    call_command("export_iati", *arguments, stdout=out, stderr=err)
    return out.getvalue().encode(), err.getvalue()


def identifiers(data: bytes) -> list[str]:
    return etree.fromstring(data).xpath("*/iati-identifier/text()")


def test_all_activities_and_events_are_in_one_file(client):
    data, told = export()
    expected = [
        name
        for word in ("activities", "events")
        for name in identifiers(reading.body(client, f"/{word}.xml"))
    ]
    assert identifiers(data) == expected
    assert told.startswith(f"{len(expected)} written.")
    assert "left out, as no date" in told
    if standard.FOLDER.is_dir():
        assert standard.faults(data) == []
        assert rules.faults(etree.fromstring(data)) == []


def test_a_selection_or_named_records_alone(client):
    query = "theme=hld2006-topics-2"
    selected, _told = export("--events", "--selection", query)
    expected = identifiers(reading.body(client, f"/events.xml?{query}"))
    assert identifiers(selected) == expected
    assert expected
    event = EventFactory(slug="made", dates="2005")
    publishing.publish(event)
    assert identifiers(export("made")[0]) == ["XM-DAC-47066-EVENT-MADE"]


def test_the_organization_file(client):
    data, _told = export("--organisations")
    assert etree.fromstring(data).findall("iati-organisation")


def test_a_file_is_written_whole_or_not_at_all(client, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / "file.xml"
    export("--output", str(path))
    before = path.read_bytes()
    assert identifiers(before)
    publishing.publish(ActivityFactory(slug="undated"))
    with pytest.raises(CommandError, match="Nothing was written"):
        export("undated", "--output", str(path))
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such"], "not public"),
        (["--selection", "them=x"], "them"),
        (["--output", "/no/such/folder/file.xml"], "cannot be written"),
        (["a", "--selection", "year=2005"], "not both"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(client, arguments, told):
    with pytest.raises(CommandError, match=told):
        export(*arguments)


def test_addresses_are_of_the_site_that_the_settings_name(settings):
    settings.SITE_URL = "https://tracker.example.org/"
    assert b'vocabulary-uri="https://tracker.example.org/themes/"' in export()[0]
    settings.SITE_URL = ""
    assert b'vocabulary-uri="/themes/"' in export()[0]
