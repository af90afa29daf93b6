"""Where the Norwegian texts of a tree stand: each passage a reader sees, its place and language.

The texts are the running text of data/*.yml (the model's types tell which fields that is), the
prose and front matter of docs/**/*.md, and what overrides/**/*.html say themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from macros.load.library import TYPES
from macros.model.about import About
from macros.model.base import Part, Record
from macros.model.plan import Word
from macros.model.proceedings import Event, Slot
from macros.model.records import Actor, Member, Term
from macros.model.text import Line, Text
from macros.problems import ProblemError
from macros.reading.front_matter import Page, read_page
from macros.reading.prose import CALLS
from macros.reading.tree import DataFile, Tree, read_tree

CHECKED = ("nb", "nn")
LANGUAGES = (*CHECKED, "en")

Kind = Literal["text", "note", "name", "term", "form"]
"""Names and terms teach their words, notes may quote a misspelling, forms are not checked: the
forms of a term are of both languages, and some are what a source got wrong."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text in one language. What is not for reading is blanked, never cut out.

    Attributes:
        path: Its file.
        line: Line of its first character.
        column: Column of its first character.
        lang: Its language.
        text: As it stands in the file.
        kind: What is special about it.
    """

    path: str
    line: int
    column: int
    lang: str
    text: str
    kind: Kind = "text"

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a character of the text."""
        before = self.text[:offset]
        if "\n" not in before:
            return self.line, self.column + offset
        return self.line + before.count("\n"), offset - before.rfind("\n")


# ---------------------------------------------------------------- blanking

