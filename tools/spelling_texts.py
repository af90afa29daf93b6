"""Where the Norwegian texts of a tree stand: each passage a reader sees, its place and language.

The texts are the running text of data/*.yml (the model tells which fields that is), the prose and
front matter of docs/**/*.md, and what overrides/**/*.html say themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from macros.model.base import Part, Record
from macros.model.fields import Field, fields_of
from macros.model.plan import Section, Word
from macros.model.proceedings import Event
from macros.model.records import Actor, Term
from macros.model.registry import TYPES
from macros.model.text import Line, Text, inside
from macros.problems import ProblemError
from macros.reading.calls import CALLS
from macros.reading.front_matter import Page, read_page
from macros.reading.tree import DataFile, read_tree

CHECKED = ("nb", "nn")
LANGUAGES = (*CHECKED, "en")

Kind = Literal["text", "note", "name", "term", "form"]
"""Names and terms teach their words, notes may quote a misspelling, forms are not checked: the
forms of a term are of both languages, and some are what a source got wrong."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text in one language. What is not for reading is blanked, never cut out."""

    path: str
    line: int  # of its first character
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
_SHOWN_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|data-label)="(?P<text>[^"{}]*)"')


def blank(text: str) -> str:
    """Spaces of the same length, lines kept, so that places stay what they were."""
    return re.sub(r"[^\n]", " ", text)


def without(text: str, *patterns: re.Pattern[str]) -> str:
    """Blank all that matches one pattern after the other."""
    for pattern in patterns:
        text = pattern.sub(lambda hit: blank(hit.group()), text)
    return text


def only(pattern: re.Pattern[str], text: str) -> str:
    """Blank all but the named groups of `pattern`."""
    kept = blank(text)
    for hit in pattern.finditer(text):
        for start, end in map(hit.span, pattern.groupindex):
            if start >= 0:
                kept = kept[:start] + text[start:end] + kept[end:]
    return kept


# ---------------------------------------------------------------- data

_NO_PROSE = frozenset({"file", "cases", "field", "heading", "quote"})
"""Fields of one line that hold a file name, case numbers, the name of a field, others' words."""
_QUOTING = frozenset({"notes", "conflicts"})
"""Fields that may quote a misspelling: «Kilden skriver «…»»."""
_KINDS: dict[tuple[type[Part], str], Kind] = {
    (Actor, "name"): "name",
    (Actor, "short"): "name",
    (Event, "place"): "name",
    (Term, "term"): "term",
    (Term, "forms"): "form",
}
_RUNNING_TEXT = {Line.__metadata__[0], Text.__metadata__[0]}


@cache
def _is_text(part: type[Part], name: str) -> bool:
    info = part.model_fields[name]
    marks = [*inside(info.annotation), *info.metadata]
    return name not in _NO_PROSE and any(mark in marks for mark in _RUNNING_TEXT)


