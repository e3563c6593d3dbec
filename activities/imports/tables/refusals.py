"""Why tables cannot be taken, in words that say what to do."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from activities.imports.readings import Level, Problem, UnreadableFile

LONGEST_VALUE = 200
_MOST = 20  # problems that one refusal spells out


def shown(value: str) -> str:
    """A value as a problem shows it."""
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"


def critical(
    path: str, message: str, remedy: str, *, line: int = 0, value: str = ""
) -> Problem:
    return Problem(Level.CRITICAL, line, path, shown(value), message, remedy)


def refusal(
    path: str, message: str, remedy: str, *, line: int = 0, value: str = ""
) -> UnreadableFile:
    return UnreadableFile(critical(path, message, remedy, line=line, value=value))


def broken(path: str, words: str = "") -> UnreadableFile:
    """A workbook of which a part is missing, damaged or not as it should be."""
    message = _("The workbook is damaged: %s.") % (words or _("a part cannot be read"))
    remedy = _("Open it in a spreadsheet program, save it as .xlsx, and try again.")
    return refusal(path, message, remedy)


def together(problems: Iterable[Problem]) -> UnreadableFile:
    """One refusal for all of several problems."""
    all_of_them = list(problems)
    if len(all_of_them) == 1:
        return UnreadableFile(all_of_them[0])
    told = all_of_them[:_MOST]
    more = len(all_of_them) - len(told)
    words = [f"{one.path}: {one.message}" for one in told]
    words += [_("… and %d more.") % more] if more else []
    return refusal(
        ", ".join(dict.fromkeys(one.path for one in told)),
        "\n".join(words),
        " ".join(dict.fromkeys(one.remedy for one in told if one.remedy)),
        line=min(one.line for one in told),
        value=", ".join(one.value for one in told if one.value),
    )
