"""One part of a workbook's package, run through a parser that keeps nothing of it."""

import re
from xml.parsers import expat

from django.utils.translation import gettext as _

from activities.imports.readings import UnreadableFile
from activities.imports.tables.refusals import broken, refusal

MOST_ROWS = 1_000_000
MOST_COLUMNS = 16_384
LONGEST_TEXT = 100_000  # letters of a cell; spreadsheet programs hold 32,767
_MOST_ELEMENTS = 2_000_000  # outside of rows: most are texts shared by cells
_WITHIN_CELLS = {"v", "is", "t", "r", "f"}
_MOST_WITHIN_ROW = 200_000
_LARGEST_SMALL_PART = 16 * 2**20
_MOST_SMALL_ELEMENTS = 200_000
_LONGEST_TOKEN = 2**20
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class Part:
    """What is counted of a part; raises UnreadableFile where there is too much."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self._size = size
        self._fed = 0
        self._elements = self._rows = self._row = self._cells = self._letters = 0
        self._within = 0
        self._most = _MOST_ELEMENTS
        self._cell = ""
        self._is_text = False
        self._before_value: int | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._root
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._document_type

    def feed(self, chunk: bytes, *, is_xml: bool) -> bool:
        """Whether to read on. At the end, an empty chunk."""
        try:
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            if is_xml:
                raise broken(self.name, str(error)) from error
            return False
        self._fed += len(chunk)
        # The parser begins an unfinished tag anew with each chunk.
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise broken(self.name, _("a tag in it is endless"))
        return True

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        """Whether the part is a sheet, texts that cells share, or something small."""
        namespace, _blank, name = tag.rpartition(" ")
        if namespace == _STRICT:
            message = _("The workbook is saved as “Strict Open XML”.")
            remedy = _("Save it as plain “Excel workbook (.xlsx)”.")
            raise refusal(self.name, message, remedy)
        if namespace == _SHEETS and name == "worksheet":
            self._parser.StartElementHandler = self._in_sheet
        elif namespace == _SHEETS and name == "sst":
            self._parser.StartElementHandler = self._in_texts
        else:
            self._most = _MOST_SMALL_ELEMENTS
            self._parser.StartElementHandler = self._in_other
            if self._size > _LARGEST_SMALL_PART:
                raise self._too_much()

    def _in_other(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._letters = 0
        self._count()

    def _in_texts(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag.endswith(" si"):
            self._letters = 0
        self._count()

    def _in_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name in _WITHIN_CELLS:
            if name == "f":
                self._parser.EndElementHandler = self._end_formula
            elif name == "v":
                self._before_value = self._letters
            self._within += 1
            if self._within > _MOST_WITHIN_ROW:
                raise self._too_much()
        else:
            self._count()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        self._rows += 1
        self._cells = self._within = 0
        if not number.isdecimal() or int(number) <= self._row:
            raise broken(self.name, _("its rows are out of order"))
        self._row = int(number)
        if self._rows > MOST_ROWS or self._row > MOST_ROWS:
            raise too_many_rows(self.name)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes.get("r", "")
        self._letters = 0
        self._is_text = attributes.get("t") == "str"
        self._before_value = None
        self._cells += 1
        match = _CELL.fullmatch(self._cell)
        is_wrong = self._cell and (not match or _column(match[1]) > MOST_COLUMNS)
        if is_wrong or self._cells > MOST_COLUMNS:
            raise broken(self.name, _("a cell lies outside of the sheet"))

    def _end_formula(self, tag: str) -> None:
        """At the end of a cell with a formula: whether its value is there."""
        if not tag.endswith(" c"):
            return
        self._parser.EndElementHandler = None
        before = self._before_value
        if before is None or (self._letters == before and not self._is_text):
            message = _("Cell %s holds a formula that was never calculated.")
            remedy = _("Open the file in a spreadsheet program and save it.")
            raise refusal(
                self.name,
                message % self._cell,
                remedy,
                line=self._row,
                value=self._cell,
            )

    def _text(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > LONGEST_TEXT and self._most == _MOST_ELEMENTS:
            message = _("A cell holds more than %d letters.") % LONGEST_TEXT
            remedy = _("Shorten it, or put the text into a document and link to it.")
            raise refusal(self.name, message, remedy, value=self._cell)

    def _count(self) -> None:
        self._elements += 1
        if self._elements > self._most:
            raise self._too_much()

    def _document_type(self, *_told: object) -> None:
        message = _("The workbook declares a document type, which workbooks do not.")
        remedy = _("Nothing of it was used. Save the tables as a new workbook.")
        raise refusal(self.name, message, remedy, value="<!DOCTYPE")

    def _too_much(self) -> UnreadableFile:
        message = _("A part of the workbook is too large to be read.")
        remedy = _("Copy the tables, and nothing else, into a new workbook.")
        return refusal(self.name, message, remedy)


def too_many_rows(name: str) -> UnreadableFile:
    message = _("The table has more than %d rows.") % MOST_ROWS
    return refusal(name, message, _("Divide it into several files."))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
