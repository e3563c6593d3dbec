"""What is asked of an element: its text, its attributes, where it stands."""

import re
from typing import Any

from lxml import etree

# lxml brings no types.
Element = Any

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Above this libxml2 knows lines of texts alone, and tells that of a text's end.
_LAST_EXACT_LINE = 65534
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")


def attribute(element: Element, name: str) -> str:
    """An attribute without blanks around it; empty where there is none."""
    return str(element.get(name, "")).strip()


def text_of(element: Element) -> str:
    """The text within an element, without control characters and blanks around it."""
    text = str(element.xpath("string()")) if len(element) else element.text or ""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def local_name(element: Element) -> str:
    return str(etree.QName(element).localname)


def line_of(element: Element) -> int:
    """The line on which the start tag ends."""
    line = int(element.sourceline or 0)
    if line <= _LAST_EXACT_LINE:
        return line
    while not element.text and len(element):
        element = element[0]
    following = element.text or element.tail or ""
    return line - following.count("\n")


def path_of(element: Element, top: Element, attribute: str = "") -> str:
    """The path below `top`, as in `recipient-region[1]/@code`."""
    steps = [f"@{attribute}"] if attribute else []
    while element is not top:
        before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
        steps.insert(0, f"{local_name(element)}[{before + 1}]")
        element = element.getparent()
    return "/".join(steps) or local_name(top)
