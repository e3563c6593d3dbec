"""Why a file cannot be taken, in words that say what to do."""

from django.utils.translation import gettext as _
from lxml import etree

from activities.imports.readings import Level, Problem, UnreadableFile

_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")


def refusal(
    message: str, remedy: str, *, line: int = 0, path: str = "", value: str = ""
) -> UnreadableFile:
    return UnreadableFile(Problem(Level.CRITICAL, line, path, value, message, remedy))


def of_start(start: bytes) -> UnreadableFile | None:
    """What the first bytes tell of a file that is no XML; None where it may be."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text:
        return refusal(_("The file is empty."), _("Fetch or export it again."))
    if start.startswith(_PACKED):
        message = _("The file is packed, or a spreadsheet: it is not XML.")
        return refusal(message, _("Unpack it, or use the import of spreadsheets."))
    if text[:14].lower().startswith((b"<!doctype html", b"<html")):
        return of_root("html", "", 1)
    if not text.startswith(b"<"):
        message = _("The file is not XML: it does not begin with “<”.")
        return refusal(message, _("Ask the publisher for the IATI XML file."), line=1)
    return None


def of_document_type(start: bytes) -> UnreadableFile:
    before = start.replace(b"\0", b"").partition(b"<!DOCTYPE")[0]
    return refusal(
        _("The file declares a document type (DOCTYPE), which IATI files do not."),
        _("Nothing of it was used. Ask the publisher for a file without DOCTYPE."),
        line=before.count(b"\n") + 1,
        path="!DOCTYPE",
    )


def of_syntax(error: Exception, log: etree._ListErrorLog) -> UnreadableFile:
    """A file that breaks off or is not well formed; what was read before it stands."""
    first = next((one for one in log if one.level == etree.ErrorLevels.FATAL), None)
    code = first.type if first else getattr(error, "code", 0)
    line = first.line if first else getattr(error, "lineno", 0)
    words = first.message if first else getattr(error, "msg", str(error))
    words = words.strip().rstrip(".")
    told = {"line": line, "words": words}
    if code == etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING:
        message = _("The encoding that the file states cannot be read: %(words)s.")
        remedy = _("Save it as UTF-8, and state that in its first line.")
    elif code == etree.ErrorTypes.ERR_INVALID_ENCODING:
        message = _("From line %(line)d the file is not in the encoding it states.")
        remedy = _("Save it as UTF-8, and state that in its first line.")
    elif code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        message = _("Line %(line)d asks for more than a reader may give: %(words)s.")
        remedy = _("Ask the publisher for a file without so deep or long elements.")
    else:
        message = _("The XML is broken in line %(line)d: %(words)s.")
        remedy = _("Fetch the file again; if it stays so, tell the publisher.")
    return refusal(message % told, remedy, line=line, value=words)


def of_root(name: str, namespace: str, line: int) -> UnreadableFile:
    """A file of another kind."""
    message = _("The file begins with “%(name)s”: it is not an IATI file.")
    if name.lower() == "html":
        message = _("The file is a web page, not an IATI file.")
    elif namespace:
        message = _("The file begins with “%(name)s” of “%(namespace)s”, not of IATI.")
    remedy = _("Give a file that begins with iati-activities or iati-organisations.")
    told = {"name": name, "namespace": namespace}
    return refusal(message % told, remedy, line=line, path=name, value=name)


def of_size(limit: int, name: str) -> UnreadableFile:
    message = _("One %(name)s is longer than %(limit)d MiB: it cannot be read.")
    told = {"name": name, "limit": limit // 2**20}
    remedy = _("Ask the publisher for a file with shorter records.")
    return refusal(message % told, remedy, path=name)
