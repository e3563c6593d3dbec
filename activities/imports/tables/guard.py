"""What is looked at before a workbook is opened: that it is one, and of what size.

The library that reads workbooks builds whole elements in memory and believes what the
file says of itself. Each part of the package therefore runs through a parser first that
builds nothing, and refuses document types (and so entities), parts that unpack to too
much, rows out of order or out of range, and formulas that nobody has calculated.
"""

import mmap
import os
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from activities.imports.readings import UnreadableFile
from activities.imports.tables.package_part import Part
from activities.imports.tables.refusals import broken, refusal

LARGEST_FILE = 100 * 2**20
LARGEST_UNPACKED = 200 * 2**20
LARGEST_RATIO = 200
_HARMLESS = 10 * 2**20  # so much, unpacked, is taken at any ratio
_MOST_PARTS = 10_000
_CHUNK = 2**18
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .doc, and what has a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What Python's own reader of packages raises for bad ones.
BAD_PACKAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def check_workbook(path: Path) -> None:
    """Raises UnreadableFile for what is no workbook, or not one to be opened."""
    name = path.name
    _check_start(path, name)
    try:
        with ZipFile(path) as package:
            _check_sizes(package, path.stat().st_size, name)
            _check_kind(package, name)
            for info in package.infolist():
                _check_part(package, info, name)
    except (*BAD_PACKAGE, OSError, ValueError) as error:
        raise broken(name) from error


def _check_start(path: Path, name: str) -> None:
    size = path.stat().st_size
    if not size:
        remedy = _("Save or fetch it again.")
        raise refusal(name, _("The file is empty."), remedy)
    if size > LARGEST_FILE:
        raise too_large(name, LARGEST_FILE)
    with path.open("rb") as file:
        start = file.read(8)
        if start == _OLD:
            raise _of_old_form(file.fileno(), name)
    if not start.startswith(b"PK"):
        message = _("The file is not an Excel workbook, whatever its name says.")
        remedy = _("Save it as “Excel workbook (.xlsx)” or as CSV in UTF-8.")
        raise refusal(name, message, remedy)


def _of_old_form(file: int, name: str) -> UnreadableFile:
    with mmap.mmap(file, 0, access=mmap.ACCESS_READ) as content:
        is_encrypted = content.find(_ENCRYPTED) >= 0
    if is_encrypted:
        message = _("The workbook is protected by a password.")
        remedy = _("Save it without a password (File, Info, Protect), and try again.")
    else:
        message = _("The file is of an old form (.xls, .doc), not .xlsx.")
        remedy = _("Open it in a spreadsheet program and save it as .xlsx.")
    return refusal(name, message, remedy)


def too_large(name: str, limit: int) -> UnreadableFile:
    message = _("The file is larger than %d MiB.") % (limit // 2**20)
    return refusal(name, message, _("Divide it into several files."))


def _check_sizes(package: ZipFile, packed: int, name: str) -> None:
    """The sizes that a package states bind: its reader stops where they are reached."""
    parts = package.infolist()
    unpacked = sum(one.file_size for one in parts)
    is_bomb = unpacked > _HARMLESS and unpacked > LARGEST_RATIO * packed
    if unpacked > LARGEST_UNPACKED or is_bomb or len(parts) > _MOST_PARTS:
        message = _("The workbook unpacks to %d MiB: it was not opened.")
        limit = LARGEST_UNPACKED // 2**20
        remedy = _("Divide it into workbooks of at most %d MiB unpacked.") % limit
        raise refusal(name, message % (unpacked // 2**20), remedy)
    if any(one.flag_bits & 1 for one in parts):
        message = _("The file is protected by a password.")
        raise refusal(name, message, _("Save it without a password."))


def _check_kind(package: ZipFile, name: str) -> None:
    names = set(package.namelist())
    if len(names) != len(package.infolist()):
        raise broken(name, _("it has a part twice"))
    if "xl/workbook.bin" in names:
        message = _("The file is a binary workbook (.xlsb).")
        raise refusal(name, message, _("Save it as “Excel workbook (.xlsx)”."))
    if not any(one.startswith("xl/") for one in names):
        message = _("The file is packed, but it is not an Excel workbook.")
        remedy = _("Save it as “Excel workbook (.xlsx)”; unpack what is a ZIP file.")
        raise refusal(name, message, remedy)


def _check_part(package: ZipFile, info: ZipInfo, name: str) -> None:
    """Run a part through the parser; what is not XML (pictures, macros) is let be."""
    part = Part(f"{name}: {info.filename}", info.file_size)
    is_xml = os.path.splitext(info.filename)[1].lower() in (".xml", ".rels")
    with package.open(info) as file:
        while part.feed(chunk := file.read(_CHUNK), is_xml=is_xml):
            if not chunk:
                return
