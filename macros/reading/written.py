"""Whether what is written in the Markdown of a page is what its blocks say, in the same order.

Not one trap after the other: letters, numbers and signs of each block are held against those of
its source. Only the signs that Markdown itself is written with are let go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import zip_longest

from markdown_it.token import Token

MARKUP = frozenset("*_`[]()<>!#|\\~+=-{}:\"'")
"""What Markdown is written with, and may be gone where it is read."""


def lost(lines: Sequence[str], tokens: Iterable[Token]) -> Iterator[tuple[range, int, str]]:
    """The first in each block that is not read as it is written.

    Yields the lines of the block, the line where it stands, and what stands there.
    """
    spans: dict[int, tuple[int, int]] = {}
    blocks: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.type != "inline":
            spans[len(blocks)] = (token.map[0], token.map[1]) if token.map else (0, 0)
            blocks.append([])
        blocks[-1].append(token)
    for number, block in enumerate(blocks):
        first, after = spans[number]
        written = [(c, n) for n in range(first, after) for c in _signs(lines[n])]
        shown = [sign for text in _shown(block) for sign in _signs(text)]
        for at, (one, other) in enumerate(zip_longest(written, shown)):
            if one is None or one[0] != other:
                place = min(at, len(written) - 1)
                line = written[place][1] if written else first
                rest = "".join(c for c, n in written[place:] if n == line)
                yield range(first, after), line, rest[:20]
                break


def _signs(text: str) -> list[str]:
    # For NUL, which is told by itself, Markdown has the sign of what was lost.
    text = unescape(text.replace("\0", "\ufffd"))
    return [c for c in text if not c.isspace() and c not in MARKUP]


def _shown(block: Iterable[Token]) -> Iterator[str]:
    """All that a block says, in the order in which it is written."""
    for token in block:
        if token.type == "list_item_open" and token.info:
            yield token.info + token.markup
        elif token.type == "fence":
            yield from (token.info, token.content)
        elif token.type == "inline":
            yield from _within(token.children or ())
            yield token.meta.get("cut", "")


def _within(children: Iterable[Token]) -> Iterator[str]:
    around: list[str] = []  # what is said of each link once its text is over
    for child in children:
        yield child.content
        said = f"{child.attrs.get('href', '')}{child.attrs.get('src', '')}"
        said += str(child.attrs.get("title", ""))
        if child.type == "image":
            yield said
        elif child.type == "link_open":
            around.append("" if child.markup == "autolink" else said)
        elif child.type == "link_close":
            yield around.pop()
