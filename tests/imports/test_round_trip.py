"""Real files in, out, and in again: nothing changes, and what comes out is valid.

A few small files always; all that are there with --real.
"""

from pathlib import Path

import pytest
from django.core.management import call_command
from lxml import etree

from activities.imports import batches
from tests.imports.files import imported, planned

pytestmark = pytest.mark.django_db

SHARED = Path(__file__).resolve().parents[3] / "shared"
FILES = SHARED / "real" / "iati"
SCHEMAS = SHARED / "iati" / "schemas" / "2.03"
SMALL = ("acf-philippines-2.02.xml", "iom-organisation-file.xml")
STAMP = "last-updated-datetime"


def names(real: bool) -> list[str]:
    found = sorted(path.name for path in FILES.glob("*.xml"))
    return [name for name in found if real or name in SMALL]


@pytest.fixture
def files(request) -> list[Path]:
    if not FILES.is_dir():
        pytest.skip("The real IATI files are not beside the checkout.")
    real = bool(request.config.getoption("--real"))
    return [FILES / name for name in names(real)]


def elements(path: Path) -> dict[str, str]:
    """What the activities or organisations of a file say, by their identifier."""
    root = etree.parse(path).getroot()
    found = {}
    for one in root:
        if isinstance(one.tag, str):
            identifier = one.findtext("iati-identifier") or one.findtext(
                "organisation-identifier"
            )
            found[" ".join((identifier or "").split())] = plain(one)
    return found


def plain(element: etree._Element) -> str:
    """What an element says, apart from what only we add or leave out."""
    for one in element.findall("contact-info"):
        element.remove(one)
    for one in element.findall("tag"):
        if (one.get("vocabulary-uri") or "").endswith("/themes/"):
            element.remove(one)
    element.attrib.pop(STAMP, None)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return etree.canonicalize(text, strip_text=True)


def test_real_files_in_out_and_in_again(files, tmp_path):
    for path in files:
        batch = imported(path)
        counts = batches.verdicts(batch)
        assert counts["refused"] == 0, path.name
        again = batches.verdicts(planned(path))
        assert again["unchanged"] == sum(again.values()), path.name

    activities = tmp_path / "activities.xml"
    organisations = tmp_path / "organisations.xml"
    call_command("export_iati", output=activities, verbosity=0)
    call_command("export_iati", output=organisations, organisations=True, verbosity=0)
    for name, written in (("activities", activities), ("organisations", organisations)):
        schema = etree.XMLSchema(etree.parse(SCHEMAS / f"iati-{name}-schema.xsd"))
        assert schema.validate(etree.parse(written)), schema.error_log.last_error
        again = batches.verdicts(planned(written))
        assert again["unchanged"] == sum(again.values()), name

    out = elements(activities) | elements(organisations)
    for path in files:
        for identifier, element in elements(path).items():
            assert out[identifier] == element, identifier
