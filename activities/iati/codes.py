"""IATI 2.03 code lists that the tracker reads and writes, and what they are with us.

Source: IATI Standard 2.03, embedded and non-embedded code lists (CC BY 4.0).
"""

from activities.choices import BudgetKind, BudgetStatus, Halt, Role, TransactionKind
from partners.choices import OrganizationKind

VERSIONS = ("2.01", "2.02", "2.03")
VERSION = "2.03"

# ActivityStatus: 1 pipeline, 2 implementation, 3 finalisation, 4 closed.
STATUSES = ("1", "2", "3", "4", "5", "6")
HALTED = {"5": Halt.CANCELLED, "6": Halt.SUSPENDED}

# ActivityDateType
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
DATE_TYPES = (PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END)

# OrganisationRole
ROLES = {
    "1": Role.FUNDER,
    "2": Role.ACCOUNTABLE,
    "3": Role.EXTENDING,
    "4": Role.IMPLEMENTER,
}
# What of our finer roles is one of IATI's four; the others have no place in a file.
ROLE_CODES = {
    Role.FUNDER: "1",
    Role.SUPPORTER: "1",
    Role.ACCOUNTABLE: "2",
    Role.EXTENDING: "3",
    Role.IMPLEMENTER: "4",
    Role.ORGANIZER: "4",
    Role.CO_ORGANIZER: "4",
    Role.HOST: "4",
    Role.SECRETARIAT: "4",
    Role.CHAIR: "4",
    Role.CO_CHAIR: "4",
}

# OrganisationType
ORGANIZATION_KINDS = {
    "10": OrganizationKind.GOVERNMENT,
    "11": OrganizationKind.GOVERNMENT,  # local
    "15": OrganizationKind.GOVERNMENT,  # other public sector
    "21": OrganizationKind.NGO,
    "22": OrganizationKind.NGO,
    "23": OrganizationKind.NGO,
    "24": OrganizationKind.NGO,
    "30": OrganizationKind.OTHER,  # public private partnership
    "40": OrganizationKind.INTERGOVERNMENTAL,
    "60": OrganizationKind.OTHER,  # foundation
    "70": OrganizationKind.PRIVATE,
    "71": OrganizationKind.PRIVATE,
    "72": OrganizationKind.PRIVATE,
    "73": OrganizationKind.PRIVATE,
    "80": OrganizationKind.ACADEMIC,
    "90": OrganizationKind.OTHER,
}
ORGANIZATION_TYPES = {
    OrganizationKind.UN_ENTITY: "40",
    OrganizationKind.FINANCIAL: "40",
    OrganizationKind.INTERGOVERNMENTAL: "40",
    OrganizationKind.REGIONAL: "40",
    OrganizationKind.GOVERNMENT: "10",
    OrganizationKind.NGO: "21",
    OrganizationKind.ACADEMIC: "80",
    OrganizationKind.PRIVATE: "70",
    OrganizationKind.PROCESS: "90",
    OrganizationKind.INTER_AGENCY: "90",
    OrganizationKind.ADVISORY: "90",
    OrganizationKind.OTHER: "90",
}

BUDGET_KINDS = {"1": BudgetKind.ORIGINAL, "2": BudgetKind.REVISED}
BUDGET_STATUSES = {"1": BudgetStatus.INDICATIVE, "2": BudgetStatus.COMMITTED}

TRANSACTION_KINDS = {
    "1": TransactionKind.INCOMING_FUNDS,
    "2": TransactionKind.OUTGOING_COMMITMENT,
    "3": TransactionKind.DISBURSEMENT,
    "4": TransactionKind.EXPENDITURE,
    "5": TransactionKind.INTEREST_PAYMENT,
    "6": TransactionKind.LOAN_REPAYMENT,
    "7": TransactionKind.REIMBURSEMENT,
    "8": TransactionKind.PURCHASE_OF_EQUITY,
    "9": TransactionKind.SALE_OF_EQUITY,
    "10": TransactionKind.CREDIT_GUARANTEE,
    "11": TransactionKind.INCOMING_COMMITMENT,
    "12": TransactionKind.OUTGOING_PLEDGE,
    "13": TransactionKind.INCOMING_PLEDGE,
}

