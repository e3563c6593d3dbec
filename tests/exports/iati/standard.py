"""The IATI Standard as published, where a copy of it stands beside the checkout."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "iati"
REAL = FOLDER.parent / "real" / "iati"
needed = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="The IATI schemas are not there: ../shared/iati."
)


@cache
def schema(name: str) -> etree.XMLSchema:
    """The schema of 2.03 of activities or of organisations."""
    path = FOLDER / "schemas" / "2.03" / f"iati-{name}-schema.xsd"
    return etree.XMLSchema(etree.parse(path))


def faults(data: bytes) -> list[str]:
    """What the schema has against a file."""
    root = etree.fromstring(data)
    checked = schema(root.tag.removeprefix("iati-"))
    checked.validate(root)
    return [f"{one.line}: {one.message}" for one in checked.error_log]


@cache
def code_lists() -> dict[str, set[str]]:
    """The codes of each list that is complete."""
    found = {}
    for path in (FOLDER / "codelists").glob("*embedded/*.xml"):
        root = etree.parse(path).getroot()
        if root.get("complete") != "0":
            found[root.get("name")] = set(root.xpath("//codelist-item/code/text()"))
    return found


@cache
def mappings() -> list[tuple[etree.XPath, str, str]]:
    """Which elements have a code of a list, in which attribute, and of which list."""
    root = etree.parse(FOLDER / "codelists" / "mapping.xml").getroot()
    found = []
    for one in root:
        path, _slash, attribute = one.findtext("path").rpartition("/")
        condition = one.findtext("condition")
        where = f"{path}[{condition}]" if condition else path
        name = one.find("codelist").get("ref")
        if attribute.startswith("@") and name in code_lists():
            found.append((etree.XPath(where), attribute[1:], name))
    return found
