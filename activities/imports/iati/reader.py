"""Reads IATI files, 2.01 to 2.03: activities, and organizations."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from activities.imports.iati import activity, organisation, stream, versions
from activities.imports.readings import Level, Problem, Reading

_READERS = {"iati-activity": activity.read, "iati-organisation": organisation.read}
_IDENTIFIERS = {
    "activity": "iati-identifier[1]",
    "partner": "organisation-identifier[1]",
}


def read(path: Path) -> Iterator[Reading]:
    """The readings of a file in its order, with one element at a time in memory.

    Raises UnreadableFile where the file cannot be read on; that may be after readings.
    """
    with path.open("rb") as file:
        root = stream.root_of(file)
        notices = versions.check(root)
        lines: dict[str, int] = {}
        for number, element in enumerate(stream.records(file, root)):
            if number == 0:
                versions.check_form(root, element)
            reading = _READERS[root.record](element)
            if number == 0:
                reading.problems = [*notices, *reading.problems]
            _refuse_second(reading, lines)
            yield reading


def _refuse_second(reading: Reading, lines: dict[str, int]) -> None:
    """An identifier stands for one record of a file: the first."""
    if not reading.identifier:
        return
    if reading.identifier not in lines:
        lines[reading.identifier] = reading.line
        return
    message = _("Line %(line)d has a record with the same identifier.")
    problem = Problem(
        Level.ERROR,
        reading.line,
        _IDENTIFIERS[reading.kind],
        reading.identifier,
        message % {"line": lines[reading.identifier]},
        _("Ask the publisher which is right; the first was taken."),
    )
    reading.problems.append(problem)
