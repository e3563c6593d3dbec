"""Whom a name and an identifier mean."""

from datetime import date

import pytest

from partners.matching import Known, Name, Register, normalised

pytestmark = pytest.mark.once  # names alone


@pytest.fixture
def register() -> Register:
    return Register(
        [
            Known(
                "dfid",
                [Name("Department for International Development", "1997/2020-09-01")],
                {"GB-GOV-1"},
            ),
            Known(
                "fcdo",
                [Name("Foreign, Commonwealth and Development Office", "2020-09-02/..")],
                {"GB-GOV-1"},
            ),
            Known(
                "usaid",
                [Name("United States Agency for International Development")],
                {"US-GOV-1"},
            ),
            Known(
                "undp", [Name("United Nations Development Programme")], {"XM-DAC-41114"}
            ),
            Known("france", [Name("Ministry of Foreign Affairs")], {"FR-6"}),
            Known("japan", [Name("Ministry of Foreign Affairs")], {"XM-DAC-701-2"}),
        ]
    )


@pytest.mark.parametrize(
    ("ref", "name", "slug"),
    [
        ("GB-GOV-1", "UK - Department for International Development (DFID)", "dfid"),
        ("GB-GOV-1", "Foreign, Commonwealth & Development Office (FCDO)", "fcdo"),
        ("", "UNITED NATIONS DEVELOPMENT PROGRAMME (UNDP)", "undp"),
        ("xm-dac-41114", "United Nations Development Programme", "undp"),
        ("XM-DAC-41114", "", "undp"),
        ("FR-6", "France - Ministry of Foreign Affairs", "france"),
        ("XM-DAC-701-2", "Ministry of Foreign Affairs", "japan"),
    ],
)
def test_a_name_with_its_identifier_means_one(register, ref, name, slug):
    assert register.find(ref, name).slug == slug


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("", "Ministry of Foreign Affairs"),  # of two, which?
        ("US-GOV-1", "Bureau of Population, Refugees and Migration"),
        ("XX-1", "Somebody nobody knows"),
        ("GB-GOV-1", ""),  # two bear it
    ],
)
def test_where_it_is_not_sure_nobody_is_meant(register, ref, name):
    assert not register.find(ref, name).slug


def test_a_date_decides_between_two_bearers_of_an_identifier(register):
    assert register.find("GB-GOV-1", "", date(2010, 5, 1)).slug == "dfid"
    assert register.find("GB-GOV-1", "", date(2022, 5, 1)).slug == "fcdo"


def test_a_similar_name_is_doubtful_and_says_why(register):
    match = register.find("XM-DAC-41114", "UN Development Program")
    assert (match.slug, match.doubt) == ("", "undp")
    assert "the same identifier" in match.reason
    match = register.find("", "United States Agency for International Developement")
    assert (match.slug, match.doubt) == ("", "usaid")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministère des Affaires étrangères", "MINISTERE DES AFFAIRES ETRANGERES"),
        ("The World Bank (IBRD)", "World Bank"),
        ("Children’s  Fund", "Children's Fund"),
    ],
)
def test_case_accents_and_brackets_do_not_matter(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize("name", ["(IOM)", "—", "وزارة الخارجية", "国际移民组织"])
def test_no_name_is_normalised_to_nothing(name):
    assert normalised(name)