def _kind(part: type[Part], field: Field, outer: Kind) -> Kind:
    if field.about.personal:
        return "name"
    return _KINDS.get((part, field.name), "note" if field.name in _QUOTING else outer)


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML text as it stands in a file, after `shift` lines of something else."""

    path: str
    lines: list[str]
    shift: int = 0

    def part(
        self, node: yaml.Node, part: type[Part], lang: str = "nb", kind: Kind = "text"
    ) -> Iterator[Passage]:
        """The texts of a part and of those in it.

        A record is in its own language; of a link or a source, only the title is.
        """
        pairs = [(key.value, value) for key, value in getattr(node, "value", ())]
        own = dict(pairs)["lang"].value if "lang" in dict(pairs) else ""
        if issubclass(part, Record):
            lang = own or "nb"
        says = own or "nb" if part is Section else lang
        for name, value in pairs:
            field = fields_of(part).get(name)
            if field is None:
                continue
            spoken = name if name in LANGUAGES else own if own and name == "title" else lang
            spoken = says if name == "says" and part is Section else spoken
            spoken = "nb" if name == "title" and part is Section else spoken
            inner = _kind(part, field, kind)
            for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if field.part and isinstance(item, yaml.MappingNode):
                    yield from self.part(item, field.part, spoken, inner)
                elif isinstance(item, yaml.ScalarNode) and _is_text(part, name):
                    yield self.scalar(item, spoken, inner)

    def scalar(self, node: yaml.ScalarNode, lang: str, kind: Kind = "text") -> Passage:
        """A scalar as it stands in the file, over several lines and within its quotes."""
        start, end = node.start_mark, node.end_mark
        rows = self.lines[start.line + self.shift : end.line + self.shift + 1]
        rows[-1] = rows[-1][: end.column]
        rows[0] = rows[0][start.column :]
        text = "\n".join(rows)
        text = without(text, _ESCAPE) if node.style == '"' else text
        text = without(text, _QUOTED) if kind == "note" else text
        line, column = start.line + self.shift + 1, start.column + 1
        return Passage(self.path, line, column, lang, without(text, _ADDRESS), kind)


def data_passages(file: DataFile, text: str) -> Iterator[Passage]:
    """Every text of a data file of records, or of the vocabulary."""
    node, shown = file.doc.node, YamlText(file.doc.path, text.split("\n"))
    if file.record_type == "vocabulary" and isinstance(node, yaml.MappingNode):
        words = [word for _, words in node.value for word in words.value]
        yield from (passage for word in words for passage in shown.part(word, Word))
    elif file.record_type in TYPES and node is not None:
        for record in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            yield from shown.part(record, TYPES[file.record_type].cls)


# ---------------------------------------------------------------- prose and templates


def prose_passages(page: Page, text: str) -> Iterator[Passage]:
    """The title and description of a page, and its Markdown."""
    meta: dict[str, Any] = page.meta.value or {}
    lang = meta.get("lang", "nb")
    head = YamlText(page.path, text.split("\n"), page.meta.shift)
    for key, value in page.meta.node.value if page.meta.node else ():
        if key.value in ("title", "description"):
            yield head.scalar(value, lang)
    body = CALLS.sub(lambda call: only(_CALL_TEXT, call.group()), without(page.body, _CODE))
    body = without(body, _ATTRIBUTES)
    line = page.shift + 1
    for hit in _FOREIGN.finditer(body):
        start, end = hit.span("text")
        inner = blank(body[:start]) + body[start:end]
        yield Passage(page.path, line, 1, hit["lang"], without(inner, _TAG, _ADDRESS))
    yield Passage(page.path, line, 1, lang, without(body, _FOREIGN, _TAG, _ADDRESS))


def template_passages(path: str, text: str) -> Iterator[Passage]:
    """What a template says itself: between tags, in attributes, in literals with a capital."""
    text = without(text, _SILENT)
    between = without(text, _JINJA, _TAG)
    for shown in (between, only(_SHOWN_ATTRIBUTE, text), only(_LITERAL, only(_JINJA, text))):
        yield Passage(path, 1, 1, "nb", shown)


def passages(root: Path) -> Iterator[Passage]:
    """Every Norwegian text of a tree.

    Raises:
        ProblemError: Where a file cannot be read.
    """
    tree = read_tree(root)
    if tree.problems:
        raise ProblemError(tree.problems)
    for passage in _all_passages(root, tree.data, list(tree.all_pages())):
        if passage.lang in CHECKED:
            yield passage


def _all_passages(root: Path, data: list[DataFile], pages: list[Page]) -> Iterator[Passage]:
    def text(name: str) -> str:
        return (root / name).read_text("utf-8-sig", errors="replace")

    for file in data:
        yield from data_passages(file, text(file.doc.path))
    for page in pages:
        yield from prose_passages(page, text(page.path))
        name = page.meta.value.get("include")
        if name:
            guide, _ = read_page(name, (root / name).read_bytes())
            yield from prose_passages(guide, text(name))
    for path in sorted((root / "overrides").rglob("*.html")):
        name = path.relative_to(root).as_posix()
        yield from template_passages(name, text(name))