# SectorVocabulary and TagVocabulary: those that we name; others keep their number.
DAC_5_DIGIT, OWN_2, OWN = "1", "98", "99"

# RegionVocabulary: 1 OECD DAC, 2 UN M49, 99 the publisher's own.
REGIONS_DAC, REGIONS_M49, REGIONS_OWN = "1", "2", "99"

# RelatedActivityType
PARENT, CHILD = "1", "2"

# DocumentCategory: works that one may read and cite are publications; what else is
# linked (web pages, contracts, budgets) is a source of the record.
PUBLICATIONS = {
    "A01": "report",  # impact appraisal
    "A02": "other",  # objectives
    "A03": "other",  # intended beneficiaries
    "A07": "report",  # review of performance, evaluation
    "A08": "report",  # results, outcomes and outputs
    "B01": "report",  # annual report
    "B02": "other",  # institutional strategy
    "B03": "other",  # country strategy
    "B04": "other",  # aid allocation policy
    "B06": "report",  # institutional audit
    "B07": "report",  # country audit
    "B09": "report",  # institutional evaluation
    "B10": "report",  # country evaluation
    "B11": "other",  # sector strategy
    "B12": "other",  # thematic strategy
    "B14": "other",  # evaluations policy
}

# What we publish of an activity is of its results, outcomes and outputs.
OUR_PUBLICATIONS = "A08"
# DescriptionType: general, as against objectives, target groups, other.
GENERAL = "1"
# OtherIdentifierType: others name their identifiers in schemes of ours, `iati-a1`.
OTHER_IDENTIFIER_TYPES = ("A1", "A2", "A3", "A4", "A9", "B1", "B9")
OTHER_IDENTIFIER = "A9"
# OrganisationType of an intergovernmental organization, as our publisher is one.
MULTILATERAL = "40"
# ActivityScope
GLOBAL, REGIONAL, MULTINATIONAL, NATIONAL = "1", "2", "3", "4"
# ActivityStatus
PIPELINE, IMPLEMENTATION, FINALISATION, CLOSED = "1", "2", "3", "4"
# What points are measured in: WGS 84.
WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"

# Region, vocabulary 1 (OECD DAC), as places of our tree. Where the DAC's region is
# not one of M49 it is a grouping of its own, `dac-…`.
DAC_REGIONS = {
    "88": "dac-88",
    "89": "150",
    "189": "015",
    "289": "202",
    "298": "002",
    "380": "003",
    "389": "dac-389",
    "489": "005",
    "498": "019",
    "589": "dac-589",
    "619": "dac-619",
    "679": "dac-679",
    "689": "dac-689",
    "789": "dac-789",
    "798": "142",
    "889": "009",
    "998": "001",
    "1027": "014",
    "1028": "017",
    "1029": "018",
    "1030": "011",
    "1031": "029",
    "1032": "013",
    "1033": "054",
    "1034": "057",
    "1035": "061",
}

# The publisher whose file the tracker writes (docs/settings.md, IATI_PUBLISHER).
# The vocabulary of our themes is the page of all themes, and so with places.
THEMES_PATH = "/themes/"
PLACES_PATH = "/places/"

# ISO 4217: today's currencies, and those that older amounts stand in.
_CURRENCIES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL
    BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF
    DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
    IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO
    NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK
    SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAU XBA XBB XBC XBD XCD XCG XDR XOF
    XPD XPF XPT XSU XUA YER ZAR ZMW ZWG
    ADP AFA ALK AOK AON AOR ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BOP BRB BRC
    BRE BRN BRR BUK BYB BYR CHC CSD CSJ CSK CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF
    GEK GHC GHP GNE GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC
    LUF LUL LVL LVR MAF MGF MLF MRO MTL MTP MVQ MWC MXP MZE MZM NIC NLG PEH PEI PES PLZ
    PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS
    UYN UYP VEB VEF VNC XEU XFO XFU XRE YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN
    ZWR XBT
"""
CURRENCIES = frozenset(_CURRENCIES.split())
