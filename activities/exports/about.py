"""What an export says of itself."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings

from activities.catalogue import changes, days


@dataclass(frozen=True)
class About:
    """The selection, where it comes from, and of when; the same for everyone.

    Addresses are whole. `as_of` is the last change of the catalogue, in UTC, and `day`
    the day that statuses are measured against, as YYYYMMDD.
    """

    title: str
    base_url: str
    self_url: str
    page_url: str
    as_of: datetime
    day: int
    publisher: str
    licence: str
    licence_url: str
    next_url: str = ""

    def absolute(self, url: str) -> str:
        """The whole address of one within the tracker; empty stays empty."""
        return urljoin(self.base_url, url) if url else ""

    @property
    def stamp(self) -> str:
        return self.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def terms(self) -> str:
        """The licence as one text: its name, then its address."""
        return " ".join(filter(None, [self.licence, self.licence_url]))


def everything() -> About:
    """What files of all that is public say; SITE_URL says where, as no request does."""
    return About(
        title="All",
        base_url=settings.SITE_URL,
        self_url="",
        page_url="",
        as_of=changes.last_change_at(),
        day=days.today(),
        publisher=settings.PUBLISHER,
        licence=settings.LICENCE,
        licence_url=settings.LICENCE_URL,
    )
