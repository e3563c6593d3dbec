"""Words that depend on a number or a code: “14 events”, “Newest first”."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.catalogue.controls import RELEVANCE
from activities.catalogue.kinds import EntryKind


def amount(kind: EntryKind | None, count: int) -> str:
    """A number of entries of a kind, of records of any kind for None."""
    words = {
        EntryKind.ACTIVITY: ngettext("%(n)s activity", "%(n)s activities", count),
        EntryKind.EVENT: ngettext("%(n)s event", "%(n)s events", count),
        EntryKind.PUBLICATION: ngettext(
            "%(n)s publication", "%(n)s publications", count
        ),
        EntryKind.PARTNER: ngettext("%(n)s partner", "%(n)s partners", count),
        None: ngettext("%(n)s record", "%(n)s records", count),
    }
    return words[kind] % {"n": number(count)}


def number(count: int) -> str:
    """A whole number with its thousands apart, as the active language sets them."""
    return str(number_format(count, use_l10n=True, force_grouping=True))


def order(sort: str) -> str:
    """The order of a list, for people."""
    return {
        RELEVANCE: _("Best match first"),
        "-date": _("Newest first"),
        "date": _("Oldest first"),
        "-updated": _("Latest changes first"),
        "updated": _("Longest unchanged first"),
        "title": _("By title, A to Z"),
        "-title": _("By title, Z to A"),
    }[sort]
