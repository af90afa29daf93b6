"""What stands on a page, with the place of each thing: calls, links, headings, anchors, statements.

A page is read as it is rendered, with a mark where each call stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import count, pairwise

from markdown_it.token import Token

from macros.reading.calls import CALLS, OPEN, Call, NoCall, read_call, unclosed
from macros.reading.front_matter import Page
from macros.reading.markdown import Parsed, parse

OWN_TEXT = "egen"
"""The class that marks a paragraph as our own, not a statement from a source."""
MARK = re.compile("\ue000(\\d{1,6})\ue001")
"""What stands for a call while Markdown is read, to which it is a word. A page holds no others."""
_STATEMENTS = frozenset(
    {"paragraph_open", "bullet_list_open", "ordered_list_open", "table_open", "blockquote_open"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture: its address as written, and where it stands."""

    url: str
    line: int
    column: int
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph, list or table of running text."""

    lines: range  # those in the file
    own: bool  # whether it is marked as our own text
    cited: bool  # whether it says where it is told

    @property
    def line(self) -> int:
        """Its first line in the file."""
        return self.lines.start


def mark(number: int) -> str:
    """What stands for a call of a page; they are counted from 0."""
    return f"\ue000{number}\ue001"


class Prose:
    """The Markdown of a page, with a mark for each call.

    Attributes:
        text: The Markdown with the marks.
        calls: What stands behind each mark.
        unclosed: What begins as a call and never ends.
    """

    def __init__(self, body: str, shift: int) -> None:
        """Find the calls; what else there is, is read when it is asked for."""
        self.body, self.shift = body, shift
        self._starts = [0, *(hit.end() for hit in re.finditer("\n", body))]
        self._joined: list[int] = []
        matches = list(CALLS.finditer(body))
        self.calls = tuple(self._read(hit[0], hit.start()) for hit in matches)
        numbers = count()
        self.text = CALLS.sub(lambda _: mark(next(numbers)), body) if matches else body
        left = CALLS.sub(lambda hit: " " * len(hit[0]), body) if matches else body
        self.unclosed = tuple(
            self._placed(unclosed(body[hit.start() : hit.start() + 80]), hit.start())
            for hit in OPEN.finditer(left)
        )

    def _read(self, call: str, start: int) -> Call | NoCall:
        found, offset = read_call(call)
        # Markdown is to see a call of several lines as a word on the first of them.
        line = self.place(start)[0] - self.shift - 1 - len(self._joined)
        self._joined += [line] * call.count("\n")
        return self._placed(found, start + offset)

    def _placed(self, call: Call | NoCall, offset: int) -> Call | NoCall:
        line, column = self.place(offset)
        return replace(call, line=line, column=column)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a place in the body."""
        line = bisect_right(self._starts, offset)
        return line + self.shift, offset - self._starts[line - 1] + 1

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the blocks."""
        return self.text.strip("\n").split("\n")

    @cached_property
    def parsed(self) -> Parsed:
        """The text as blocks. Blank lines at its ends are cut, as MkDocs does."""
        return parse(self.text.strip("\n"))

    def line(self, number: int) -> int:
        """The line in the file of a line of the blocks, which count from 0."""
        number += len(self.text) - len(self.text.lstrip("\n"))
        return number + bisect_left(self._joined, number) + 1 + self.shift

    def behind(self, text: str) -> Iterator[Call | NoCall]:
        """What stands behind the marks in a piece of the text."""
        numbers = (int(hit[1]) for hit in MARK.finditer(text))
        return (self.calls[number] for number in numbers if number < len(self.calls))

    def may_cite(self, text: str) -> bool:
        """Whether a piece of the text says where it is told, or cannot be read."""
        return bool(OPEN.search(text)) or any(
            call.unreadable if isinstance(call, NoCall) else call.name == "cite"
            for call in self.behind(text)
        )

    def find(self, text: str, span: Sequence[int], other: str = "") -> tuple[int, int]:
        """Line and column in the file of a text, or of another, in some lines of the blocks."""
        first, last = (self.line(number) - self.shift - 1 for number in span)
        begin = self._starts[first]
        end = self._starts[last] if last < len(self._starts) else len(self.body)
        hits = (self.body.find(one, begin, end) for one in (text, other))
        return self.place(next((hit for hit in hits if hit >= 0), begin))


@lru_cache(maxsize=4096)
def _read(body: str, shift: int) -> Prose:
    return Prose(body, shift)


def read(page: Page) -> Prose:
    """The prose of a page; what was read once is not read again."""
    return _read(page.body, page.shift)


def calls(page: Page) -> tuple[tuple[Call, ...], tuple[NoCall, ...]]:
    """Every macro call on a page, and everything between braces that is something else."""
    prose = read(page)
    found = [*prose.calls, *prose.unclosed]
    good = tuple(call for call in found if isinstance(call, Call))
    return good, tuple(call for call in found if isinstance(call, NoCall))


def links(page: Page) -> Iterator[Link]:
    """Every link and picture on a page."""
    prose = read(page)
    for token in prose.parsed.tokens:
        children = token.children or []
        for number, child in enumerate(children):
            if child.type == "link_open" and children[number + 1].content.startswith("^"):
                continue  # a footnote, which is told by itself
            url = child.attrGet("href") or child.attrGet("src")
            # One with a call in it is told by itself.
            if isinstance(url, str) and token.map and not MARK.search(url):
                yield Link(url, *prose.find(url, token.map), child.type == "image")


def headings(page: Page) -> Iterator[tuple[int, int]]:
    """Level and line of every heading."""
    prose = read(page)
    for token in prose.parsed.tokens:
        if token.type == "heading_open" and token.map:
            yield int(token.tag[1]), prose.line(token.map[0])


def anchors(page: Page) -> Iterator[tuple[str, int]]:
    """Every anchor of a page, of headings and of what else is given one, and its line."""
    prose = read(page)
    for token in prose.parsed.tokens:
        if "id" in token.attrs and token.map:
            yield str(token.attrs["id"]), prose.line(token.meta.get("given", token.map[0]))


def statements(page: Page) -> Iterator[Statement]:
    """Every paragraph, list and table at the top level of a page, but for lone macro calls."""
    prose, own, wrong = read(page), False, False
    opened = Token("", "", 0)
    for token in prose.parsed.tokens:
        if token.level == 0 and token.nesting == 1:
            opened, own, wrong = token, False, False
        if token.type in ("paragraph_open", "list_item_open") and not token.hidden:
            own = OWN_TEXT in str(token.attrs.get("class", "")).split()
        # A mark in the wrong place is told by itself.
        wrong = wrong or "{:" in token.meta.get("left", "")
        if token.level == 0 and token.nesting == -1 and opened.type in _STATEMENTS and opened.map:
            text = "\n".join(prose.lines[slice(*opened.map)])
            if MARK.sub("", text).strip():
                lines = range(prose.line(opened.map[0]), prose.line(opened.map[1] - 1) + 1)
                yield Statement(lines, own or wrong, prose.may_cite(text))


def calls_in_text(page: Page) -> Iterator[Call]:
    """Every call that has text beside it, or stands in a table."""
    prose = read(page)
    for around, token in pairwise(prose.parsed.tokens):
        beside = around.type in ("td_open", "th_open") or MARK.sub("", token.content).strip()
        if token.type == "inline" and beside:
            yield from (call for call in prose.behind(token.content) if isinstance(call, Call))
