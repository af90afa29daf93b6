"""A finished page as a tree of elements: its content, without the frame around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"})


@dataclass
class Node:
    """An element: its name, its attributes, and the elements and texts in it."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.attrs.get("class", "").split())

    @property
    def elements(self) -> list[Node]:
        """The elements right in it."""
        return [child for child in self.children if isinstance(child, Node)]

    def find(self, *tags: str) -> Iterator[Node]:
        """Every element of some names in it, however deep, in order."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.find(*tags)

    def text(self) -> str:
        """All that is written in it."""
        words = (c if isinstance(c, str) else c.text() for c in self.children)
        return " ".join("".join(words).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("article")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """End the element that was begun last under this name, and what was left open in it."""
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.open[-1].children.append(data)


def read_article(html: str) -> Node:
    """The content of a page of the site."""
    found = _ARTICLE.search(html)
    reader = _Reader()
    reader.feed(found[0] if found else "")
    reader.close()
    return reader.open[0]
