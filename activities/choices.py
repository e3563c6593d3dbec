"""Every controlled list of the activities' room. The value is the public code."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    OPERATIONAL = "operational-programme", _("Operational programme")
    PROJECT = "project", _("Project")
    POLICY_DIALOGUE = "policy-dialogue", _("Policy dialogue")
    REGIONAL_PROCESS = (
        "regional-process-support",
        _("Support to a regional consultative process"),
    )
    STAKEHOLDERS = "stakeholder-engagement", _("Stakeholder engagement")
    RESEARCH = "research", _("Research")
    PUBLICATIONS = "publication-programme", _("Publication programme")
    CAPACITY = "capacity-building", _("Capacity building")
    INTER_AGENCY = "inter-agency-cooperation", _("Inter-agency cooperation")
    TECHNICAL = "technical-cooperation", _("Technical cooperation")


class EventKind(models.TextChoices):
    WORKSHOP = "workshop", _("Workshop")
    CONFERENCE = "conference", _("Conference")
    CONSULTATION = "consultation", _("Consultation")
    MINISTERIAL = "ministerial-meeting", _("Ministerial meeting")
    SENIOR_OFFICIALS = "senior-officials-meeting", _("Senior officials’ meeting")
    EXPERT_MEETING = "expert-meeting", _("Expert meeting")
    ROUND_TABLE = "round-table", _("Round table")
    COUNCIL = "council-session", _("Council session")
    PRESENTATION = "presentation", _("Presentation")
    TRAINING = "training", _("Training")
    MEETING = "meeting", _("Meeting")


class PublicationKind(models.TextChoices):
    REPORT = "report", _("Report")
    SERIES_NUMBER = "series-number", _("Number of a series")
    STUDY = "study", _("Study")
    CATALOGUE = "catalogue", _("Catalogue")
    WORKING_PAPER = "working-paper", _("Working paper")
    OTHER = "other", _("Other")


class Role(models.TextChoices):
    """What an organization was in an activity, event or publication."""

    FUNDER = "funder", _("Funder")
    ORGANIZER = "organizer", _("Organizer")
    CO_ORGANIZER = "co-organizer", _("Co-organizer")
    HOST = "host", _("Host")
    IMPLEMENTER = "implementer", _("Implementer")
    ACCOUNTABLE = "accountable", _("Accountable")
    EXTENDING = "extending", _("Extending")
    SECRETARIAT = "secretariat", _("Secretariat")
    STEERING_GROUP = "steering-group", _("Steering group member")
    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co-chair", _("Co-chair")
    REQUESTER = "requester", _("Requester")
    EXPERT = "expert", _("Expert")
    PARTICIPANT = "participant", _("Participant")
    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    SUPPORTER = "supporter", _("Supporter")
    AUTHOR = "author", _("Author")
    PUBLISHER = "publisher", _("Publisher")


class PlaceKind(models.TextChoices):
    WORLD = "world", _("World")
    REGION = "region", _("Region")
    SUB_REGION = "sub-region", _("Sub-region")
    INTERMEDIATE = "intermediate-region", _("Intermediate region")
    COUNTRY = "country", _("Country")
    TERRITORY = "territory", _("Territory")
    FORMER_COUNTRY = "former-country", _("Former country")
    GROUPING = "grouping", _("Grouping")


class PlaceRelation(models.TextChoices):
    """How a record relates to a place."""

    HELD_IN = "held-in", _("Held in")
    ABOUT = "about", _("Concerns")


class SourceKind(models.TextChoices):
    CONTRIBUTION = "contribution", _("Contribution to a meeting")
    RESOLUTION = "resolution", _("Resolution or report of the United Nations")
    DATA_FILE = "data-file", _("Data file")
    WEB_PAGE = "web-page", _("Web page")
    OTHER = "other", _("Other")


class Qualifier(models.TextChoices):
    """How exactly a figure is stated. `phrase` is read before the value."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more-than", _("more than")
    AT_LEAST = "at-least", _("at least")
    LESS_THAN = "less-than", _("less than")
    UP_TO = "up-to", _("up to")

    @property
    def phrase(self) -> str:
        return "" if self is Qualifier.EXACT else str(self.label)


class ClassificationScheme(models.TextChoices):
    """What a code from somebody's list classifies an activity by."""

    SECTOR = "sector", _("Sector")
    TAG = "tag", _("Tag")


class BudgetKind(models.TextChoices):
    ORIGINAL = "original", _("Original")
    REVISED = "revised", _("Revised")


class BudgetStatus(models.TextChoices):
    INDICATIVE = "indicative", _("Indicative")
    COMMITTED = "committed", _("Committed")


class TransactionKind(models.TextChoices):
    """Which way money went, or was to go: the types of IATI 2.03."""

    INCOMING_FUNDS = "incoming-funds", _("Incoming funds")
    OUTGOING_COMMITMENT = "outgoing-commitment", _("Outgoing commitment")
    DISBURSEMENT = "disbursement", _("Disbursement")
    EXPENDITURE = "expenditure", _("Expenditure")
    INTEREST_PAYMENT = "interest-payment", _("Interest payment")
    LOAN_REPAYMENT = "loan-repayment", _("Loan repayment")
    REIMBURSEMENT = "reimbursement", _("Reimbursement")
    PURCHASE_OF_EQUITY = "purchase-of-equity", _("Purchase of equity")
    SALE_OF_EQUITY = "sale-of-equity", _("Sale of equity")
    CREDIT_GUARANTEE = "credit-guarantee", _("Credit guarantee")
    INCOMING_COMMITMENT = "incoming-commitment", _("Incoming commitment")
    OUTGOING_PLEDGE = "outgoing-pledge", _("Outgoing pledge")
    INCOMING_PLEDGE = "incoming-pledge", _("Incoming pledge")


class Halt(models.TextChoices):
    """Why an activity or event does not go on as its dates say."""

    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")


class Status(models.TextChoices):
    """Where a record stands on a given day: halted, or as its dates say."""

    FORTHCOMING = "forthcoming", _("Forthcoming")
    UNDER_WAY = "under-way", _("Under way")
    COMPLETED = "completed", _("Completed")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")
    UNDATED = "undated", _("Date not stated")
