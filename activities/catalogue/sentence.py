"""A selection in words: each filter that is set, and a sentence of them all."""

from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from activities.catalogue import facets
from activities.catalogue.selection import Selection

FLAGS = {"place_exact": {"1": gettext_lazy("yes"), "0": gettext_lazy("no")}}


def sentence(selection: Selection) -> str:
    """What the selection holds: “Events. Theme: Remittances. Place: not Angola”.

    One line, whatever was asked for.
    """
    kind = selection.kind.heading if selection.kind else _("All records")
    told = ". ".join([kind, *(_part(selection, name) for name in _set(selection))])
    return " ".join(told.split())


def _set(selection: Selection) -> list[str]:
    return sorted(selection.filter_pairs())


def _part(selection: Selection, name: str) -> str:
    values = selection.filter_pairs()[name]
    excluded = [one for one in values if is_excluded(selection, name, one)]
    wanted = [one for one in values if one not in excluded]
    told = [_(" or ").join(value_of(selection, name, one) for one in wanted)]
    told += [_("not %s") % value_of(selection, name, one) for one in excluded]
    return f"{label_of(selection, name)}: {', '.join(filter(None, told))}"


def label_of(selection: Selection, name: str) -> str:
    """The name of a filter, for people."""
    return str(selection.filters.filters[name].label)


def is_excluded(selection: Selection, name: str, value: str) -> bool:
    """Whether a value is ruled out; a text that begins with `-` is no such value."""
    return any(str(term) == value and term.excluded for term in selection.terms(name))


def value_of(selection: Selection, name: str, value: str) -> str:
    """A value that is set, for people."""
    if is_excluded(selection, name, value):
        value = value.removeprefix("-")
    if name == "language":
        return language(value)
    flags = FLAGS.get(name, {})
    if value in flags:
        return str(flags[value])
    return facets.label(selection, name, value)


def language(code: str) -> str:
    """The name of a language; its code where Django knows no name for it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
