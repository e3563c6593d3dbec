"""Which version of IATI a file is written in: 2.01, 2.02 and 2.03 are read."""

from django.utils.translation import gettext as _

from activities.iati import codes
from activities.imports.iati import refusals
from activities.imports.iati.stream import Root
from activities.imports.iati.xml import Element
from activities.imports.readings import Level, Problem, UnreadableFile


def check(root: Root) -> list[Problem]:
    """What to tell of the file as a whole.

    Raises UnreadableFile for a version that is not read.
    """
    version = stated(root)
    if version and version not in codes.VERSIONS:
        raise _refused(root, version)
    problems = []
    if root.is_bare:
        message = _("The file is a bare %(name)s, without %(around)s around it.")
        told = {"name": root.name, "around": _around(root)}
        problems.append(_warning(root, root.name, root.name, message % told))
    if not version:
        message = _("The file states no version: it was read as %(version)s.")
        told = {"version": codes.VERSION}
        problems.append(_warning(root, f"{root.name}/@version", "", message % told))
    return problems


def stated(root: Root) -> str:
    """The version. Who cuts out a bare record keeps it in a namespace of his own."""
    for name, value in root.attributes.items():
        if name == "version" or (root.is_bare and name.endswith("}version")):
            return value.strip()
    return ""


def check_form(root: Root, element: Element) -> None:
    """Raises UnreadableFile where a file without version is written as in IATI 1.

    Texts stand in narratives only since version 2.
    """
    if not stated(root) and next(element.iter("narrative"), None) is None:
        message = _("The file states no version, and is written as in IATI 1.")
        raise refusals.refusal(
            message, _remedy(), line=root.line, path=f"{root.name}/@version"
        )


def _refused(root: Root, version: str) -> UnreadableFile:
    message = _("The file is of IATI %(version)s, which is not read.")
    return refusals.refusal(
        message % {"version": version},
        _remedy(),
        line=root.line,
        path=f"{root.name}/@version",
        value=version,
    )


def _remedy() -> str:
    remedy = _(
        "Ask the publisher for the file in version %(version)s: 2.01 to 2.03 are read."
    )
    return remedy % {"version": codes.VERSION}


def _around(root: Root) -> str:
    return "iati-activities" if root.name == "iati-activity" else "iati-organisations"


def _warning(root: Root, path: str, value: str, message: str) -> Problem:
    return Problem(Level.WARNING, root.line, path, value, message)
