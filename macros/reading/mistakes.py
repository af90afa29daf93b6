"""What an editor has written and Markdown does not take as it is meant, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from macros.reading.front_matter import Page
from macros.reading.prose import MARK, Prose, read


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
_ATTRIBUTE = re.compile(r"[.#][\w-]+")
_POINTS = [re.compile(rf"^ *{number}[.)] ", re.MULTILINE) for number in (1, 2)]


def mistakes(page: Page) -> Iterator[Mistake]:
    """Everything on a page that is not what it looks like, or stands where it cannot."""
    prose = read(page)
    yield from _definitions(prose)
    for around, token in pairwise(prose.parsed.tokens):
        if token.type == "fence":
            yield from _open_fence(prose, token)
        elif token.type == "inline" and token.map:
            for what, text in _only_text(token, heading=around.type == "heading_open"):
                yield from (Mistake(what, call.line, call.column) for call in prose.behind(text))
            yield from _left(prose, token.meta.get("left", ""), token.map[0])
            hit = _POINTS[0].search(token.content)
            if hit and _POINTS[1].search(token.content, hit.end()):
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


def _left(prose: Prose, text: str, first: int) -> Iterator[Mistake]:
    """What is left as text of a paragraph, and an editor means as a link, a note or attributes."""
    for hit in _LEFT.finditer(text):
        what = str(hit.lastgroup)
        start = hit.start(what)
        line = first + text.count("\n", 0, start)
        # With some of what comes after it: the same may stand on the line before, as it should.
        longer = text[start : hit.end() + 12].split("\n", maxsplit=1)[0]
        place = prose.find(longer, (line, line + 1), hit[what])
        words = hit[what][2:-1].split() if what == "list" else []
        odd = next((word for word in words if not _ATTRIBUTE.fullmatch(word)), "")
        yield Mistake("attribute" if odd else what, *place, MARK.sub("…", odd or hit[what]))
