"""The records that staff write. Nothing here is public: see `activities.catalogue`."""

from activities.models.activity import Activity
from activities.models.audit import AuditLine
from activities.models.citation import Citation
from activities.models.classification import Classification
from activities.models.decision import Decision
from activities.models.dialogue import (
    Dialogue,
    GcmObjective,
    Theme,
    ThemeCorrespondence,
)
from activities.models.event import Event
from activities.models.figure import Figure
from activities.models.follow_up import FollowUp
from activities.models.identifier import ActivityIdentifier
from activities.models.importing import (
    ImportBatch,
    ImportItem,
    ImportMapping,
    PartnerQuestion,
)
from activities.models.location import Location
from activities.models.merge import DifferentOrganizations, Merge
from activities.models.money import Budget, TransactionSum
from activities.models.office import Office, StaffMember
from activities.models.original import Original
from activities.models.participation import Participation
from activities.models.place import Place, RecordPlace
from activities.models.publication import Publication, PublicationIdentifier
from activities.models.sign_in import RecoveryCode, SecondFactor, Tries
from activities.models.source import Source
from activities.models.theme_link import ThemeLink
from activities.models.theme_rule import ThemeRule

__all__ = [
    "Activity",
    "ActivityIdentifier",
    "AuditLine",
    "Budget",
    "Citation",
    "Classification",
    "Decision",
    "Dialogue",
    "DifferentOrganizations",
    "Event",
    "Figure",
    "FollowUp",
    "GcmObjective",
    "ImportBatch",
    "ImportItem",
    "ImportMapping",
    "Location",
    "Merge",
    "Office",
    "Original",
    "Participation",
    "PartnerQuestion",
    "Place",
    "Publication",
    "PublicationIdentifier",
    "RecordPlace",
    "RecoveryCode",
    "SecondFactor",
    "Source",
    "StaffMember",
    "Theme",
    "ThemeCorrespondence",
    "ThemeLink",
    "ThemeRule",
    "TransactionSum",
    "Tries",
]
