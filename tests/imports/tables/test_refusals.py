"""Files that cannot be taken: each is refused in words, before it is read."""

import csv
import random
import zipfile
from contextlib import suppress

import pytest

from activities.imports.readings import Level, UnreadableFile
from activities.imports.tables import guard, package_part
from activities.imports.tables.reader import read
from tests.imports.tables.books import BUDGETS, GOOD, mapping, pack, save, save_table

pytestmark = pytest.mark.once  # files alone

SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghijkl", "bcdefghijklz", strict=True)
)
LAUGHS = f"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"> {ENTITIES}]>
<worksheet xmlns="{SPREADSHEETS}"><sheetData><row r="1"><c t="inlineStr"><is><t>&z;</t>
</is></c></row></sheetData></worksheet>"""
OUTSIDE = """<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet
xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"""


def sheet(rows: str) -> str:
    return (
        f'<worksheet xmlns="{SPREADSHEETS}"><sheetData>{rows}</sheetData></worksheet>'
    )


NOT_WORKBOOKS = [
    # content of activities.xlsx, words of the refusal
    (b"", "The file is empty"),
    (b"id,title\nA-1,Border\n", "not an Excel workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of an old form"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    (b"PK\x03\x04 and nothing more", "The workbook is damaged"),
]
PARTS = [
    # parts in place of a good workbook's, words
    ({SHEET: LAUGHS}, "declares a document type"),
    ({SHEET: LAUGHS.encode("utf-16")}, "declares a document type"),
    ({SHEET: OUTSIDE}, "declares a document type"),
    ({"xl/workbook.xml": OUTSIDE}, "declares a document type"),
    ({"xl/media/hidden.png": OUTSIDE}, "declares a document type"),
    ({"[Content_Types].xml": "<Types/>"}, "damaged"),
    ({"xl/workbook.xml": "<workbook"}, "damaged"),
    ({SHEET: sheet('<row r="2"/><row r="1"/>')}, "rows are out of order"),
    ({SHEET: sheet('<row r="999999999"/>')}, "more than 1000000 rows"),
    ({SHEET: sheet('<row r="1"><c r="ZZZZZ1"/></row>')}, "outside of the sheet"),
    ({SHEET: sheet(f"<row>{'<c/>' * 16_385}</row>")}, "outside of the sheet"),
    ({SHEET: sheet(f"<row>{'<c><v/></c>' * 9}{'<v/>' * 200_000}</row>")}, "too large"),
    ({SHEET: sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')}, "damaged"),
    ({SHEET: sheet('<row r="1"><c r="A1"><f>1+1</f></c></row>')}, "never calculated"),
    (
        {SHEET: sheet('<row r="1"><c r="A1"><f>A2</f><v/></c></row>')},
        "never calculated",
    ),
    (
        {SHEET: sheet(f"<row><c><is><t>{'x' * 100_001}</t></is></c></row>")},
        "A cell holds",
    ),
    ({SHEET: f'<worksheet xmlns="{SPREADSHEETS}" a="{"x" * 2**22}"/>'}, "endless"),
    (
        {SHEET: '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
        "Strict",
    ),
    ({"xl/styles.xml": f"<styleSheet>{'<a/>' * 200_001}</styleSheet>"}, "too large"),
    (
        {"xl/styles.xml": b"<styleSheet>" + b" " * 2**25 + b"</styleSheet>"},
        "unpacks to",
    ),
    ({"xl/workbook.bin": b""}, "binary workbook"),
]
TEXTS = [
    # content of activities.csv, words, line
    (b"", "The file is empty", 0),
    (
        "id,title\nA-1,Gen\xe8ve\n".encode("latin-1"),
        "From line 2 the file is not in",
        2,
    ),
    ("id,title\nA-1,Border\n".encode("utf-16"), "From line 1 the file is not in", 1),
    (b'id,title\nA-1,Border\nA-2,"open\nA-3,end', "The row cannot be read", 3),
    (b"id,title\nA-1," + b"x" * 100_001, "A cell holds", 2),
    (b"id,title\nA-1," + b"x" * 2**22, "The line is longer", 2),
    (b"id,title\n", "a header and no rows", 0),
    (b"id,title,Title\nA-1,a,b\n", "2 columns are named “title”", 1),
    (b"id,name\nA-1,a\n", "a column “title”, which is not there", 1),
    (b"id,title,\nA-1,a,b\n", "has values and no name", 2),
    (b"id,title\nA-1,a,b\n", "has values and no name", 2),
]


def refused(folder, *parts, columns=None):
    """The problem for which a folder is refused."""
    with pytest.raises(UnreadableFile) as caught:
        list(read(folder, mapping(*parts, columns=columns or {"title": "title"})))
    problem = caught.value.problem
    assert problem.level is Level.CRITICAL
    assert problem.remedy or "empty" in problem.message
    return problem


@pytest.mark.parametrize(("content", "words"), NOT_WORKBOOKS)
def test_what_is_no_workbook_is_refused(tmp_path, content, words):
    (tmp_path / "activities.xlsx").write_bytes(content)
    assert words in refused(tmp_path).message


@pytest.mark.parametrize(("parts", "words"), PARTS)
def test_a_workbook_with_a_bad_part_is_refused(tmp_path, parts, words):
    good = save(tmp_path / ".good.xlsx", [["id", "title"], ["A-1", "Border"]])
    pack(tmp_path / "activities.xlsx", parts, good)
    assert words in refused(tmp_path).message


@pytest.mark.parametrize(("content", "words", "line"), TEXTS)
def test_a_bad_text_is_refused_with_its_line(tmp_path, content, words, line):
    (tmp_path / "activities.csv").write_bytes(content)
    problem = refused(tmp_path)
    assert words in problem.message
    assert problem.line == line


def test_a_document_of_another_kind_is_refused(tmp_path):
    pack(tmp_path / "activities.xlsx", {"word/document.xml": "<a/>"})
    assert "packed, but it is not" in refused(tmp_path).message
    (tmp_path / "activities.xlsx").rename(tmp_path / "activities.docx")
    assert "neither a workbook" in refused(tmp_path).message


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to(tmp_path):
    path = tmp_path / "activities.xlsx"
    packed = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with packed as package, package.open(SHEET, "w") as part:
        for _ in range(220):
            part.write(bytes(2**20))
    assert "unpacks to 220 MiB" in refused(tmp_path).message


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused(tmp_path):
    good = save(tmp_path / ".good.xlsx", [["id", "title"], ["A-1", "Border"]])
    path = pack(tmp_path / "activities.xlsx", {}, good)
    content = bytearray(path.read_bytes())
    entry = content.rindex(SHEET.encode()) - 46
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    assert "damaged" in refused(tmp_path).message


def test_too_large_a_file_and_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "LARGEST_FILE", 1000)
    save(tmp_path / "activities.xlsx", [["id", "title"], ["A-1", "Border"]])
    assert "The file is larger than" in refused(tmp_path).message
    monkeypatch.undo()
    monkeypatch.setattr(package_part, "MOST_ROWS", 1)
    assert "more than 1 rows" in refused(tmp_path).message


def test_whatever_is_damaged_no_other_error_comes_through(tmp_path):
    """Bytes of a good workbook changed by chance, 300 times, packed and unpacked."""
    good = save(tmp_path / ".good.xlsx", [["id", "title"], ["A-1", "Border"]] * 3)
    chance = random.Random(7)
    with zipfile.ZipFile(good) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for turn in range(300):
        path = tmp_path / "activities.xlsx"
        if turn % 2:
            path.write_bytes(changed(chance, good.read_bytes()))
        else:
            name = chance.choice(sorted(parts))
            pack(path, {name: changed(chance, parts[name])}, good)
        with suppress(UnreadableFile):
            list(read(tmp_path, mapping(columns={"title": "title"})))


def changed(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def test_all_that_is_wrong_with_a_header_is_told_at_once(tmp_path):
    (tmp_path / "activities.csv").write_text("id,colour,colour\nA-1,a,b\n")
    problem = refused(tmp_path, columns={"name": "title", "text": "description"})
    assert "“name”" in problem.message
    assert "“text”" in problem.message
    assert "named “colour”" in problem.message


def test_without_the_main_table_and_with_a_name_twice_it_is_refused(tmp_path):
    save_table(tmp_path, "budgets", [{"id": "A-1", "value": "1"}])
    assert "no table “activities”" in refused(tmp_path, BUDGETS).message
    save_table(tmp_path, "activities", [{"id": "A-1", "title": "A"}])
    (tmp_path / "Activities.csv").write_text("id,title\nA-2,B\n")
    assert "2 tables of this name" in refused(tmp_path, BUDGETS).message


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_good_csv_is_read_whatever_parts_its_cells(tmp_path, delimiter, encoding):
    with (tmp_path / "activities.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["id", "title"], [], ["A-1", "Genève, «é»;\t“x”"]])
    (reading,) = read(tmp_path, mapping(columns={"title": "title"}))
    assert reading.values["title"] == "Genève, «é»; “x”"
    assert reading.line == 3


def test_an_apostrophe_before_what_would_run_is_taken_away(tmp_path):
    text = "id,title\nA-1,'=1+1\nA-2,'quoted'\n"
    (tmp_path / "activities.csv").write_text(text)
    first, second = read(tmp_path, mapping(columns={"title": "title"}))
    assert first.values["title"] == "=1+1"
    assert second.values["title"] == "'quoted'"


def test_macros_are_never_opened(tmp_path):
    good = save(tmp_path / ".good.xlsx", [["id", "title"], ["A-1", GOOD["title"]]])
    pack(tmp_path / "activities.xlsm", {"xl/vbaProject.bin": b"\0never read"}, good)
    (reading,) = read(tmp_path, mapping(columns={"title": "title"}))
    assert reading.values["title"] == GOOD["title"]
