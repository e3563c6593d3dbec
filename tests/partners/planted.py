"""Organizations, other ways to write their names, and others that only look alike."""

from itertools import product
from random import Random

from partners.known import Known, Name

# Name, acronym, the name in French or Spanish.
INTERNATIONAL = [
    line.split("|")
    for line in """\
International Organization for Migration|IOM|Organisation internationale pour les \
migrations
International Labour Organization|ILO|Organisation internationale du Travail
World Health Organization|WHO|Organisation mondiale de la Santé
World Food Programme|WFP|Programme alimentaire mondial
United Nations Development Programme|UNDP|Programme des Nations Unies pour le \
développement
United Nations Environment Programme|UNEP|Programa de las Naciones Unidas para el \
Medio Ambiente
United Nations Children's Fund|UNICEF|Fonds des Nations Unies pour l'enfance
United Nations Population Fund|UNFPA|Fonds des Nations Unies pour la population
United Nations High Commissioner for Refugees|UNHCR|Haut Commissariat des Nations \
Unies pour les réfugiés
United Nations Institute for Training and Research|UNITAR|Institut des Nations Unies \
pour la formation et la recherche
United Nations Office on Drugs and Crime|UNODC|Oficina de las Naciones Unidas contra \
la Droga y el Delito
International Telecommunication Union|ITU|Union internationale des télécommunications
Food and Agriculture Organization|FAO|Organización para la Alimentación y la \
Agricultura
World Trade Organization|WTO|Organisation mondiale du commerce
World Bank|IBRD|Banque mondiale
African Development Bank|AfDB|Banque africaine de développement
Inter-American Development Bank|IADB|Banco Interamericano de Desarrollo
Council of Europe|CoE|Conseil de l'Europe
Organization of American States|OAS|Organización de los Estados Americanos
Economic Community of West African States|ECOWAS|Communauté économique des États de \
l'Afrique de l'Ouest
International Federation of Red Cross and Red Crescent Societies|IFRC|Fédération \
internationale des Sociétés de la Croix-Rouge
International Committee of the Red Cross|ICRC|Comité international de la Croix-Rouge
Danish Refugee Council|DRC|Dansk Flygtningehjælp
Norwegian Refugee Council|NRC|Flyktninghjelpen
International Catholic Migration Commission|ICMC|Commission internationale catholique \
pour les migrations""".splitlines()
]
TOPICS = [
    "Labour",
    "Foreign Affairs",
    "Health",
    "Interior",
    "Education",
    "Justice",
    "Energy",
    "Social Welfare",
]
COUNTRIES = [
    "Norway",
    "Sweden",
    "Kenya",
    "Zambia",
    "Gambia",
    "Niger",
    "Nigeria",
    "Slovakia",
    "Slovenia",
    "Austria",
    "Australia",
    "Paraguay",
    "Uruguay",
    "Iran",
    "Iraq",
    "Mali",
    "Malawi",
]
CITIES = [
    "Oslo",
    "Bergen",
    "Geneva",
    "Kinshasa",
    "Lusaka",
    "Montréal",
    "Zürich",
    "São-Paulo",
    "Łódź",
    "Málaga",
    "Tromsø",
    "Ürümqi",
    "Valparaíso",
]
BODIES = ["University of {}", "{} Chamber of Commerce", "{} Migration Institute"]
COMPANIES = [
    f"{first} {second}"
    for first, second in product(
        ("Blue", "Northern", "Pacific", "Sahel", "Helvetia"),
        ("Analytics", "Logistics", "Consulting", "Foundation", "Transport"),
    )
]


def organizations(draw: Random) -> tuple[list[Known], list[Known]]:
    """Two hundred that are known, and two hundred others that are none of them."""
    offered = [f"Ministry of {t} of {c}" for t, c in product(TOPICS, COUNTRIES)]
    offered += [body.format(city) for body, city in product(BODIES, CITIES)]
    offered += COMPANIES
    offered += [f"{c} {t} Association" for t, c in product(TOPICS, COUNTRIES)]
    offered += [
        f"{kind} for {whom}"
        for kind, whom in product(
            ("Centre", "Network", "Alliance", "Forum", "Trust Fund"),
            (
                *("Migrant Women", "Displaced Children", "Return Migration"),
                *("Border Management", "Human Security", "Remittances"),
                *("Diaspora Investment", "Ethical Recruitment"),
            ),
        )
    ]
    draw.shuffle(offered)
    known = [
        Known(f"un-{n}", [Name(name), Name(other)], acronym=acronym)
        for n, (name, acronym, other) in enumerate(INTERNATIONAL)
    ]
    known += [Known(f"known-{n}", [Name(name)]) for n, name in enumerate(offered[:175])]
    others = [Known(f"other-{n}", [Name(name)]) for n, name in enumerate(offered[175:])]
    return known, others[:200]


def mistyped(text: str, draw: Random) -> str:
    """A letter left out, doubled, changed or exchanged within a long word."""
    words = text.split()
    long = [n for n, word in enumerate(words) if len(word) > 4]
    place = draw.choice(long)
    word = words[place]
    at = draw.randrange(1, len(word) - 1)
    words[place] = draw.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + draw.choice("aeiou") + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )
    return " ".join(words)


def without_accents(text: str) -> str:
    """Letters that have an accent lose it; elsewhere one gets one."""
    bare = text.translate(str.maketrans("éèüãŁźóáøÜí", "eeuaLzoaoUi"))
    return bare if bare != text else text.replace("o", "ó", 1).replace("e", "é", 1)


def shuffled(text: str, draw: Random) -> str:
    first, *rest = text.split(" of ", 1) if " of " in text else text.split()[::-1]
    return f"{' '.join(rest)}, {first}" if rest else first


def variants(known: list[Known], draw: Random) -> list[tuple[str, str, str]]:
    """Two hundred other ways to write their names: (kind, text, whom it means)."""
    named = [one for one in known if one.acronym]
    ways = {
        "case": lambda one: draw.choice([str.upper, str.lower])(one.names[0].text),
        "accents": lambda one: without_accents(one.names[0].text),
        "legal form": lambda one: (
            f"{one.names[0].text}{draw.choice([' Ltd', ', Inc.', ' S.A.', ' e.V.'])}"
        ),
        "word order": lambda one: shuffled(one.names[0].text, draw),
        "the": lambda one: f"The {one.names[0].text}",
        "typing": lambda one: mistyped(one.names[0].text, draw),
    }
    few = {
        "acronym": lambda one: draw.choice(
            [one.acronym, one.acronym.lower(), f"{one.names[0].text} ({one.acronym})"]
        ),
        "translation": lambda one: one.names[1].text,
    }
    planted = [
        (kind, way(one), one.slug)
        for kind, way in few.items()
        for one in draw.sample(named, 25)
    ]
    return planted + [
        (kind, way(one), one.slug)
        for kind, way in ways.items()
        for one in draw.sample(known, 25)
    ]
