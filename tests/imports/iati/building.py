"""Small IATI files, and what the reader makes of them."""

from pathlib import Path

from lxml import etree

from activities.imports.iati import activity, organisation
from activities.imports.iati.reader import read
from activities.imports.readings import Reading, UnreadableFile

# Line 1 is the start tag; a body begins on line 6.
HEAD = """
<iati-identifier>XM-1-A</iati-identifier>
<reporting-org ref="XM-1" type="40"><narrative>Reporter</narrative></reporting-org>
<title><narrative>Title</narrative></title>
<activity-status code="2"/>
"""
ATTRIBUTES = 'xml:lang="en" default-currency="USD"'


def element(body: str = "", *, head: str = HEAD, attributes: str = ATTRIBUTES) -> str:
    return f"<iati-activity {attributes}>{head}{body}\n</iati-activity>"


def activity_with(body: str = "", **told: str) -> Reading:
    """The reading of an activity that has what it needs, and this."""
    return activity.read(etree.fromstring(element(body, **told)))


def organisation_with(body: str) -> Reading:
    text = f'<iati-organisation xml:lang="en">{body}</iati-organisation>'
    return organisation.read(etree.fromstring(text))


def file_of(*elements: str, version: str = ' version="2.03"') -> str:
    return (
        f"<iati-activities{version}>\n" + "\n".join(elements) + "\n</iati-activities>"
    )


def read_file(
    folder: Path, content: str | bytes
) -> tuple[list[Reading], UnreadableFile | None]:
    """The readings of a file, and why it could not be read on."""
    path = folder / "file.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    readings = []
    try:
        for reading in read(path):
            readings.append(reading)  # noqa: PERF402 - kept where the file breaks off
    except UnreadableFile as error:
        return readings, error
    return readings, None


def told(reading: Reading) -> list[tuple[str, int, str, str]]:
    """Level, line, path and message of each problem."""
    return [(p.level.value, p.line, p.path, p.message) for p in reading.problems]


def messages(reading: Reading) -> str:
    return " ".join(problem.message for problem in reading.problems)
