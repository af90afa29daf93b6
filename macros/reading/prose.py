"""What stands in the Markdown of a page, with the line of each thing: calls, links, paragraphs.

Python-Markdown, which renders the pages, keeps no line numbers; markdown-it does, and reads the
same plain Markdown. It is used here only to find places, never to render.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.reading.front_matter import Page

OWN_TEXT = ".egen"
"""The attribute that marks a paragraph as our own, not a statement from a source."""

_BLOCKS = frozenset(
    {"paragraph_open", "bullet_list_open", "ordered_list_open", "table_open", "blockquote_open"}
)
_ATTRIBUTES = re.compile(r"\{:?\s*([^{}]*)\} *")
# None runs past the next of its kind: a thousand that are not closed are looked through once.
CALLS = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL)
_UNREADABLE = "Krøllparentesene kan ikke leses: en parentes eller et anførselstegn mangler."
_TOO_LONG = "Tallet er for langt til å leses."
_ONLY_CALLS = "Bare {{ makro(…) }} kan stå mellom krøllparenteser, ikke {% … %}."
_REMARK = (
    "Merknader {# … #} kan ikke stå i teksten.",
    "Slett merknaden. Skal den bli husket, hører den hjemme i git.",
)
_LINES = ("En verdi i et makrokall går over flere linjer.", "Skriv verdien på én linje.")
_BRACES = re.compile(r"\{[{%#]|[}%#]\}")
_JINJA = Environment(autoescape=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call with fixed values: its name, its arguments, and where it stands."""

    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Something between braces that is not a macro call with fixed values."""

    line: int
    column: int
    said: str
    cure: str = "Se listen over makroer i CONTRIBUTING.md."


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture: its address as written, and where it stands."""

    url: str
    line: int
    column: int
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list or table of running text.

    Attributes:
        text: Its Markdown, macro calls included.
        line: Its first line in the file.
        own: Whether it is marked as our own text.
        cited: Whether it says where it is told.
    """

    text: str
    line: int
    own: bool
    cited: bool


def calls(page: Page) -> tuple[tuple[Call, ...], tuple[Slip, ...]]:
    """Every macro call on a page, and everything between braces that is something else."""
    return _calls(page.body, page.shift)


def calls_in(body: str, shift: int = 0) -> tuple[tuple[Call, ...], tuple[Slip, ...]]:
    """The same for Markdown by itself; `shift` lines stand before it in its file."""
    try:
        tree = _JINJA.parse(body)
    except TemplateSyntaxError as error:
        return (), (Slip(min(error.lineno, body.count("\n") + 1) + shift, 1, _UNREADABLE),)
    except RecursionError:
        line = body[: body.find("{{")].count("\n") + 1
        return (), (Slip(line + shift, 1, _UNREADABLE),)
    except ValueError:  # Python reads no number of more digits than this
        hit = re.search(rf"[\d_]{{{sys.get_int_max_str_digits()},}}", body)
        line = body.count("\n", 0, hit.start() if hit else 0) + 1
        return (), (Slip(line + shift, 1, _TOO_LONG),)
    found: list[Call | Slip] = []
    columns = _Columns(body)
    for part in tree.body:
        if not isinstance(part, nodes.Output):
            found.append(Slip(part.lineno + shift, 1, _ONLY_CALLS))
            continue
        for node in part.nodes:
            if not isinstance(node, nodes.TemplateData):
                name = _name(node)
                place = (node.lineno + shift, columns.next(node.lineno, name))
                found.append(_call(node, name, place))
    found += _otherwise(body, shift)
    good = tuple(item for item in found if isinstance(item, Call))
    return good, tuple(item for item in found if isinstance(item, Slip))


_calls = lru_cache(maxsize=4096)(calls_in)


def _otherwise(body: str, shift: int) -> Iterator[Slip]:
    """What leaves nothing in the tree, and what ends a call for others than Jinja.

    `CALLS`, which finds calls so that they can be taken out of the text, knows no quotes. In what
    this lets pass, it finds the same calls as Jinja does, and Markdown no blocks inside them.
    """
    lines = body.split("\n")
    passed = 0  # characters of the line; those that a sign takes away are not among them
    for line, kind, text in _JINJA.lex(body):
        told = _told(kind, text.rstrip())
        if told:
            said, head = lines[min(line, len(lines)) - 1], text.rstrip().partition("\n")[0]
            column = max(said.find(head, passed), said.find(head), 0) + 1
            yield Slip(line + shift, column, *told)
        passed = len(text) - text.rfind("\n") - 1 + (0 if "\n" in text else passed)


def _told(kind: str, text: str) -> tuple[str, ...]:
    """What is wrong with a piece that Jinja has read, and the cure; nothing of most."""
    if kind == "raw_begin":
        return (_ONLY_CALLS,)
    if kind == "comment_begin":
        return _REMARK
    if kind in ("variable_begin", "variable_end") and text not in ("{{", "}}"):
        return f"«{text}» kan ikke stå rundt et makrokall.", "Skriv {{ og }}."
    if kind == "string":
        shown = _BRACES.search(text)
        if shown:
            return f"«{shown[0]}» kan ikke stå i en verdi i et makrokall.", "Skriv det uten."
        return _LINES if "\n" in text else ()
    return ()


def _name(node: nodes.Node) -> str:
    called = node.node if isinstance(node, nodes.Call) else None
    return called.name if isinstance(called, nodes.Name) else ""


def _call(node: nodes.Node, name: str, place: tuple[int, int]) -> Call | Slip:
    if not isinstance(node, nodes.Call) or not name:
        said = "Her skal det stå et makrokall, for eksempel {{ measures() }}."
        return Slip(*place, said)
    values = [*node.args, *(pair.value for pair in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(map(_is_fixed, values)):
        return Slip(*place, f"{name}() kan bare få faste verdier i anførselstegn.")
    names = [pair.key for pair in node.kwargs]
    if not all(map(_is_readable, values)):
        return Slip(*place, f"{name}() har en verdi med tegn som ikke kan leses.")
    twice = next((key for key in names if names.count(key) > 1), None)
    if twice:
        return Slip(*place, f"{name}() har fått «{twice}» to ganger.")
    args = tuple(arg.as_const() for arg in node.args)
    return Call(name, args, {pair.key: pair.value.as_const() for pair in node.kwargs}, *place)


def _is_fixed(node: nodes.Node) -> bool:
    """Whether a value is written out, not computed: `2004-13` would be a subtraction."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(map(_is_fixed, node.items))
    return isinstance(node, nodes.Const)


