"""One element of a file while it is read: its defaults, and what is wrong with it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.imports.iati.xml import Element, attribute, line_of, path_of
from activities.imports.readings import Level, Problem

# Of more than these nobody reads: the rest is counted.
MOST_WARNINGS = 50
_LONGEST_VALUE = 200


class Record:
    """The element of an activity or organization, and the problems found in it."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.language = "en"
        self.currency = attribute(element, "default-currency").upper()
        self._problems: list[Problem] = []
        self._warnings = 0

    def warn(
        self,
        element: Element,
        message: str,
        *,
        attribute: str = "",
        value: str | None = None,
        remedy: str = "",
    ) -> None:
        """Note what was repaired or left out. The value is that of the attribute."""
        self._warnings += 1
        if self._warnings <= MOST_WARNINGS:
            self._note(Level.WARNING, element, message, attribute, value, remedy)

    def refuse(
        self,
        element: Element,
        message: str,
        *,
        attribute: str = "",
        value: str | None = None,
        remedy: str = "",
    ) -> None:
        """Note why this record cannot be taken."""
        self._note(Level.ERROR, element, message, attribute, value, remedy)

    def problems(self) -> list[Problem]:
        """All problems, the warnings up to so many and how many more there are."""
        more = self._warnings - MOST_WARNINGS
        if more <= 0:
            return list(self._problems)
        message = ngettext(
            "There is one more warning.", "There are %(n)d more warnings.", more
        )
        place = path_of(self.element, self.element)
        rest = Problem(
            Level.WARNING,
            line_of(self.element),
            place,
            str(more),
            message % {"n": more},
        )
        return [*self._problems, rest]

    def _note(
        self,
        level: Level,
        element: Element,
        message: str,
        attribute: str,
        value: str | None,
        remedy: str,
    ) -> None:
        told = (
            element.get(attribute, "") if value is None and attribute else value or ""
        )
        told = told if len(told) <= _LONGEST_VALUE else told[:_LONGEST_VALUE] + "…"
        path = path_of(element, self.element, attribute)
        problem = Problem(level, line_of(element), path, told, message, remedy)
        self._problems.append(problem)


def kept() -> str:
    """The remedy where a file's statement has no place in the record."""
    return _("It stays in the original of the record, and comes out again on export.")
