"""The records that staff write. Nothing here is public: see `activities.catalogue`."""

from activities.models.activity import Activity
from activities.models.citation import Citation
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
from activities.models.participation import Participation
from activities.models.place import Place, RecordPlace
from activities.models.publication import Publication, PublicationIdentifier
from activities.models.source import Source
from activities.models.theme_link import ThemeLink

__all__ = [
    "Activity",
    "Citation",
    "Decision",
    "Dialogue",
    "Event",
    "Figure",
    "FollowUp",
    "GcmObjective",
    "Participation",
    "Place",
    "Publication",
    "PublicationIdentifier",
    "RecordPlace",
    "Source",
    "Theme",
    "ThemeCorrespondence",
    "ThemeLink",
]
