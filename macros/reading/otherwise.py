"""Where Python-Markdown, which renders the pages, reads blocks otherwise than CommonMark.

The check and the comparison read as CommonMark does, and so do editors and their previews. What
readers get is what Python-Markdown makes of it: it wants a blank line above a list or a table,
four spaces for each level of a list, and no space after the # of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.fenced_code import (  # type: ignore[import-untyped]
    FencedBlockPreprocessor,
)
from markdown_it.token import Token

from macros.reading.front_matter import Page
from macros.reading.prose import CALLS, tokens

_INDENT = 4
_KINDS = {
    "paragraph_open": "text",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "fence",
    "code_block": "code",
    "hr": "rule",
}
_PARTS = re.compile(r"(?:thead|tbody|tr|th|td)_")
_GLUED = {
    "text": {"list", "table"},
    "list": {"table", "quote"},
    "quote": {"list", "table"},
    "table": {"heading", "list", "quote", "rule", "code"},
}
"""What swallows what, where no blank line parts them."""
_UNDERLINE = re.compile("-+ *")
_POINT = re.compile(r" *(?:[-+*]|[0-9]+\.) ")
_QUOTED = re.compile(r"(?: {0,3}> ?)*")


@dataclass(slots=True)
class _Open:
    """A block in which others stand, and the last of them that has begun."""

    kind: str
    line: int
    last: Token | None = None


def read_otherwise(page: Page) -> Iterator[tuple[str, int]]:
    """Every block that Python-Markdown takes for something else.

    Returns:
        What is wrong (a key of the messages in `checks/markup.py`), and its line in the file.
    """
    text = CALLS.sub(_words, page.body)
    return ((what, line + page.shift + 1) for what, line in _Walk(text).found())


def _words(call: re.Match[str]) -> str:
    """A call of several lines as words, on as many: nothing in it begins a block."""
    return re.sub(r"[^\n]+", "x", call[0]) if "\n" in call[0] else call[0]


def _line(token: Token) -> int:
    return (token.map or [0])[0]


class _Walk:
    """Goes through the blocks of a text; lines are counted from 0."""

    def __init__(self, body: str) -> None:
        self.body, self.lines = body, body.split("\n")
        self.open = [_Open("page", 0)]
        self.starts: list[int] = []
        for number, line in enumerate(self.lines):
            joined = number and line.strip(" >") and self.lines[number - 1].strip(" >")
            self.starts.append(self.starts[-1] if joined else number)

    def found(self) -> Iterator[tuple[str, int]]:
        for token in tokens(self.body):
            kind = _KINDS.get(token.type)
            if kind and token.map:
                yield from self.begins(token, kind, token.map[0])
                self.open[-1].last = token
                if token.nesting == 1:
                    self.open.append(_Open(kind, token.map[0]))
            elif token.type == "inline" and token.map and self.open[-1].kind == "text":
                yield from self.text(token.content, token.map[0])
            elif token.nesting < 0 and not _PARTS.match(token.type):
                self.open.pop()

    def begins(self, token: Token, kind: str, line: int) -> Iterator[tuple[str, int]]:
        """What is wrong where a block begins."""
        around, last = self.open[-1], self.open[-1].last
        levels = sum(one.kind == "list" for one in self.open) - (kind == "item")
        wanted = levels * _INDENT
        beside = any(one.kind == "item" and one.line == line for one in self.open)
        indent = self.indent(line)
        if indent < wanted and kind != "list" and not beside:
            # Of the points of a list, only the first is told.
            if kind != "item" or last is None or self.indent(_line(last)) >= wanted:
                yield "shallow", line
        elif last and (
            self.swallowed(around, last, kind, line) or self.joined(last, kind, line, wanted)
        ):
            yield kind, line
        elif kind == "list" and last and _KINDS[last.type] == "list" and last.type != token.type:
            yield "mixed", line
        if kind == "list" and token.markup == ")":
            yield "bracket", line
        elif kind == "heading" and token.markup[0] == "#":
            if indent > wanted and not beside:
                yield "indented", line
        elif kind == "heading" and not self.underlined(token):
            yield "underlined", line
        elif token.type == "fence" and not self.fenced(token):
            yield "fence", line

    def swallowed(self, around: _Open, last: Token, kind: str, line: int) -> bool:
        """Whether a block becomes part of the one before it."""
        above = _KINDS[last.type]
        if not self.said(line - 1).strip():
            return False
        # One line with a line under it is a heading, whatever the one line is.
        one_line = line - 1 in (self.starts[line], _line(last))
        if one_line and above not in ("code", "heading") and _UNDERLINE.fullmatch(self.said(line)):
            return True
        if kind not in _GLUED.get(above, ()):
            return False
        first = around.kind == "item" and _line(last) == around.line
        # A list right below the first line of a point is what nested lists look like.
        return not (first and above == "text" and kind == "list")

    def joined(self, last: Token, kind: str, line: int, indent: int) -> bool:
        """Whether a block is taken into a point of a list, with the paragraph right above it.

        What stands between two blank lines goes where its first line goes.
        """
        if kind == "fence" or _KINDS[last.type] not in ("list", "item"):
            return False
        start = self.starts[line]
        return start > _line(last) and self.indent(start) >= indent + _INDENT

    def text(self, text: str, line: int) -> Iterator[tuple[str, int]]:
        """Lines of running text that become headings, or points of a list."""
        depth = sum(one.kind == "list" for one in self.open)
        for number, said in enumerate(text.split("\n"), line):
            beside, indent = depth and number == line, self.indent(number)
            if said.startswith("#") and (beside or not 0 < indent < _INDENT):
                yield "hash", number
            if depth and not beside and indent < (depth + 1) * _INDENT and _POINT.match(said):
                yield "point", number

    def underlined(self, token: Token) -> bool:
        """Whether a heading with a line under it is one line, and the other at the left edge."""
        first, after = token.map or [0, 0]
        edges = self.said(first)[:1], self.said(after - 1)[:1]
        return after - first == 2 and edges[0] != "#" and edges[1] == token.markup[0]

    def fenced(self, token: Token) -> bool:
        """Whether a block of code is one to Python-Markdown too, or has no end, which is told."""
        first, after = token.map or [0, 0]
        text = "\n".join(self.lines[first:after])
        ended = self.lines[after - 1].strip("> \t").startswith(token.markup) and after - first > 1
        return not ended or FencedBlockPreprocessor.FENCED_BLOCK_RE.match(text) is not None

    def said(self, line: int) -> str:
        """A line without the marks of the quotes it stands in."""
        quoted = any(one.kind == "quote" for one in self.open)
        return _QUOTED.sub("", self.lines[line], count=1) if quoted else self.lines[line]

    def indent(self, line: int) -> int:
        text = self.said(line)
        return len(text) - len(text.lstrip(" "))
