"""Published files, and an independent count of what stands in them."""

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from activities.iati import codes
from activities.imports.iati.reader import read
from activities.imports.readings import Reading, UnreadableFile
from partners.dates import read_edtf

SHARED = Path(__file__).resolve().parents[4] / "shared"
pytestmark = [
    pytest.mark.once,  # files alone
    pytest.mark.skipif(
        not (SHARED / "real").is_dir(),
        reason="No folder of published files beside this.",
    ),
]

# file: activities, warnings
ACTIVITIES = {
    "acf-philippines-2.02": (6, 0),
    "adb-armenia": (43, 0),
    "iom-2022": (3183, 0),
    "who-argentina": (157, 0),
    "worldbank-el-salvador": (13, None),  # some depend on the day
}
COMPARED = 8  # elements a file compared word for word: that takes long


@pytest.fixture(
    params=[
        pytest.param(one, marks=pytest.mark.slow) if one == "iom-2022" else one
        for one in ACTIVITIES
    ]
)
def name(request) -> str:
    return request.param


@pytest.fixture
def readings(name) -> list[Reading]:
    return readings_of(name)


@pytest.fixture
def elements(name) -> list[ElementTree.Element]:
    return elements_of(name)


@cache
def readings_of(name: str) -> list[Reading]:
    return list(read(path_of(name)))


@cache
def elements_of(name: str) -> list[ElementTree.Element]:
    return ElementTree.parse(path_of(name)).getroot().findall("iati-activity")


def path_of(name: str) -> Path:
    return SHARED / "real" / "iati" / f"{name}.xml"


def test_every_activity_is_read_and_none_refused(name, readings):
    count, warnings = ACTIVITIES[name]
    assert len(readings) == count
    assert not [one.identifier for one in readings if one.is_refused]
    if warnings is not None:
        assert sum(len(one.problems) for one in readings) == warnings


def test_what_is_read_is_as_much_as_stands_in_the_file(readings, elements):
    for reading, element in zip(readings, elements, strict=True):
        values = reading.values
        assert reading.identifier == element.findtext("iati-identifier").strip()
        assert values["title"] == " ".join(element.findtext("title/narrative").split())
        assert len(values["budgets"]) == len(element.findall("budget"))
        assert len(reading.participants) == len(
            {
                (one.get("ref"), one.get("role"), one.findtext("narrative"))
                for one in element.findall("participating-org")
            }
        )
        stated = [*element.findall("sector"), *element.findall("tag")]
        assert len(values["classifications"]) == len(stated)
        urls = {one.get("url") for one in element.findall("document-link")}
        assert {one.url for one in reading.links} == urls
        assert bool(values["contacts"]) == (element.find("contact-info") is not None)


def test_money_adds_up_to_what_the_file_states(readings, elements):
    sums, stated = Counter(), Counter()
    for reading, element in zip(readings, elements, strict=True):
        for one in reading.values["transactions"]:
            sums[one["kind"], one["currency"]] += Decimal(one["value"])
            sums[one["kind"]] += one["count"]
        for one in element.findall("transaction"):
            kind = codes.TRANSACTION_KINDS[one.find("transaction-type").get("code")]
            value = one.find("value")
            currency = value.get("currency") or element.get("default-currency")
            stated[kind.value, currency] += Decimal(value.text)
            stated[kind.value] += 1
    assert sums == stated


def test_places_are_those_of_the_file(readings, elements):
    found = Counter(one["place"] for r in readings for one in r.values["places"])
    stated = Counter(
        one.get("code").strip().zfill(3 if one.tag == "recipient-region" else 2)
        for element in elements
        for one in element
        if one.tag in ("recipient-country", "recipient-region")
    )
    assert found == stated


def test_dates_are_ones_that_a_record_may_have(readings, elements):
    kept = {"title", "description", "language", "dates", "planned", "places"}
    for reading, element in zip(readings, elements, strict=True):
        assert kept <= set(reading.values)
        days = {
            one.get("type"): one.get("iso-date")[:10]
            for one in element.findall("activity-date")
        }
        if days:
            dates = reading.values["dates"]
            read_edtf(dates)
            assert dates.startswith(days.get("2") or days.get("1") or "..")
            assert dates.endswith(days.get("4") or days.get("3") or "..")


def test_the_original_is_the_element_but_for_the_contacts(readings, elements):
    pairs = list(zip(readings, elements, strict=True))
    for reading, element in pairs[:: len(pairs) // COMPARED + 1]:
        whole = ElementTree.fromstring(ElementTree.tostring(element).strip())
        for one in whole.findall("contact-info"):
            whole.remove(one)
        assert canonical(reading.original) == canonical(ElementTree.tostring(whole))


def canonical(text: str | bytes) -> str:
    return ElementTree.canonicalize(text, strip_text=True)


def test_the_organisation_file_of_iom_is_a_partner():
    (reading,) = read(path_of("iom-organisation-file"))
    assert not reading.problems
    assert (reading.kind, reading.identifier) == ("partner", "XM-DAC-47066")
    assert reading.values["name"] == "International Organization for Migration (IOM)"
    assert reading.original.count("<total-budget") == 16


def test_a_bare_activity_is_read_with_a_warning():
    (reading,) = read(SHARED / "real" / "old" / "iom-bare-activity.xml")
    assert "bare iati-activity" in reading.problems[0].message
    assert reading.values["dates"] == "2020-03-15/2021-03-14"
    assert reading.values["planned"] == "2020-03-15/2021-03-14"
    assert "iomsomalia@iom.int" in reading.values["contacts"]
    assert "iomsomalia@iom.int" not in reading.original


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ocha-no-version", "no version, and is written as in IATI 1"),
        ("worldbank-angola-1.01", "IATI 1.01, which is not read"),
    ],
)
def test_files_of_iati_1_are_refused(name, words):
    with pytest.raises(UnreadableFile) as refused:
        next(read(SHARED / "real" / "old" / f"{name}.xml"))
    assert words in refused.value.problem.message
    assert "2.03" in refused.value.problem.remedy


# code list, and what of it the tracker knows
LISTS = {
    "embedded/ActivityStatus": codes.STATUSES,
    "embedded/ActivityDateType": codes.DATE_TYPES,
    "embedded/BudgetStatus": codes.BUDGET_STATUSES,
    "embedded/BudgetType": codes.BUDGET_KINDS,
    "embedded/OrganisationRole": codes.ROLES,
    "embedded/TransactionType": codes.TRANSACTION_KINDS,
    "nonembedded/Currency": codes.CURRENCIES,
    "nonembedded/OrganisationType": codes.ORGANIZATION_KINDS,
    "nonembedded/Region": codes.DAC_REGIONS,
}


@pytest.mark.parametrize("name", LISTS)
def test_every_code_of_the_standard_is_known(name):
    path = SHARED / "iati" / "codelists" / f"{name}.xml"
    items = ElementTree.parse(path).getroot().iter("codelist-item")
    assert not {item.findtext("code") for item in items} - set(LISTS[name])
