"""Reads a page as a visitor's browser would: its links, its forms, its words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test.html import Element, parse_html


@dataclass(frozen=True)
class Node:
    """An element of a page."""

    element: Element

    def __getitem__(self, name: str) -> str:
        return dict(self.element.attributes).get(name) or ""

    def has(self, name: str) -> bool:
        return name in dict(self.element.attributes)

    @property
    def text(self) -> str:
        """All words in it, with single blanks between."""
        return " ".join("".join(_texts(self.element)).split())

    def all(self, name: str, /, **wanted: str) -> list["Node"]:
        """Elements in it by name and attributes; `class_` is one of its classes."""
        return list(self._found(lambda node: node._is(name, wanted)))

    def one(self, name: str, /, **wanted: str) -> "Node":
        """The only such element. Raises AssertionError for none and for several."""
        found = self.all(name, **wanted)
        assert len(found) == 1, f"{len(found)} of {name} {wanted}"
        return found[0]

    def _is(self, name: str, wanted: dict[str, str]) -> bool:
        if self.element.name != name:
            return False
        for key, value in wanted.items():
            if key == "class_":
                if value not in self["class"].split():
                    return False
            elif self[key] != value:
                return False
        return True

    def _found(self, fits: Callable[["Node"], bool]) -> Iterator["Node"]:
        for child in self.element.children:
            if isinstance(child, Element):
                node = Node(child)
                if fits(node):
                    yield node
                yield from node._found(fits)


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Element):
            yield " "
            yield from _texts(child)
        else:
            yield str(child)


def read(response: Any) -> Node:
    """The page of an answer. Raises HTMLParseError where it is not well formed."""
    root = parse_html(response.content.decode())
    holder = Element("page", ())
    holder.children = [root]
    return Node(holder)


def hrefs(page: Node) -> list[str]:
    return [link["href"] for link in page.all("a")]


def strange_scripts(page: Node) -> list[Node]:
    """Scripts that are not the project's own file, nor blocks of data."""
    return [
        one
        for one in page.all("script")
        if not one["src"].startswith("/static/")
        and one["type"] != "application/ld+json"
    ]


def row_urls(page: Node) -> list[str]:
    """The addresses of the rows of a list, in order."""
    rows = page.one("div", id="results").all("li", class_="row")
    return [row.one("h3").one("a")["href"] for row in rows]


def filter_form(page: Node) -> Node:
    return page.one("aside", id="filters").one("form")


def sent(form: Node) -> list[tuple[str, str]]:
    """What a browser sends of a form as it stands."""
    pairs = []
    for box in form.all("input"):
        if box["type"] in ("checkbox", "radio") and not box.has("checked"):
            continue
        pairs.append((box["name"], box["value"]))
    for select in form.all("select"):
        chosen = [one for one in select.all("option") if one.has("selected")]
        pairs.append((select["name"], chosen[0]["value"]))
    return pairs


def address(form: Node, pairs: list[tuple[str, str]]) -> str:
    return f"{form['action']}?{urlencode(pairs)}"
