"""A page of prose as the blocks a reader sees, with what is said apart from how it is marked up.

The Markdown is read as it is for the check and for the pages. Line breaks inside a paragraph, the
sign before a list item and the like never reach a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from macros.reading.calls import Call, NoCall
from macros.reading.front_matter import Page
from macros.reading.prose import MARK, Prose, mark, read

Wording = Callable[[Call], str]
"""What a `link` or a `fact` in running text says to a reader."""

_SPACE = re.compile(r"\s+")  # hard and thin ones too: no reader can tell
_FRAMES = {
    "bullet_list_open": "punkt",
    "ordered_list_open": "nummer",
    "blockquote_open": "sitat",
    "tr_open": "rad",
}
_CLOSED = {name.replace("_open", "_close") for name in _FRAMES}


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A heading, a paragraph, an item of a list, a row of a table, or an insertion."""

    level: int  # of a heading; 0 for text
    frame: tuple[str, ...]  # what it stands in, outermost first: punkt, nummer, sitat, rad, kode …
    words: str  # what is read, without markup
    cites: tuple[str, ...] = ()  # the places it says it is taken from
    calls: tuple[str, ...] = ()  # the tables and pictures that are put in
    links: tuple[str, ...] = ()  # where its links and pictures lead
    markup: str = ""  # how the words are marked up


def own_words(call: Call) -> str:
    """What a `link` or `fact` says where nobody can look it up: its own words, or the call."""
    return str(call.args[1]) if call.name == "link" and len(call.args) > 1 else canonical(call)


def canonical(call: Call) -> str:
    """A macro call in one form, however its quotes, spaces and lines were written."""
    named = (f"{name}={_value(value)}" for name, value in sorted(call.kwargs.items()))
    return f"{{{{ {call.name}({', '.join([*map(_value, call.args), *named])}) }}}}"


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return f'"{_SPACE.sub(" ", value)}"' if isinstance(value, str) else str(value)


def _given(token: Token) -> Iterator[str]:
    """The classes and the anchor that a block has been given."""
    for name, value in token.attrs.items():
        yield from (f"{'#' if name == 'id' else '.'}{word}" for word in str(value).split())


def blocks(page: Page, wording: Wording = own_words) -> tuple[ProseBlock, ...]:
    """The blocks of a page, in order; `wording` is what the `link`s and `fact`s in it say."""
    return tuple(_Reader(read(page), wording).blocks())


@dataclass(slots=True)
class _Gathered:
    """What is gathered of one block."""

    words: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)

    def block(self, level: int, frame: list[str]) -> ProseBlock:
        words = _SPACE.sub(" ", "".join(self.words)).strip()
        markup = _SPACE.sub(" ", "".join(self.markup)).strip()
        # Without any markup there is nothing to say about it that the words do not.
        marked = "" if _SPACE.sub("", markup) == _SPACE.sub("", words) else markup
        cites, calls, links = tuple(self.cites), tuple(self.calls), tuple(self.links)
        return ProseBlock(level, tuple(frame), words, cites, calls, links, marked)


class _Reader:
    """Turns the tokens of a page into blocks."""

    def __init__(self, prose: Prose, wording: Wording) -> None:
        self.prose, self.wording = prose, wording

    def blocks(self) -> Iterator[ProseBlock]:
        frame: list[str] = []
        level, given = 0, ""
        row = _Gathered()
        for token in self.prose.parsed.tokens:
            if "given" in token.meta:
                given = f" {{: {' '.join(_given(token))} }}"
            if token.type in _FRAMES:
                frame.append(_FRAMES[token.type])
                row = _Gathered()
            elif token.type in _CLOSED:
                if frame[-1] == "rad":
                    yield row.block(0, frame)
                frame.pop()
            elif token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "inline":
                in_row = frame[-1:] == ["rad"]
                block = row if in_row else _Gathered()
                if in_row and row.words:
                    self.text(block, " | ")
                self.inline(block, token)
                block.markup.append(given)
                if not in_row:
                    yield block.block(level, frame)
                level, given = 0, ""
            elif token.type in ("fence", "hr"):
                block = _Gathered()
                self.text(block, token.content)
                yield block.block(0, [*frame, "strek" if token.type == "hr" else "kode"])

    def inline(self, block: _Gathered, token: Token) -> None:
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                sign = "`" if child.type == "code_inline" else ""
                block.markup.append(sign)
                self.text(block, child.content)
                block.markup.append(sign)
            elif child.type in ("softbreak", "hardbreak"):
                block.words.append(" ")
                block.markup.append(" " if child.type == "softbreak" else " ⏎ ")
            elif child.type == "image":
                block.links.append(str(child.attrGet("src") or ""))
                block.words.append(child.content)
                block.markup.append(f"![{child.content}]")
            else:
                if child.type == "link_open":
                    block.links.append(str(child.attrGet("href") or ""))
                block.markup.append(f"<{'/' if child.nesting < 0 else ''}{child.tag}>")

    def text(self, block: _Gathered, text: str) -> None:
        """Plain text, with the calls in it."""
        for number, part in enumerate(MARK.split(text)):
            if number % 2:
                for call in self.prose.behind(mark(int(part))):
                    self.put_in(block, call)
            else:
                block.words.append(part)
                block.markup.append(part)

    def put_in(self, block: _Gathered, call: Call | NoCall) -> None:
        if isinstance(call, NoCall):
            return  # the check refuses it, and only what has passed is compared
        if call.name == "cite":
            block.cites.extend(map(str, call.args))
        elif call.name in ("link", "fact"):
            block.words.append(self.wording(call))
            # What a reader sees of a fact is what it says; that it is looked up is form.
            block.markup.append(self.wording(call) if call.name == "link" else canonical(call))
            if call.name == "link":
                block.links.extend(map(str, call.args[:1]))
        else:
            block.calls.append(canonical(call))
