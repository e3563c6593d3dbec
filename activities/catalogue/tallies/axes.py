"""The heads that a selection can be told by: themes, places, years, kinds of record."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.catalogue.facets import COUNTRIES, YEARS_AHEAD
from activities.catalogue.index.schema import words_of
from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.selection import Selection
from activities.catalogue.tallies.heads import Head, asked_for, excluded, wanted
from activities.catalogue.tallies.tally import by_value
from activities.choices import PlaceKind
from partners.choices import OrganizationKind
from partners.dates import FIRST_YEAR

Known = dict[str, dict[str, Any]]  # references by code

REGIONS = (PlaceKind.REGION,)
# The finest areas of M49, so that each country lies in one of them.
AREAS = (PlaceKind.SUB_REGION, PlaceKind.INTERMEDIATE)
NO_THEME = "none"
MOST_YEARS = 40  # that a picture shows one by one


def records(selection: Selection) -> list[Head]:
    """Activities, events and publications, as far as they are asked for."""
    heads = [
        Head(str(kind), kind.heading, (("record", str(kind)),)) for kind in CONTENT
    ]
    return asked_for(selection, "record", heads)


def themes(selection: Selection, dialogue: str) -> list[Head]:
    """The themes of a dialogue in their order."""
    vocabulary = selection.catalogue.vocabulary
    own = [
        about
        for about in vocabulary.keys(EntryKind.THEME).values()
        if about["dialogue"] == dialogue
    ]
    own.sort(key=lambda about: about["number"])
    heads = [_named(selection, EntryKind.THEME, about["code"]) for about in own]
    return asked_for(selection, "theme", heads)


def beside_themes(selection: Selection, dialogue: str) -> list[Head]:
    """What stands under no single theme: across all of them, or not under any.

    Together with the themes these hold every record of the selection.
    """
    found: list[Head] = []
    if wanted(selection, "theme"):
        return found
    if selection.values.get("cross_cutting") != "no":
        chosen = (("cross_cutting", "1"), ("dialogue", dialogue))
        found.append(Head("cross-cutting", _("Cross-cutting: every theme"), chosen))
    if not wanted(selection, "dialogue"):
        told = _("Under no theme of this dialogue")
        found.append(Head(NO_THEME, told, (("dialogue", f"-{dialogue}"),)))
    return found


def dialogue(selection: Selection) -> str:
    """The dialogue whose themes tell most of the selection; empty where none is."""
    known = selection.catalogue.vocabulary.keys(EntryKind.DIALOGUE)
    only, never = wanted(selection, "dialogue"), excluded(selection, "dialogue")
    counts = by_value(selection, "dialogue")
    codes = [code for code in known if code not in never and (not only or code in only)]
    return max(codes, key=lambda code: counts.get(code, 0), default="")


def dialogues(selection: Selection) -> list[Head]:
    """The dialogues that have set themes."""
    themes = selection.catalogue.vocabulary.keys(EntryKind.THEME).values()
    codes = {about["dialogue"]: None for about in themes}
    return [_named(selection, EntryKind.DIALOGUE, code) for code in codes]


def areas(selection: Selection, kinds: Iterable[str]) -> list[Head]:
    """Regions or sub-regions in the order of the M49 tree.

    With a place asked for, those that lie in it, or the place itself.
    """
    known = selection.catalogue.vocabulary.keys(EntryKind.PLACE)
    of_kinds = [about for about in known.values() if about["kind"] in kinds]
    finest = [one for one in of_kinds if not _is_split(one, of_kinds)]
    finest.sort(key=lambda one: [*_above(one, known), one["name"]])
    codes = [one["code"] for one in finest]
    if asked := wanted(selection, "place"):
        codes = [code for one in asked for code in _within(one, codes, known) or [one]]
    never = excluded(selection, "place")
    kept = [code for code in dict.fromkeys(codes) if code not in never]
    return [_named(selection, EntryKind.PLACE, code) for code in kept]


def _is_split(area: dict[str, Any], others: list[dict[str, Any]]) -> bool:
    return any(one["within"][:1] == [area["code"]] for one in others)


def _above(area: dict[str, Any], known: Known) -> list[str]:
    """The regions that an area lies in, the widest first; groupings are no such."""
    above = [known[code] for code in reversed(area["within"])]
    return [one["name"] for one in above if one["kind"] != PlaceKind.GROUPING]


def _within(place: str, codes: list[str], known: Known) -> list[str]:
    return [code for code in codes if place in (code, *known[code]["within"])]


def larger_areas(selection: Selection) -> list[Head]:
    """The world, regions and groupings, each as a place that records name itself."""
    known = selection.catalogue.vocabulary.keys(EntryKind.PLACE)
    wide = [code for code, about in known.items() if about["kind"] not in COUNTRIES]
    named = [_named(selection, EntryKind.PLACE, code) for code in wide]
    exact = (("place_exact", "1"),)
    return [replace(head, chosen=head.chosen + exact) for head in named]


def countries(selection: Selection) -> list[Head]:
    """Countries and territories; with a place asked for, those that lie in it."""
    known = selection.catalogue.vocabulary.keys(EntryKind.PLACE)
    codes = [code for code, about in known.items() if about["kind"] in COUNTRIES]
    if asked := wanted(selection, "place"):
        codes = [code for code in codes if {code, *known[code]["within"]} & {*asked}]
    never = excluded(selection, "place")
    kept = [code for code in codes if code not in never]
    heads = [_named(selection, EntryKind.PLACE, code) for code in kept]
    return sorted(heads, key=lambda head: words_of(head.label))


def years(selection: Selection) -> list[Head]:
    """Every year from the first that a record overlaps to the next, the latest last.

    At most MOST_YEARS: what was before is told apart.
    """
    latest = timezone.now().year + YEARS_AHEAD
    known = [int(year) for year in by_value(selection, "year")]
    if only := wanted(selection, "year"):
        return [_year(year) for year in sorted(only)]
    known = [year for year in known if FIRST_YEAR < year <= latest]
    if not known:
        return []
    first, last = max(min(known), max(known) - MOST_YEARS + 1), max(known)
    never = excluded(selection, "year")
    shown = map(str, range(first, last + 1))
    return [_year(year) for year in shown if year not in never]


def kinds_of_partners(selection: Selection) -> list[Head]:
    """What partners are; of a selection of partners."""
    kinds = [(str(one), str(one.label)) for one in OrganizationKind]
    heads = [Head(code, label, (("kind", code),)) for code, label in kinds]
    return asked_for(selection, "kind", heads)


def _year(year: str) -> Head:
    return Head(year, year, (("year", year),))


def _named(selection: Selection, kind: EntryKind, code: str) -> Head:
    vocabulary = selection.catalogue.vocabulary
    about = vocabulary.keys(kind).get(code, {})
    return Head(code, vocabulary.label(kind, code), ((str(kind), code),), about)


def partner(selection: Selection, slug: str, name: str = "partner") -> Head:
    """A partner, under the filter `partner` or `with`."""
    vocabulary = selection.catalogue.vocabulary
    about = vocabulary.keys(EntryKind.PARTNER).get(slug, {})
    return Head(slug, vocabulary.label(EntryKind.PARTNER, slug), ((name, slug),), about)