_ADDRESS = re.compile(
    r"https?://[^\s<>)»]+|\b[\w.+-]+@[\w-]+\.[\w.]+\w"
    r"|\b(?:[\w-]+\.)+(?:pdf|docx?|xlsx?|txt|yml|md|no|com)\b(?:/[^\s<>)»]*)?"
)
_QUOTES = r"«[^»]*»"
_QUOTED = re.compile(rf"\bskriv(?:er)?\s+(?P<text>{_QUOTES}(?:(?:,|\s+og|\s+eller)\s+{_QUOTES})*)")
_ESCAPE = re.compile(r"\\.")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`|<!--.*?-->", re.DOTALL | re.MULTILINE)
_CALL_TEXT = re.compile(
    r"""\blink\(\s*"[^"]*",\s*"(?P<link>[^"]*)"|\bcaption\s*=\s*"(?P<text>[^"]*)\""""
)
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}|(?<=\])\([^)\n]*\)|^\s*\[[^\]\n]+\]:.*$", re.MULTILINE)
_FOREIGN = re.compile(
    r"""<(\w+)\b[^>]*\blang=["'](?P<lang>\w+)["'][^>]*>(?P<text>.*?)</\1>""", re.DOTALL
)
_TAG = re.compile(r"""</?[A-Za-z!](?:"[^"]*"|'[^']*'|[^'">])*>""")
_SILENT = re.compile(r"\{#.*?#\}|<(style|script)\b.*?</\1>", re.DOTALL)
_JINJA = re.compile(r"(?P<text>\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_LITERAL = re.compile(r'"(?P<text>[A-ZÆØÅ][^"{}<>]*)"|\bnothing\("(?P<lack>[^"]*)"')
_SAID = re.compile(r'\b(?:aria-label|alt|title|data-label)="(?P<text>[^"{}]*)"')


def blank(text: str) -> str:
    """Spaces of the same length, lines kept, so that places stay what they were."""
    return re.sub(r"[^\n]", " ", text)


def without(pattern: re.Pattern[str], text: str, keep: re.Pattern[str] | None = None) -> str:
    """Blank all that matches `pattern`, but for what the named groups of `keep` find in it."""
    return pattern.sub(lambda hit: only(keep, hit.group()) if keep else blank(hit.group()), text)


def only(pattern: re.Pattern[str], text: str) -> str:
    """Blank all but the named groups of `pattern`."""
    kept = blank(text)
    for hit in pattern.finditer(text):
        for name in pattern.groupindex:
            start, end = hit.span(name)
            if start >= 0:
                kept = kept[:start] + text[start:end] + kept[end:]
    return kept


# ---------------------------------------------------------------- data

_NO_PROSE = frozenset({"file", "cases", "field"})
"""Fields of the type `Line` that hold a file name, case numbers, the name of a field."""
_QUOTING = frozenset({"notes", "conflicts"})
"""Fields that may quote a misspelling: «Kilden skriver «…»»."""
_KINDS: dict[tuple[type[Part], str], Kind] = {
    (Member, "name"): "name",
    (Slot, "by"): "name",
    (Actor, "name"): "name",
    (Actor, "short"): "name",
    (Event, "place"): "name",
    (Term, "term"): "term",
    (Term, "forms"): "form",
}


@cache
def fields(part: type[Part]) -> dict[str, Any]:
    """Field → its type, of those an editor fills in."""
    hints = get_type_hints(part, include_extras=True)
    return {name: _bare(hints[name]) for name in part.model_fields if name not in _NO_PROSE}


def _bare(hint: Any) -> Any:
    """A type without what the model says of the field that has it."""
    if get_origin(hint) is not Annotated:
        return hint
    kept = tuple(mark for mark in hint.__metadata__ if not isinstance(mark, About))
    return Annotated[hint.__origin__, *kept] if kept else hint.__origin__


def choices(hint: Any) -> tuple[Any, ...]:
    """The types that a value of an optional type can have."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


@dataclass(frozen=True, slots=True)
class Walk:
    """Finds the texts of one YAML text by walking its nodes and the model's types together."""

    path: str
    lines: list[str]
    shift: int = 0

    def texts(
        self, node: yaml.Node, hint: Any, lang: str, kind: Kind = "text"
    ) -> Iterator[Passage]:
        """The texts at and below a node that is of the type `hint`."""
        for choice in choices(hint):
            if isinstance(node, yaml.ScalarNode) and choice in (Line, Text):
                yield self.scalar(node, lang, kind)
            elif isinstance(node, yaml.SequenceNode) and get_origin(choice) is tuple:
                for item in node.value:
                    yield from self.texts(item, get_args(choice)[0], lang, kind)
            elif isinstance(node, yaml.MappingNode) and get_origin(choice) is dict:
                for _, item in node.value:
                    yield from self.texts(item, get_args(choice)[1], lang, kind)
            elif (
                isinstance(node, yaml.MappingNode)
                and isinstance(choice, type)
                and issubclass(choice, Part)
            ):
                yield from self.part(node, choice, lang, kind)

    def part(
        self, node: yaml.MappingNode, part: type[Part], lang: str, kind: Kind
    ) -> Iterator[Passage]:
        """A record is in its own language; of a link or a source, only the title is."""
        own = next((value.value for key, value in node.value if key.value == "lang"), "")
        if issubclass(part, Record):
            lang = own or "nb"
        for key, value in node.value:
            name = key.value
            if name not in fields(part):
                continue
            spoken = name if name in LANGUAGES else own if own and name == "title" else lang
            inner = _KINDS.get((part, name), "note" if name in _QUOTING else kind)
            yield from self.texts(value, fields(part)[name], spoken, inner)

    def scalar(self, node: yaml.ScalarNode, lang: str, kind: Kind = "text") -> Passage:
        """A scalar as it stands in the file, over several lines and within its quotes."""
        start, end = node.start_mark, node.end_mark
        rows = self.lines[start.line + self.shift : end.line + self.shift + 1]
        rows[-1] = rows[-1][: end.column]
        rows[0] = rows[0][start.column :]
        text = "\n".join(rows)
        if node.style == '"':
            text = without(_ESCAPE, text)
        if kind == "note":
            text = without(_QUOTED, text)
        line = start.line + self.shift + 1
        return Passage(self.path, line, start.column + 1, lang, without(_ADDRESS, text), kind)


def data_passages(file: DataFile, text: str) -> Iterator[Passage]:
    """Every text of a data file."""
    if file.doc.node is None:
        return
    one = dict[str, tuple[Word, ...]] if file.kind == "vocabulary" else TYPES[file.kind]
    hint = tuple[one, ...] if isinstance(file.doc.value, list) else one  # type: ignore[valid-type]
    yield from Walk(file.doc.path, text.split("\n")).texts(file.doc.node, hint, "nb")


# ---------------------------------------------------------------- prose and templates


def prose_passages(page: Page, text: str) -> Iterator[Passage]:
    """The title and description of a page, and its Markdown."""
    meta: dict[str, Any] = page.meta.value or {}
    lang = meta.get("lang", "nb")
    walk = Walk(page.path, text.split("\n"), page.meta.shift)
    for key, value in page.meta.node.value if page.meta.node else ():
        if key.value in ("title", "description"):
            yield walk.scalar(value, lang)
    body = without(CALLS, without(_CODE, page.body), _CALL_TEXT)
    yield from tagged(page.path, page.shift + 1, lang, without(_ATTRIBUTES, body))


def template_passages(path: str, text: str) -> Iterator[Passage]:
    """What a template says itself: between tags, in attributes, in literals with a capital."""
    text = without(_SILENT, text)
    between = without(_TAG, without(_JINJA, text))
    for said in (between, only(_SAID, text), only(_LITERAL, only(_JINJA, text))):
        yield Passage(path, 1, 1, "nb", said)


def tagged(path: str, line: int, lang: str, text: str) -> Iterator[Passage]:
    """HTML or Markdown, elements with a `lang` of their own apart."""
    for hit in _FOREIGN.finditer(text):
        start, end = hit.span("text")
        inner = blank(text[:start]) + text[start:end]
        yield Passage(path, line, 1, hit["lang"], without(_ADDRESS, without(_TAG, inner)))
    rest = without(_ADDRESS, without(_TAG, without(_FOREIGN, text)))
    yield Passage(path, line, 1, lang, rest)


def passages(root: Path) -> Iterator[Passage]:
    """Every Norwegian text of a tree.

    Raises:
        ProblemError: Where a file cannot be read.
    """
    tree = read_tree(root)
    if tree.problems:
        raise ProblemError(tree.problems)
    for found in (*_tree_passages(tree), *_override_passages(root)):
        if found.lang in CHECKED:
            yield found


def _tree_passages(tree: Tree) -> Iterator[Passage]:
    for file in tree.data:
        yield from data_passages(file, _text(tree.root / file.doc.path))
    for page in tree.all_pages():
        yield from prose_passages(page, _text(tree.root / page.path))
        if "include" in page.meta.value:
            name = page.meta.value["include"]
            guide, _ = read_page(name, (tree.root / name).read_bytes())
            yield from prose_passages(guide, _text(tree.root / name))


def _override_passages(root: Path) -> Iterator[Passage]:
    for path in sorted((root / "overrides").rglob("*.html")):
        yield from template_passages(path.relative_to(root).as_posix(), _text(path))


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace")
