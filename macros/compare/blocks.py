"""A page of prose as the blocks a reader sees, with what is said apart from how it is marked up.

markdown-it reads the Markdown, as it does for the checks; nothing is rendered. Line breaks inside
a paragraph, the sign before a list item and the like never reach a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it.token import Token

from macros.reading.front_matter import Page
from macros.reading.prose import CALLS, Call, calls_in, tokens

Say = Callable[[Call], str]
"""What a `link` or a `fact` in running text says to a reader."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HELD = re.compile("\ue000(\\d+)\ue001")
_ATTRIBUTES = re.compile(r"\s*(\{:[^}]*\}|\{[#.][^}]*\})")
_SPACE = re.compile(r"[ \t\n]+")
_TAG = re.compile(r"<[^>]*>")
_FRAMES = {
    "bullet_list_open": "punkt",
    "ordered_list_open": "nummer",
    "blockquote_open": "sitat",
    "tr_open": "rad",
}
_CLOSED = {name.replace("_open", "_close") for name in _FRAMES}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, a row of a table, or an insertion.

    Attributes:
        level: Level of a heading; 0 for text.
        frame: What it stands in, outermost first: `punkt` (list), `nummer`, `sitat`, `rad`, `kode`.
        words: What is read, without markup.
        cites: The places it says it is taken from.
        calls: The tables and pictures that are put in.
        links: Where its links and pictures lead.
        markup: How the words are marked up.
    """

    level: int
    frame: tuple[str, ...]
    words: str
    cites: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    markup: str = ""


def said_by(call: Call) -> str:
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


def blocks(page: Page, say: Say = said_by) -> tuple[Block, ...]:
    """The blocks of a page, in order.

    Args:
        page: The page.
        say: What the `link`s and `fact`s in its text say.
    """
    body = _COMMENT.sub("", page.body)
    held = [_call(match) for match in CALLS.findall(body)]
    numbers = iter(range(len(held)))
    # A call is one word to Markdown: what is in it is not Markdown.
    text = CALLS.sub(lambda _: f"\ue000{next(numbers)}\ue001", body)
    return tuple(_Reader(held, say).read(tokens(text)))


def _attributes(hit: re.Match[str]) -> str:
    """A list of attributes in one form, whatever colon and spaces it is written with."""
    return f" {{: {' '.join(hit[1].strip('{:} ').split())} }}"


@lru_cache(maxsize=16384)
def _call(text: str) -> Call | str:
    """A call by itself; its text where it is none, and nothing of a remark."""
    found, _ = calls_in(text)
    return found[0] if found else "" if text.startswith("{#") else _SPACE.sub(" ", text)


@dataclass(slots=True)
class _Inline:
    """What is gathered of one block."""

    words: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)

    def block(self, level: int, frame: tuple[str, ...]) -> Block:
        words = _SPACE.sub(" ", "".join(self.words)).strip()
        markup = _SPACE.sub(" ", "".join(self.markup)).strip()
        # Without any markup there is nothing to say about it that the words do not.
        marked = "" if _SPACE.sub("", markup) == _SPACE.sub("", words) else markup
        cites, calls, links = tuple(self.cites), tuple(self.calls), tuple(self.links)
        return Block(level, frame, words, cites, calls, links, marked)


class _Reader:
    """Turns the tokens of a page into blocks."""

    def __init__(self, held: list[Call | str], say: Say) -> None:
        self.held, self.say = held, say

    def read(self, found: tuple[Token, ...]) -> Iterator[Block]:
        frame: list[str] = []
        level = 0
        row = _Inline()
        for token in found:
            if token.type in _FRAMES:
                frame.append(_FRAMES[token.type])
                row = _Inline()
            elif token.type in _CLOSED:
                if frame[-1] == "rad":
                    yield row.block(0, tuple(frame))
                frame.pop()
            elif token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "inline":
                inline = row if frame[-1:] == ["rad"] else _Inline()
                if inline is row and row.markup:
                    self.text(inline, " | ")
                self.inline(inline, token)
                if inline is not row:
                    yield inline.block(level, tuple(frame))
                level = 0
            elif token.type in ("fence", "code_block", "html_block", "hr"):
                yield self.raw(token, tuple(frame))

    def raw(self, token: Token, frame: tuple[str, ...]) -> Block:
        """A piece that Markdown does not look into."""
        inline = _Inline()
        if token.type == "html_block":
            self.text(inline, _TAG.sub(" ", token.content))
            inline.markup = [token.content]
        else:
            self.text(inline, token.content)
        name = {"html_block": "html", "hr": "strek"}.get(token.type, "kode")
        return inline.block(0, (*frame, name))

    def inline(self, inline: _Inline, token: Token) -> None:
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                mark = "`" if child.type == "code_inline" else ""
                inline.markup.append(mark)
                self.text(inline, child.content)
                inline.markup.append(mark)
            elif child.type in ("softbreak", "hardbreak"):
                inline.words.append(" ")
                inline.markup.append(" " if child.type == "softbreak" else " ⏎ ")
            elif child.type == "image":
                inline.links.append(str(child.attrGet("src") or ""))
                inline.words.append(child.content)
                inline.markup.append(f"![{child.content}]")
            else:
                if child.type == "link_open":
                    inline.links.append(str(child.attrGet("href") or ""))
                end = "/" if child.nesting < 0 else ""
                inline.markup.append(child.content or f"<{end}{child.tag}>")

    def text(self, inline: _Inline, text: str) -> None:
        """Plain text, with the calls in it."""
        for i, part in enumerate(_HELD.split(text)):
            if i % 2 and int(part) < len(self.held):
                self.put_in(inline, self.held[int(part)])
                continue
            inline.words.append(_ATTRIBUTES.sub("", part))
            inline.markup.append(_ATTRIBUTES.sub(_attributes, part))

    def put_in(self, inline: _Inline, call: Call | str) -> None:
        if isinstance(call, str):
            inline.words.append(call)
            inline.markup.append(call)
        elif call.name == "cite":
            inline.cites.extend(str(arg) for arg in call.args)
        elif call.name in ("link", "fact"):
            inline.words.append(self.say(call))
            # What a reader sees of a fact is what it says; that it is looked up is form.
            inline.markup.append(self.say(call) if call.name == "link" else canonical(call))
            if call.name == "link":
                inline.links.extend(str(arg) for arg in call.args[:1])
        else:
            inline.calls.append(canonical(call))
