"""Elements of IATI files: made, read back from an original, put in order, written."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from activities.exports.atom import clean

# lxml brings no types.
Element = Any

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def made(tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """A new element; attributes that are empty are left out."""
    told = {name: clean(text) for name, text in (attributes or {}).items() if text}
    return etree.Element(tag, told)


def within(
    parent: Element, tag: str, attributes: Mapping[str, str] | None = None
) -> Element:
    """A new element at the end of another."""
    child = made(tag, attributes)
    parent.append(child)
    return child


def narrate(parent: Element, text: str, language: str, default: str) -> None:
    """A text of an element, with its language where that is not the default one."""
    narrative = within(parent, "narrative")
    narrative.text = clean(text)
    if language.lower() != default.lower():
        narrative.set(XML_LANG, language)


def read(text: str) -> Element:
    """An element as it was kept, nothing in it resolved, fetched or dropped."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, strip_cdata=False, huge_tree=True
    )
    element = etree.fromstring(text.encode(), parser)
    element.tail = None
    return element


def written(element: Element) -> bytes:
    """An element as a piece of a file in UTF-8."""
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.encode()


def only_of_the_standard(
    element: Element, order: Sequence[str], attributes: Sequence[str]
) -> None:
    """Take out what no schema of 2.03 lets through: names of nobody's namespace."""
    for name in list(element.attrib):
        if "{" not in name and name not in attributes:
            del element.attrib[name]
    for child in element.iterchildren("*"):
        if "{" not in child.tag and child.tag not in order:
            element.remove(child)


def arrange(
    element: Element, kept: list[Element], new: list[Element], order: Sequence[str]
) -> None:
    """Give an element these children, in the order of the schema.

    A comment stays before what it stood before. Where nothing is to be moved, not even
    a blank is.
    """
    ranked = sorted(
        [*_ranked(kept, order), *_ranked(new, order)], key=lambda one: one[0]
    )
    children = [child for _rank, child in ranked]
    if children == list(element):
        return
    for child in new:
        etree.indent(child, space="  ", level=2)
    element[:] = children
    element.text = "\n    "
    for child in children:
        child.tail = "\n    "
    if children:
        children[-1].tail = "\n  "


def _ranked(children: list[Element], order: Sequence[str]) -> list[tuple[int, Element]]:
    """Each with its number; a comment has that of what it stands before."""
    numbers = {tag: number for number, tag in enumerate(order)}
    last, ranked = len(order), []
    for child in reversed(children):
        if isinstance(child.tag, str):
            last = numbers.get(child.tag, len(order))
        ranked.append((last, child))
    return ranked[::-1]
