"""YAML as the house reads it: strings by default, one pass, every value with its place.

The syntax is libyaml's. On top of it stands the part of YAML 1.2's core schema that needs no
guessing: every scalar is text (`no`, `2020-09`, `08` stay what was written) and the model decides
what a text means. Empty values, tags, anchors and duplicate keys are refused, because each of
them has surprised an editor somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import normalize

import yaml

from macros.model.text import invisible
from macros.problems import Problem
from macros.reading.yaml_errors import CONTROL, ESCAPE, HARD_SPACE, explain, place_of
from macros.reading.yaml_events import Loader, alias, at, too_deep

Loc = tuple[str | int, ...]
"""Keys and indexes from the top of a document."""
MAX_BYTES = 8_000_000
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML takes for nothing at all, where it stands without quotes."""
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[abefrtv]")
"""Codes that nobody means. A line break, as programs write it, is told by texts of one line."""
_CUT = re.compile(r"[ \t]+#[^\s#]")


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML text that has been read."""

    path: str  # file, relative to the root, as problems name it
    value: Any  # nested dict, list and str; None where nothing could be read
    node: yaml.Node | None  # libyaml's tree, where places are looked up when something is wrong
    shift: int = 0  # lines that stand before it in its file (front matter)
    twice: tuple[tuple[str, int, int], ...] = ()  # texts that a list has again; line, column

    def place(self, loc: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Line and column (1-based) of what stands at `loc`, or of its key, or nearest parent.

        Args:
            loc: Keys and indexes from the top of the document.
            key: Whether the key of the last step is meant rather than its value.
        """
        node, mark = self.node, None
        if node is None:
            return 1 + self.shift, 1
        for step in loc:
            found = _step(node, step)
            if found is None:
                break
            name, node = found
            mark = name.start_mark if key and name is not None else node.start_mark
        return at(mark or node.start_mark, self.shift)

    def has(self, loc: Sequence[str | int]) -> bool:
        """Whether something is written at `loc`, even if it says nothing."""
        node = self.node
        for step in loc:
            found = _step(node, step) if node is not None else None
            if found is None:
                return False
            node = found[1]
        return True

    def texts(self) -> Iterator[tuple[Loc, str]]:
        """Every text in its lists and tables, and where it stands, in no order."""
        left: list[tuple[Loc, Any]] = [((), self.value)]
        while left:
            loc, value = left.pop()
            if isinstance(value, dict | list):
                pairs = value.items() if isinstance(value, dict) else enumerate(value)
                left += (((*loc, step), inner) for step, inner in pairs)
            elif loc and value is not None:
                yield loc, value

    def problem(
        self, loc: Sequence[str | int], rule: str, message: str, hint: str, *, key: bool = False
    ) -> Problem:
        """A problem at the place of `loc`."""
        line, column = self.place(loc, key=key)
        return Problem(self.path, line, column, rule, message, hint)


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        hits = [pair for pair in node.value if pair[0].value == step]
        return hits[-1] if hits else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """Decode a file strictly as UTF-8 (a byte order mark at the start is let pass).

    A letter in two parts, as some machines write «å», is made one: the same word is the same text.
    """
    if len(data) > MAX_BYTES:
        message = f"Filen er på {len(data) // 1_000_000} MB; grensen er {MAX_BYTES // 1_000_000}."
        return None, [Problem(path, 1, 1, "file-too-large", message, "Del den i flere filer.")]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return normalize("NFC", text), []
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"Filen er ikke UTF-8: byte 0x{data[error.start]:02x} hører ikke hjemme her."
        hint = "Lagre filen på nytt med tegnkodingen UTF-8."
        return None, [Problem(path, line, column, "encoding", message, hint)]


def read_yaml(path: str, data: bytes) -> tuple[Document, list[Problem]]:
    """Read one YAML file; the value is None where it could not be read."""
    text, problems = decode(path, data)
    return (Document(path, None, None), problems) if text is None else read_text(path, text)


def read_text(path: str, text: str, shift: int = 0) -> tuple[Document, list[Problem]]:
    """The same for text that is decoded already; `shift` lines stand before it in its file."""
    problem = too_deep(path, text, shift) or _odd_break(path, text, shift)
    if problem:
        return Document(path, None, None, shift), [problem]
    try:
        loader = Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return Document(path, None, None, shift), [explain(path, error, text, shift)]
    message, hint = "Filen er tom.", "Fyll den ut, eller slett den."
    empty = Problem(path, 1 + shift, 1, "empty-file", message, hint)
    if node is None:
        return Document(path, None, None, shift), [empty]
    reader = _Values(path, text, shift)
    value = reader.value(node)
    reader.problems += alias(path, text, shift)
    if value is None and not reader.problems:
        reader.problems.append(empty)
    return Document(path, value, node, shift, tuple(reader.twice)), reader.problems


