"""Markdown as it is read here: by one parser, for the check, the comparison and the pages.

It is CommonMark with tables, but without HTML and without code that is only indented, and with
three rules of the house. A list of classes and anchors, `{: .egen #sted }`, at the end of a heading
or on the line below a paragraph, is of that heading or paragraph. Each heading has an anchor. A
numbered list begins with 1 and goes on with 2, so that a text may begin with a date or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from macros.model.alphabet import MONTHS

_GIVEN = r" *\{:? *([.#][\w-]+(?: +[.#][\w-]+)*) *\} *$"
_ATTRIBUTES = {
    "heading_open": re.compile(rf"(?:^| ){_GIVEN}"),
    "paragraph_open": re.compile(rf"\n{_GIVEN}"),
}
_NUMBER = re.compile(r"(\d{1,9})[.)](?!\S)")
_DATE = re.compile(rf"\d{{1,2}}\. +(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_COUNTED = re.compile(r"(.*)_(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as blocks."""

    tokens: tuple[Token, ...]  # shared by all who ask: nobody changes them
    references: tuple[tuple[str, tuple[int, int]], ...]  # names of addresses, and their lines


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Read a text; what was read once is not read again."""
    env: dict[str, Any] = {}
    tokens = tuple(_parser().parse(text, env))
    first = [(name, found["map"]) for name, found in env.get("references", {}).items()]
    again = [(found["label"], found["map"]) for found in env.get("duplicate_refs", ())]
    return Parsed(tokens, tuple((name, (span[0], span[1])) for name, span in [*first, *again]))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("code")
    # Addresses are judged by the check, as they are written: nothing is hidden from it.
    made.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    made.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    made.core.ruler.after("block", "attributes", _attributes)
    made.core.ruler.after("inline", "left", _left)
    made.core.ruler.push("anchors", _anchors)
    return made


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list, unless its number is of a text, or it breaks up a paragraph.

    So it is where it is not 1, where it is of a date, and where no other point follows.
    """
    begin, after = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    number = _NUMBER.match(state.src, begin, after)
    if number is None:
        return list_block(state, start, end, silent)
    depth = state.env.get("numbered", 0)
    text = int(number[1]) != 1 or _DATE.match(state.src, begin, after)
    if silent:
        # A line of a paragraph, unless it goes on with a list around it or lies deeper.
        beside = state.sCount[start] == state.blkIndent and state.parentType == "paragraph"
        return (depth > 0 or not (text or beside)) and list_block(state, start, end, silent)
    if text:
        return False
    before, parent = len(state.tokens), state.parentType
    state.env["numbered"] = depth + 1
    found = list_block(state, start, end, silent)
    state.env["numbered"] = depth
    level = state.level + 1
    points = (t for t in state.tokens[before:] if t.type == "list_item_open" and t.level == level)
    if found and len(list(points)) == 1:
        del state.tokens[before:]
        state.line, state.parentType = start, parent
        return False
    return found


def _attributes(state: StateCore) -> None:
    """Give headings and paragraphs the classes and anchors that are written for them."""
    for number, token in enumerate(state.tokens):
        around = state.tokens[number - 1]
        pattern = _ATTRIBUTES.get(around.type) if token.type == "inline" else None
        hit = pattern.search(token.content) if pattern else None
        if hit:
            token.content, token.meta["cut"] = token.content[: hit.start()], hit[0]
            # A point of a list has no paragraph of its own, unless blank lines part the points.
            owner = state.tokens[number - 2] if around.hidden else around
            owner.meta["given"] = token.map[1] - 1 if token.map else 0
            for word in hit[1].split():
                if word[0] == "#":
                    owner.attrSet("id", word[1:])
                else:
                    owner.attrJoin("class", word[1:])


def _left(state: StateCore) -> None:
    """Keep what is only text in a paragraph, `meta["left"]`, and codes of signs, `meta["codes"]`.

    A space stands for what Markdown has read, and for what is escaped.
    """
    for token in state.tokens:
        if token.type == "inline":
            children = token.children or []
            token.meta["left"] = "".join(_texts(children))
            token.meta["codes"] = [(c.markup, c.content) for c in children if c.info == "entity"]


def _texts(children: list[Token]) -> Iterator[str]:
    inside = 0
    for child in children:
        inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif not inside and (child.type == "text" or child.content == child.markup != ""):
            yield child.content  # what escapes nothing is text too
        elif child.type in ("text_special", "code_inline", "image", "link_close"):
            yield " "


def _anchors(state: StateCore) -> None:
    """Give each heading an anchor, made of its words, that nothing else on the page has."""
    taken = {str(token.attrs["id"]) for token in state.tokens if "id" in token.attrs}
    last: dict[str, int] = {}
    for around, token in pairwise(state.tokens):
        if around.type == "heading_open" and "id" not in around.attrs:
            anchor = _free(slug(plain(token)), taken, last)
            around.attrSet("id", anchor)
            taken.add(anchor)


def plain(token: Token) -> str:
    """The words of a heading or a paragraph, without markup."""
    words = {"text": "", "code_inline": "", "softbreak": " ", "hardbreak": " "}
    return "".join(
        words[child.type] or child.content for child in token.children or () if child.type in words
    ).strip()


def slug(text: str) -> str:
    """A text as an anchor; æ, ø and å are kept."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _free(anchor: str, taken: set[str], last: dict[str, int]) -> str:
    """The anchor, or else the first of it with a number that is not taken; all to `last` are."""
    if anchor and anchor not in taken:
        return anchor
    counted = _COUNTED.fullmatch(anchor)
    base, number = (counted[1], int(counted[2])) if counted else (anchor, 0)
    goes_on = number <= last.get(base, 0)
    number = last.get(base, 0) if goes_on else number
    while (made := f"{base}_{(number := number + 1)}") in taken:
        pass
    if goes_on:
        last[base] = number
    return made
