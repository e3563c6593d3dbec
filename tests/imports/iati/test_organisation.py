"""Organisation files: a partner's names and identifier."""

import pytest

from activities.imports.readings import Named
from tests.imports.iati.building import messages, organisation_with, read_file

pytestmark = pytest.mark.once  # files alone

BODY = """<organisation-identifier> XM-1 </organisation-identifier>
<name><narrative>Office</narrative><narrative xml:lang="fr">Bureau</narrative></name>
<reporting-org ref="XM-2"><narrative>Other</narrative></reporting-org>"""


def test_an_organization_has_names_and_an_identifier():
    reading = organisation_with(BODY)
    assert not reading.problems
    assert (reading.kind, reading.identifier) == ("partner", "XM-1")
    assert reading.values == {
        "name": "Office",
        "names": [{"name": "Bureau", "kind": "alternative", "language": "fr"}],
        "identifiers": [{"scheme": "iati", "value": "XM-1"}],
    }
    assert reading.reporter == Named("XM-2", "Other")
    assert reading.original.startswith('<iati-organisation xml:lang="en">')


def test_without_name_or_identifier_it_is_refused():
    reading = organisation_with("")
    assert reading.is_refused
    assert "no identifier" in messages(reading)
    assert "no name" in messages(reading)


def test_an_identifier_longer_than_a_partner_may_have_is_refused():
    reading = organisation_with(BODY.replace("XM-1", "X" * 101))
    assert reading.is_refused
    assert "more than 100 characters" in messages(reading)


def test_a_file_of_organizations_is_read(tmp_path):
    one = f"<iati-organisation>{BODY}</iati-organisation>"
    text = f'<iati-organisations version="2.03">{one}{one}</iati-organisations>'
    readings, refused = read_file(tmp_path, text)
    assert refused is None
    assert [one.is_refused for one in readings] == [False, True]
    assert readings[1].problems[-1].path == "organisation-identifier[1]"
