"""Just enough of an HTML reader to ask a page what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})
_SILENT = frozenset({"script", "style", "template"})


@dataclass
class Node:
    """An element: what it is called, what it holds."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """Every element with one of these names below this one, in order."""
        for part in self.inside:
            if isinstance(part, Node):
                if part.tag in tags:
                    yield part
                yield from part.all(*tags)

    @property
    def text(self) -> str:
        """What a reader reads, with single spaces."""
        return re.sub(r"\s+", " ", self._raw()).strip()

    def _raw(self) -> str:
        parts = (part if isinstance(part, str) else part._raw() for part in self.inside)
        return "" if self.tag in _SILENT else "".join(parts)

    def rows(self) -> list[dict[str, str]]:
        """The rows of the first table below this element: label of a cell -> its text.

        The cell that names the row has no label.
        """
        body = next(self.all("tbody"))
        cells = (row.all("td", "th") for row in body.all("tr"))
        return [{cell.attrs.get("data-label", ""): cell.text for cell in row} for row in cells]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse(text: str) -> Node:
    """The elements of some HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.open[0]


@lru_cache(maxsize=1024)
def read(path: Path) -> Node:
    """The elements of an HTML file."""
    return parse(path.read_text("utf-8"))