class _Values:
    """Turns nodes into values, and collects what the house does not accept on the way."""

    def __init__(self, path: str, text: str, shift: int) -> None:
        self.path, self.shift = path, shift
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        self.good: set[str] = set()
        self.twice: list[tuple[str, int, int]] = []
        # Most files have none of these, and then no node has a tag, or is met twice.
        self.marked = any(mark in text for mark in "&*!")
        self.hard_spaced, self.escaped = "\u00a0" in text, bool(_ESCAPE.search(text))
        self.text = text
        self.cuts = "#" in text and bool(_CUT.search(text))

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def value(self, node: yaml.Node) -> Any:
        if type(node) is yaml.ScalarNode:
            if self.cuts and self.is_cut(node):
                self.cut(node)
            if self.marked and (node.tag != "tag:yaml.org,2002:str" or self.begins(node, "!")):
                self.tag(node)
            if node.style == '"':
                if self.escaped:
                    self.escape(node)
                # A letter in two parts may be written as codes, which only now are letters.
                node.value = normalize("NFC", node.value)
            return None if node.value in NULLS and _is_null(node) else node.value
        if self.marked:
            if id(node) in self.seen:
                return None  # an alias, which is told where the first one stands
            self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag[18:] not in ("map", "seq"):
            self.tag(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        # The node loses them too: places are looked up by the indexes that values have.
        node.value = [item for item in node.value if not self.is_empty_item(item)]
        items = [self.value(item) for item in node.value]
        if len(items) > 1:
            self.note_twice(items, node.value)
        return items

    def note_twice(self, items: list[Any], nodes: list[yaml.Node]) -> None:
        seen: set[str] = set()
        for item, node in zip(items, nodes, strict=True):
            if type(item) is str:
                if item in seen:
                    self.twice.append((item, *at(node.start_mark, self.shift)))
                seen.add(item)

    def is_empty_item(self, node: yaml.Node) -> bool:
        """Whether a point of a list says nothing, which is told."""
        empty = type(node) is yaml.ScalarNode and _is_null(node)
        if empty:
            message, hint = "Punktet i listen er tomt.", "Fyll det inn, eller fjern linjen."
            self.add(node, "empty-value", message, hint)
        return empty

    def mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, item in node.value:
            if type(key) is not yaml.ScalarNode:
                message, hint = "Nøkkelen er ikke en tekst.", "Skriv nøkkelen som ett ord."
                self.add(key, "key-type", message, hint)
                continue
            if key.value not in self.good and not self.is_good(key):
                continue
            name = key.value
            if first.setdefault(name, key) is not key:
                where, _ = at(first[name].start_mark, self.shift)
                message = f"Nøkkelen «{name}» står to ganger (først på linje {where})."
                self.add(key, "duplicate-key", message, "Slå dem sammen, eller fjern den ene.")
            value = self.value(item)
            if value is not None:
                result[name] = value
            elif type(item) is yaml.ScalarNode and not self.is_cut(item):
                message, hint = (
                    f"«{name}» har ingen verdi.",
                    "Fyll inn verdien, eller fjern linjen.",
                )
                if re.match(
                    r" *: +#", self.text.split("\n")[key.end_mark.line][key.end_mark.column :]
                ):
                    hint += " Begynner den med #, sett den i anførselstegn."
                self.add(key, "empty-value", message, hint)
        return result

    def is_good(self, key: yaml.ScalarNode) -> bool:
        """Whether a key can be one; the same few stand in every record, and are seen once."""
        if self.hard_spaced:
            self.hard_space(key)
        key.value = normalize("NFC", key.value)
        if found := invisible(key.value):
            self.add(key, "text", *found[1:])
            return False
        self.good.add(key.value)
        return True

    def hard_space(self, key: yaml.ScalarNode) -> None:
        """A hard space beside a key is a letter of it to YAML; nobody sees why it is unknown."""
        name = key.value.strip("\u00a0")
        if name != key.value and not key.style:
            self.add(key, *HARD_SPACE[:2], "Slett det.")
            key.value = name

    def is_cut(self, node: yaml.ScalarNode) -> bool:
        """Whether a # follows a text after a space; a remark has a space after it too."""
        end = node.end_mark
        return bool(self.cuts and not node.style and _CUT.match(self.lines[end.line], end.column))

    def cut(self, node: yaml.ScalarNode) -> None:
        """A text that ends where a # begins is told: all the rest of it is a remark to YAML."""
        left = f"bare «{node.value}»" if node.value else "tom"
        message = f"Verdien er {left}: det som står etter #, leses som en merknad."
        hint = "Sett verdien i anførselstegn. Er det en merknad, setter du mellomrom etter #."
        self.add(node, "comment", message, hint)

    def tag(self, node: yaml.Node) -> None:
        name = node.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"Typemerker som «{'!' if name == '!!str' else name}» brukes ikke."
        hint = "Sett verdien i anførselstegn hvis den skal begynne med !; ellers fjern merket."
        self.add(node, "tag", message, hint)

    def escape(self, node: yaml.Node) -> None:
        """A path of Windows would silently get a tab, or a line break, in it."""
        first, last = node.start_mark, node.end_mark
        *lines, end = self.text.split("\n")[first.line : last.line + 1]
        if _ESCAPE.search("\n".join([*lines, end[: last.column]])[first.column :]):
            self.add(node, *ESCAPE)

    def begins(self, node: yaml.Node, sign: str) -> bool:
        """Whether a sign stands where a value begins, that YAML takes for something of its own."""
        mark = node.start_mark
        return self.lines[mark.line].startswith(f"{sign} ", mark.column)

    def add(self, node: yaml.Node, rule: str, message: str, hint: str) -> None:
        place = at(node.start_mark, self.shift)
        self.problems.append(Problem(self.path, *place, rule, message, hint))


def _odd_break(path: str, text: str, shift: int) -> Problem | None:
    """Line breaks that libyaml counts and editors do not: places would point beside the fault."""
    hit = _ODD_BREAKS.search(text)
    if hit is None:
        return None
    line, column = place_of(text, hit.start())
    return Problem(path, line + shift, column, *CONTROL)


def _is_null(node: yaml.ScalarNode) -> bool:
    return node.value in NULLS and node.style in ("", None)
