"""What an editor has written and Markdown does not take as it is meant, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, pairwise

from markdown_it.token import Token

from macros.model.text import invisible
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
    r"(?P<note>\[\^[^\]\s]+\]|\^\[)|^(?P<short>\*\[[^\[\]\n]+\]:)|^(?P<definition>\[[^\[\]]+\]:)"
    r"|(?P<list>\{:[^{}\n]*\})|(?P<list2>\{ ?[.#][\w-]+(?: +[.#][\w-]+)* ?\})$"
    r"|(?P<unknown2>\[\[[^\[\]\n]+\]\])|(?P<bare>(?<![\w/@.<])(?<!\]\()(?:https?://|www\.)[^\s<>]+)"
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*(?:(?P<address>\]\()"
    r"|(?P<gap>\] +\()(?=[^()\s]+\.md\b|https?:|mailto:|#)|(?P<unknown>\]\[[^\]\n]*\]))",
    re.MULTILINE,
)
_RAW = re.compile(
    r"(?P<struck>(?<!~)~~(?=[^\s~])[^~\n]+~~|==(?=[^\s=])[^=\n]+==|(?<!\+)\+\+(?=[^\s+])[^+\n]+\+\+"
    r"|(?<!~)~(?=[^\s~])[^~\s]+~(?!~)|\^(?=[^\s^])[^^\s]+\^|\{(?:\+\+|--|~~|==|>>))"
    r"|^(?P<task>\[[ xX]\])(?= |$)"
    r"|^(?P<box>\[![A-Za-z]+\]|!!!(?= ?\w)|\?\?\?(?= ?\w)|:::|\[TOC\]|=== ?(?=\"))"
    r"|(?P<brace>[}%#]\}|(?<!\{)\{ *[a-z_]+\()|(?P<stars>\*\*|(?<!_)__(?!_)|`+)"
    r"|^(?P<hashes>#{1,6})(?=[^\s#\d])|^(?P<deep>#{7,})(?!\S)|^(?P<hard>(?:[-*+]|#{1,6})\u00a0)"
    r"|^(?P<row>\|(?=.*\|))|^(?P<row2>[^|\n]+ \|(?= .*\n.* \| ))|(?<=\S)(?P<tab>\t)(?=\S)"
    r"|^(?P<slash>\\(?=\d+[.)]))|(?<=\n)(?P<colon>: +(?=\S))"
    r"|^(?P<dot>[•·‣▪▫●○◦■□►▶➢➤❖⁃∙](?= *\S))|^(?P<glued>[-*+](?=[^\W\d_]))"
    r"|(?P<todo>\b(?:TODO|FIXME|TBD)\b)|(?P<entity>&[A-Za-z]\w{1,20};)"
    r"|^(?P<dashes>[–—→⇒➔✓✔✗☐☑])(?= ?\S.*\n(?P=dashes) ?\S)|^(?P<dot2>o)(?= \S.*\no \S)"
    r"|(?<![\w:])(?P<emoji>:[a-z][a-z0-9_+-]+:)(?![\w:])"
    r"|(?P<sum>\$\$|\$(?=\S)[^$\n]*[\\^_{][^$\n]*\$)",
    re.MULTILINE,
)
"""Signs that stand as they are among the words, and that an editor means as something. What ends
with a number is the same as what is called so without it."""
_KEY = re.compile(r"(?:title|description|lang|include):", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[.#][\w-]+")
_POINTS = [
    tuple(
        re.compile(rf"^ *{re.escape(sign)}[.):](?=[ \u00a0]|[^\W\d])", re.MULTILINE)
        for sign in pair
    )
    for pair in (("1", "2"), ("a", "b"), ("A", "B"), ("i", "ii"), ("I", "II"), ("1.1", "1.2"))
]
"""The first and the second point of a list with numbers, or with letters."""


def mistakes(page: Page) -> Iterator[Mistake]:
    """Everything on a page that is not what it looks like, or stands where it cannot."""
    prose = read(page)
    known = set()
    for found in chain(_definitions(prose), _numbers(prose), _signs(prose), _in_blocks(prose)):
        if found.what != "empty" or found.line not in known:
            yield found
        known.add(found.line)
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
            if token.info != str(numbers[-1]):
                yield Mistake("number", prose.line(token.map[0]), 1, token.info)
            elif token.markup == ")" and numbers[-1] == 1:
                yield Mistake("bracket", prose.line(token.map[0]), 1, token.info)
        elif token.type == "heading_open" and token.markup in ("-", "=") and token.map:
            if _KEY.match(words.content):
                continue  # front matter, which is told where it is missed
            yield Mistake("line", prose.line(token.map[1] - 1), 1)
        elif token.type == "paragraph_open" and numbers and token.map:
            next_one = re.search(rf"^{numbers[-1] + 1}[.)] ", words.content, re.MULTILINE)
            if next_one:
                line = token.map[0] + words.content.count("\n", 0, next_one.start())
                yield Mistake("points", prose.line(line), 1)


_EMPTY = {"list_item_open": "list_item_close", "blockquote_open": "blockquote_close"}
_BEGINS = frozenset({"bullet_list_open", "blockquote_open", "heading_open"})


def _signs(prose: Prose) -> Iterator[Mistake]:
    """Signs that begin a block of which nothing, or only a number, is left: «+ 5», «> 3»."""
    before, opened = Token("", "", 0), Token("", "", 0)
    for token, after in pairwise(prose.parsed.tokens):
        line = token.map[0] if token.map else 0
        heading = token.type == "heading_open" and not after.content
        if heading or _EMPTY.get(token.type) == after.type:
            yield Mistake("empty", prose.line(line), 1)
        elif token.type == "tr_open" and not re.search(r"\||^[> ]*\{:", prose.lines[line]):
            yield Mistake("below", prose.line(line), 1)
        elif token.type in _BEGINS:
            opened = token
        elif token.type == "inline":
            # A text that goes on right above, or a sign that nobody makes a list with.
            goes_on = before.map and before.map[1] == line and re.search(r"[\w%]$", before.content)
            begun = opened.map and opened.map[0] == line and token.content[:1].isdigit()
            if begun and (opened.markup == "+" or goes_on):
                yield Mistake("sign", prose.line(line), 1, opened.markup[:1])
            before = token


def _in_blocks(prose: Prose) -> Iterator[Mistake]:
    for around, token in pairwise((Token("", "", 0), *prose.parsed.tokens)):
        if token.type == "fence":
            yield from _open_fence(prose, token)
        elif token.type == "inline" and token.map:
            for what, text in _only_text(token, heading=around.type == "heading_open"):
                yield from (Mistake(what, call.line, call.column) for call in prose.behind(text))
            yield from _children(prose, token)
            for code, sign in token.meta.get("codes", ()):
                if invisible(sign):
                    yield Mistake("unseen", *prose.find(code, token.map), code)
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
    """Links and pictures that say nothing, and stars inside a word that become italics."""
    children, span = token.children or [], token.map or (0, 0)
    for at, child in enumerate(children):
        if child.type == "image" and not child.content.strip():
            yield Mistake("alt", *prose.find("![", span), str(child.attrs["src"]))
        elif child.type == "link_open" and not child.attrs.get("href"):
            yield Mistake("nowhere", *prose.find("]()", span))
        elif child.type == "link_open" and not "".join(_said(children, at)).strip():
            yield Mistake(
                "wordless",
                *prose.find(f"[]({child.attrs['href']}", span, f"]({child.attrs['href']}"),
            )
        elif child.type in ("em_open", "strong_open") and _between(children, at):
            first = token.content.split("\n", maxsplit=1)[0]
            yield Mistake("times", *prose.find(first, span), child.markup)


def _said(children: list[Token], at: int) -> Iterator[str]:
    """What stands inside what is opened at a place."""
    for child in children[at + 1 :]:
        if child.type == children[at].type.replace("open", "close"):
            return
        yield child.content


def _between(children: list[Token], at: int) -> bool:
    """Whether stars stand between signs of one word on both sides: 2*3*4, or a*b*c."""
    inside = "".join(_said(children, at))
    closed = next(n for n in count(at) if children[n].type.endswith("_close"))
    before = children[at - 1].content[-1:] if at else ""
    after = children[closed + 1].content[:1] if closed + 1 < len(children) else ""
    return before.isalnum() and (after.isalnum() or (before + inside[:1]).isdigit())


def _left(prose: Prose, pattern: re.Pattern[str], text: str, first: int) -> Iterator[Mistake]:
    """What is left as text of a paragraph, and an editor means as something else."""
    for hit in pattern.finditer(text):
        name = str(hit.lastgroup)
        what, start = name.rstrip("2"), hit.start(name)
        line = first + text.count("\n", 0, start)
        # With some of what comes after it: the same may stand on the line before, as it should.
        longer = text[start : hit.end() + 12].split("\n", maxsplit=1)[0]
        place = prose.find(longer, (line, line + 1), hit[name])
        words = hit[name].strip("{: }").split() if what == "list" else []
        odd = next((word for word in words if not _ATTRIBUTE.fullmatch(word)), "")
        yield Mistake("attribute" if odd else what, *place, MARK.sub("…", odd or hit[name]))