class _Columns:
    """Where calls stand in their lines; each line is looked through once for each macro."""

    def __init__(self, body: str) -> None:
        self.lines = body.split("\n")
        self.left: dict[tuple[int, str], Iterator[re.Match[str]]] = {}

    def next(self, line: int, name: str) -> int:
        """The column of a call: the second of a macro on a line is the second in the text."""
        text = self.lines[min(line, len(self.lines)) - 1]
        if (line, name) not in self.left:
            pattern = rf"\b{re.escape(name)}\s*\(" if name else "(?!)"
            self.left[line, name] = re.finditer(pattern, text)
        hit = next(self.left[line, name], None)
        return (hit.start() if hit else max(text.find(name or "{{"), 0)) + 1


def _is_readable(node: nodes.Node) -> bool:
    """Whether a value can be written down: an escape can make half of a character."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(map(_is_readable, node.items))
    said = str(node.as_const()) if isinstance(node, nodes.Const) else ""
    return not any("\ud800" <= character <= "\udfff" for character in said)


@lru_cache(maxsize=4096)
def tokens(body: str) -> tuple[Token, ...]:
    """The page's Markdown as tokens with line maps."""
    return tuple(reader().parse(body))


def reader() -> MarkdownIt:
    """What reads Markdown into tokens."""
    made = MarkdownIt("commonmark").enable("table")
    # Addresses are judged by the checks, as they are written: nothing is hidden from them.
    made.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return made


def links(page: Page) -> Iterator[Link]:
    """Every link and picture on a page."""
    lines = page.body.split("\n")
    for token in tokens(page.body):
        if token.type != "inline" or not token.map:
            continue
        for child in token.children or ():
            url = child.attrGet("href") or child.attrGet("src")
            if child.type in ("link_open", "image") and isinstance(url, str):
                line, column = _find(lines, token.map, url)
                yield Link(url, line + page.shift, column, child.type == "image")


def _find(lines: list[str], span: list[int], url: str) -> tuple[int, int]:
    for number in range(span[0], span[1]):
        column = lines[number].find(url)
        if column >= 0:
            return number + 1, column + 1
    return span[0] + 1, 1


def headings(page: Page) -> Iterator[tuple[int, int]]:
    """Level and line of every heading."""
    for token in tokens(page.body):
        if token.type == "heading_open":
            yield int(token.tag[1]), (token.map or [0])[0] + 1 + page.shift


def blocks(page: Page) -> Iterator[Block]:
    """Every paragraph, list and table at the top level of a page, but for lone macro calls."""
    lines = page.body.split("\n")
    found, slips = calls(page)
    cites = {call.line for call in found if call.name == "cite"}
    readable = all(slip.said not in (_UNREADABLE, _TOO_LONG) for slip in slips)
    depth = 0
    for token in tokens(page.body):
        if token.nesting == 1 and depth == 0 and token.type in _BLOCKS and token.map:
            first, last = token.map
            text = "\n".join(lines[first:last])
            given = _ATTRIBUTES.fullmatch(lines[last - 1])
            # Below a table, such a line is one more row.
            own = given is not None and OWN_TEXT in given[1].split() and token.tag != "table"
            if not only_calls(text):
                inside = range(first + 1 + page.shift, last + 1 + page.shift)
                cited = not cites.isdisjoint(inside) if readable else _may_cite(text)
                yield Block(text, inside.start, own, cited)
        depth += token.nesting


def _may_cite(text: str) -> bool:
    """Whether a text cites, or cannot be read; the rest of its page does not become worse."""
    found, slips = calls_in(text)
    return any(call.name == "cite" for call in found) or bool(slips)


def paragraph_at(page: Page, line: int) -> str:
    """The running text that a line of the file belongs to; empty where it belongs to none."""
    number = line - page.shift - 1
    texts = ((t.map, t.content) for t in tokens(page.body) if t.type == "inline" and t.map)
    return next((text for span, text in texts if span[0] <= number < span[1]), "")


def blanked(page: Page) -> str:
    """The Markdown of a page with blanks where calls stand, so that all else keeps its place."""
    return CALLS.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), page.body)


def covered(page: Page) -> str:
    """The same with a word where each call stands, as long as it was, with its ends of lines.

    A place in it is the place on the page; `place` tells the line.
    """
    return CALLS.sub(lambda hit: "x" * len(hit[0]), page.body)


def place(page: Page, at: int) -> tuple[int, int]:
    """Line and column of a place in the Markdown of a page."""
    line = page.body.count("\n", 0, at) + 1 + page.shift
    return line, at - page.body.rfind("\n", 0, at)


def only_calls(text: str) -> bool:
    """Whether a text is macro calls and nothing else."""
    return not CALLS.sub("", text).strip()
