"""A tree whose files are spoiled one at a time, and what a good answer to that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.cyaml import CParser

from macros.checks import check
from macros.facts.workspace import Workspace
from macros.problems import MAX_SAID, Problem

_ENGLISH = re.compile(
    r"\b(?:expected|found|while|input|should|must|error|errno|denied|such|invalid|cannot|none)\b",
    re.IGNORECASE,
)


class _Plain(CParser, yaml.constructor.BaseConstructor, yaml.resolver.BaseResolver):
    """All scalars as text, and nothing refused: a reader that owes nothing to the house."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        yaml.constructor.BaseConstructor.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: self.construct_object(item) for key, item in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.construct_object(item) for item in node.value]
        return node.value


def plainly(path: Path, data: bytes) -> Any:
    """What a file says, by a reader of its own; raises where it says nothing clear."""
    lines = lines_of(data.decode("utf-8-sig"))
    if path.suffix == ".txt":
        return [line for line in lines if line]
    head = lines.index("---", 1) if path.suffix == ".md" and lines[0] == "---" else 0
    meta = "\n".join(lines[1:head] if path.suffix == ".md" else lines)
    body = "\n".join(lines[head + 1 if head else 0 :]).rstrip("\n")
    return yaml.load(meta, _Plain), path.suffix == ".md" and body  # type: ignore[arg-type]


def lines_of(text: str) -> list[str]:
    """The lines of a text as an editor counts them."""
    return re.split(r"\r\n|\n|\r", text)


class Ground:
    """A tree whose files are spoiled one at a time."""

    def __init__(self, root: Path) -> None:
        """Look at the tree as it is; nothing must be wrong with it."""
        self.root = root
        self.view = check(root)
        assert self.view.problems == []
        self.said = _said(self.view)
        names = self.view.loaded.tree.paths
        self.files = [root / name for name in names if not name.startswith("docs/felles/")]
        self.alike = [root / name for name in names if name.startswith("docs/felles/")]

    def spoiled(self, path: Path, data: str | bytes) -> tuple[Workspace, list[str]]:
        """The answer to one spoiled file, and what is bad about that answer."""
        former = path.read_bytes()
        data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        path.write_bytes(data)
        try:
            view = check(self.root)
            bad = [f"{p.text()} – {why}" for p in view.problems for why in self.ill_told(p)]
        finally:
            path.write_bytes(former)
        return view, bad

    def ill_told(self, problem: Problem) -> Iterator[str]:
        """What is bad about a message: its place, or its words."""
        path = self.root / problem.path
        if path.is_file():
            lines = lines_of(path.read_bytes().decode("utf-8", "replace"))
            if not 1 <= problem.line <= len(lines):
                yield "line outside the file"
            elif not 1 <= problem.column <= len(lines[problem.line - 1]) + 1:
                yield "column outside the line"
        elif problem.rule not in {"missing-file", "symlink", "not-a-file", "unknown-file"}:
            yield "no such file"
        if problem.rule == "unexpected":
            yield "a fault of the house"
        if not problem.message.endswith(".") or not problem.hint:
            yield "no whole sentence with a cure"
        if len(problem.text()) > 3 * MAX_SAID:
            yield "too long to read"
        unquoted = re.sub(r"«[^»]*»|«.*", "", f"{problem.message} {problem.hint}")
        if _ENGLISH.search(unquoted):
            yield "not Norwegian"

    def is_same(self, view: Workspace) -> bool:
        """Whether a tree says exactly what this one does."""
        return _said(view) == self.said

    def goes_unsaid(self, path: Path, data: bytes, view: Workspace) -> bool:
        """Whether a change of what a file says was neither told nor taken in, or the reverse."""
        if view.problems:
            return False
        differs = plainly(path, data) != plainly(path, path.read_bytes())
        return differs == self.is_same(view)


def _said(view: Workspace) -> Any:
    pages = {
        page.path: (page.meta.value, page.body.rstrip("\n"))
        for page in view.loaded.tree.all_pages()
    }
    listed = [listed.address for listed in view.loaded.tree.addresses]
    return view.loaded.library, pages, listed, view.loaded.redirects, view.loaded.frozen
