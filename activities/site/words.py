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


def all_options(facet: str, count: int) -> str:
    """What leads to every option of a filter: “See all 382 partners”."""
    words = {
        "partner": ngettext("See %(n)s partner", "See all %(n)s partners", count),
        "country": ngettext("See %(n)s country", "See all %(n)s countries", count),
        "region": ngettext("See %(n)s region", "See all %(n)s regions", count),
        "year": ngettext("See %(n)s year", "See all %(n)s years", count),
        "theme": ngettext("See %(n)s theme", "See all %(n)s themes", count),
        "kind": ngettext("See %(n)s kind", "See all %(n)s kinds", count),
        "role": ngettext("See %(n)s role", "See all %(n)s roles", count),
        "language": ngettext("See %(n)s language", "See all %(n)s languages", count),
        "dialogue": ngettext("See %(n)s dialogue", "See all %(n)s dialogues", count),
    }
    usual = ngettext("See %(n)s option", "See all %(n)s options", count)
    return words.get(facet, usual) % {"n": number(count)}


def number(count: int) -> str:
    """A whole number with its thousands apart, as the active language sets them."""
    return str(number_format(count, use_l10n=True, force_grouping=True))


def inside(label: str) -> str:
    """A label in the middle of a sentence: no capital, unless it is of an acronym."""
    is_acronym = label[1:2].isupper()
    return label if is_acronym else f"{label[:1].lower()}{label[1:]}"


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
