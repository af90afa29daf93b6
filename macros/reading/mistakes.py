"""What an editor has written and Markdown does not take as it is meant, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from markdown_it.token import Token

from macros.reading.front_matter import Page
from macros.reading.prose import MARK, Prose, read
from macros.reading.written import lost


@dataclass(frozen=True, slots=True)
class Mistake:
    """One of them."""

    what: str  # a key of the messages in `checks/markup.py`
    line: int
    column: int
    quote: str = ""  # the words that the message names


_LEFT = re.compile(
    r"(?P<note>\[\^[^\]\s]+\])|^(?P<definition>\[[^\[\]]+\]:)|(?P<list>\{:[^{}\n]*\})"
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*(?:(?P<address>\]\()"
    r"|(?P<gap>\] +\()(?=[^()\s]+\.md\b|https?:|mailto:|#)|(?P<unknown>\]\[[^\]\n]+\]))",
    re.MULTILINE,
)
_RAW = re.compile(
    r"(?P<struck>(?<!~)~~(?=[^\s~])[^~\n]+~~|==(?=[^\s=])[^=\n]+==)|^(?P<task>\[[ xX]\])(?= |$)"
    r"|^(?P<box>\[![A-Za-z]+\]|!!!(?= ?\w)|\?\?\?(?= ?\w)|:::|\[TOC\])"
    r"|(?P<brace>[}%#]\}|(?<!\{)\{ *[a-z_]+\()|(?P<stars>\*\*|(?<!_)__(?!_)|`+)"
    r"|^(?P<hashes>#{1,6})(?=[^\s#\d])|^(?P<row>\|(?=.*\|))|^(?P<dot>[•·‣▪●◦■](?= *\S))"
    r"|^(?P<glued>[-*+](?=[^\W\d_]))|(?P<todo>\b(?:TODO|FIXME|TBD)\b)"
    r"|(?P<entity>&[A-Za-z]\w{1,20};)|^(?P<dashes>[–—])(?= ?\S.*\n(?P=dashes) ?\S)",
    re.MULTILINE,
)
"""Signs that stand as they are among the words, and that an editor means as something."""
_KEY = re.compile(r"(?:title|description|lang|include):", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[.#][\w-]+")
_POINTS = [
    (re.compile(r"^ *1[.)] ", re.MULTILINE), re.compile(r"^ *2[.)] ", re.MULTILINE)),
    (re.compile(r"^ *a[.)] ", re.MULTILINE), re.compile(r"^ *b[.)] ", re.MULTILINE)),
]
"""The first and the second point of a list with numbers, or with letters."""


def mistakes(page: Page) -> Iterator[Mistake]:
    """Everything on a page that is not what it looks like, or stands where it cannot."""
    prose = read(page)
    known = set()
    for found in chain(_definitions(prose), _numbers(prose), _in_blocks(prose)):
        known.add(found.line)
        yield found
    # A block in which something has a cause of its own is told by that alone.
    by_name = bool(prose.parsed.references)
    for block, line, text in () if by_name else lost(prose.lines, prose.parsed.tokens):
        if not known.intersection(map(prose.line, block)):
            yield Mistake("lost", prose.line(line), 1, MARK.sub("…", text))


def _numbers(prose: Prose) -> Iterator[Mistake]:
    """Points of a list that are given another number, and lines that make a heading of a text."""
    numbers: list[int] = []  # of the points before, in the lists around
    for token, words in pairwise(prose.parsed.tokens):
        if token.type == "ordered_list_open":
            numbers.append(0)
        elif token.type == "ordered_list_close":
            numbers.pop()
        elif token.type == "list_item_open" and token.info and token.map:
            numbers[-1] += 1
            if int(token.info) != numbers[-1]:
                yield Mistake("number", prose.line(token.map[0]), 1, token.info)
        elif token.type == "heading_open" and token.markup in ("-", "=") and token.map:
            if _KEY.match(words.content):
                continue  # front matter, which is told where it is missed
            yield Mistake("line", prose.line(token.map[1] - 1), 1)


def _in_blocks(prose: Prose) -> Iterator[Mistake]:
    for around, token in pairwise(prose.parsed.tokens):
        if token.type == "fence":
            yield from _open_fence(prose, token)
        elif token.type == "inline" and token.map:
            for what, text in _only_text(token, heading=around.type == "heading_open"):
                yield from (Mistake(what, call.line, call.column) for call in prose.behind(text))
            yield from _children(prose, token)
            for pattern in (_LEFT, _RAW):
                yield from _left(prose, pattern, token.meta.get("left", ""), token.map[0])
            for first, second in _POINTS:
                hit = first.search(token.content)
                if hit is None or not second.search(token.content, hit.end()):
                    continue
                line = token.map[0] + token.content.count("\n", 0, hit.start())
                yield Mistake("points", prose.line(line), 1)


def _definitions(prose: Prose) -> Iterator[Mistake]:
    """Addresses with a name of their own, for links that stand elsewhere; also for footnotes."""
    for name, span in prose.parsed.references:
        yield Mistake("note" if name.startswith("^") else "definition", *prose.find("[", span))


def _open_fence(prose: Prose, token: Token) -> Iterator[Mistake]:
    """A block of code that begins with a fence and does not end with one."""
    first, after = token.map or (0, 0)
    last = prose.lines[after - 1].strip("> \t")
    if after - first < 2 or set(last) != {token.markup[0]}:
        yield Mistake("fence", prose.line(first), 1)


def _only_text(token: Token, *, heading: bool) -> Iterator[tuple[str, str]]:
    """What of a heading or a paragraph can only be text and no call, and what it is."""
    if heading:
        yield "heading", token.content
        return
    for child in token.children or ():
        texts = [child.content] if child.type == "image" else []
        texts += [str(child.attrs[key]) for key in ("title", "href", "src") if key in child.attrs]
        yield "picture" if child.type == "image" else "link", " ".join(texts)


def _children(prose: Prose, token: Token) -> Iterator[Mistake]:
    """Links and pictures that say nothing, and stars between numbers that become italics."""
    children = token.children or []
    place = prose.find(token.content.split("\n", maxsplit=1)[0], token.map or (0, 0))
    for before, child, after in zip(
        [None, *children], children, [*children[1:], None], strict=False
    ):
        if child.type == "image" and not child.content.strip():
            yield Mistake("alt", *prose.find("![", token.map or (0, 0)), str(child.attrs["src"]))
        elif child.type == "link_open" and not child.attrs.get("href"):
            yield Mistake("nowhere", *prose.find("]()", token.map or (0, 0)))
        elif child.type == "link_open" and after and after.type == "link_close":
            yield Mistake("wordless", *prose.find(f"[]({child.attrs['href']}", token.map or (0, 0)))
        elif (
            child.type in ("em_open", "strong_open")
            and (before and after)
            and before.content[-1:].isdigit()
            and after.content[:1].isdigit()
        ):
            yield Mistake("times", *place, child.markup)


def _left(prose: Prose, pattern: re.Pattern[str], text: str, first: int) -> Iterator[Mistake]:
    """What is left as text of a paragraph, and an editor means as something else."""
    for hit in pattern.finditer(text):
        what = str(hit.lastgroup)
        start = hit.start(what)
        line = first + text.count("\n", 0, start)
        # With some of what comes after it: the same may stand on the line before, as it should.
        longer = text[start : hit.end() + 12].split("\n", maxsplit=1)[0]
        place = prose.find(longer, (line, line + 1), hit[what])
        words = hit[what][2:-1].split() if what == "list" else []
        odd = next((word for word in words if not _ATTRIBUTE.fullmatch(word)), "")
        yield Mistake("attribute" if odd else what, *place, MARK.sub("…", odd or hit[what]))
