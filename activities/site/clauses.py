"""A selection as one plain sentence: “14 events under Remittances in Africa, 2005”.

Each filter has a clause of its own, whole, for translators to put as they need.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from activities.catalogue.dates import in_words
from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Selection
from activities.catalogue.sentence import is_excluded, value_of
from activities.catalogue.titles import title_of
from activities.site import words

SHOWN = 3  # values of one filter that are named; of one more, all are

# filter -> the clause for values that are wanted, and for those left out
CLAUSES = {
    "record": (
        gettext_lazy("that are %(values)s"),
        gettext_lazy("but not %(values)s"),
    ),
    "kind": (
        gettext_lazy("of the kind %(values)s"),
        gettext_lazy("but not of the kind %(values)s"),
    ),
    "theme": (
        gettext_lazy("under %(values)s"),
        gettext_lazy("but not under %(values)s"),
    ),
    "dialogue": (
        gettext_lazy("for %(values)s"),
        gettext_lazy("but not for %(values)s"),
    ),
    "partner": (gettext_lazy("with %(values)s"), gettext_lazy("without %(values)s")),
    "with": (
        gettext_lazy("together with %(values)s"),
        gettext_lazy("but not together with %(values)s"),
    ),
    "role": (gettext_lazy("as %(values)s"), gettext_lazy("but not as %(values)s")),
    "place": (gettext_lazy("in %(values)s"), gettext_lazy("outside %(values)s")),
    "language": (
        gettext_lazy("written in %(values)s"),
        gettext_lazy("but not written in %(values)s"),
    ),
    "activity": (
        gettext_lazy("that are part of “%(values)s”"),
        gettext_lazy("but not part of “%(values)s”"),
    ),
    "status": (
        gettext_lazy("with the status %(values)s"),
        gettext_lazy("without the status %(values)s"),
    ),
}
# In the middle of a sentence these do not begin with a capital.
LOWERED = ("record", "kind", "role", "status")
# Nor does the name of a language, but in English.
LOWERED_ELSEWHERE = ("language",)


def sentence(selection: Selection, count: int) -> str:
    """What the selection holds, and how many."""
    told = [words.amount(selection.kind, count), *_clauses(selection)]
    return ", ".join([" ".join(told), *_periods(selection)])


def value(selection: Selection, name: str, given: str) -> str:
    """A value that is set, for people, without the sign that leaves it out."""
    if name == "activity":
        key = given.removeprefix("-") if is_excluded(selection, name, given) else given
        return title_of(EntryKind.ACTIVITY, key)
    return value_of(selection, name, given)


def either(values: list[str]) -> str:
    """“Africa, Asia or Europe”; of many, some and how many others."""
    if len(values) == 1:
        return values[0]
    if len(values) > SHOWN + 1:
        shown, n = ", ".join(values[:SHOWN]), len(values) - SHOWN
        many = ngettext("%(some)s or %(n)s other", "%(some)s or %(n)s others", n)
        return many % {"some": shown, "n": words.number(n)}
    some = ", ".join(values[:-1])
    return _("%(some)s or %(last)s") % {"some": some, "last": values[-1]}


def _clauses(selection: Selection) -> Iterator[str]:
    pairs = selection.filter_pairs()
    if "q" in pairs:
        yield _("with the words “%(words)s”") % {"words": pairs["q"][0].strip()}
    for name, (wanted, left_out) in CLAUSES.items():
        given = pairs.get(name, [])
        out = [one for one in given if is_excluded(selection, name, one)]
        if kept := [one for one in given if one not in out]:
            yield str(_pattern(selection, name, wanted)) % _values(
                selection, name, kept
            )
        if out:
            yield str(left_out) % _values(selection, name, out)
    if "cross_cutting" in pairs:
        yes = pairs["cross_cutting"] == ["1"]
        no_one = _("that are not cross-cutting")
        yield _("that are cross-cutting") if yes else no_one


def _pattern(selection: Selection, name: str, usual: object) -> object:
    """The clause for wanted values, which may depend on another filter."""
    if name == "place" and selection.values.get("place_exact"):
        return gettext_lazy("in %(values)s itself")
    of_any = selection.kind != EntryKind.PARTNER and not selection.terms("partner")
    if name == "role" and of_any:
        return gettext_lazy("with a partner as %(values)s")
    if name == "status" and (days := selection.filter_pairs().get("on")):
        day = {"day": in_words(days[0]), "values": "%(values)s"}
        return _("with the status %(values)s on %(day)s") % day
    return usual


def _values(selection: Selection, name: str, given: list[str]) -> dict[str, str]:
    if name == "record":
        kinds = [EntryKind(one.removeprefix("-")) for one in given]
        labels = [kind.heading for kind in kinds]
    else:
        labels = [value(selection, name, one) for one in given]
    elsewhere = get_language() != settings.LANGUAGE_CODE
    if name in LOWERED or (elsewhere and name in LOWERED_ELSEWHERE):
        labels = [words.inside(label) for label in labels]
    return {"values": either(labels)}


def _periods(selection: Selection) -> Iterator[str]:
    """What is said of time, each after a comma."""
    pairs = selection.filter_pairs()
    years = [term for term in selection.terms("year") if not term.excluded]
    if years:
        yield _years([int(term.value) for term in years])
    if out := [term.value for term in selection.terms("year") if term.excluded]:
        yield _("but not in %(values)s") % {"values": either(out)}
    first, last = (in_words(pairs.get(one, [""])[0]) for one in ("from", "to"))
    period = {"first": first, "last": last}
    if first and last:
        yield _("%(first)s to %(last)s") % period
    elif first:
        yield _("from %(first)s on") % period
    elif last:
        yield _("until %(last)s") % period
    if "updated_since" in pairs:
        day = in_words(pairs["updated_since"][0][:10])
        yield _("changed since %(day)s") % {"day": day}


def _years(years: list[int]) -> str:
    if len(years) > 1 and years == list(range(years[0], years[-1] + 1)):
        ends = {"first": str(years[0]), "last": str(years[-1])}
        return _("%(first)s to %(last)s") % ends
    return either([str(year) for year in years])
