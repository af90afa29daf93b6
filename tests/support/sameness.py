"""Ways to write YAML and Markdown otherwise that say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from compare_values import holders

from macros.compare.comparison import compare_revisions
from macros.facts.workspace import Workspace
from macros.load.library import load
from macros.model.base import Part
from macros.model.plan import PlanData, Shared
from macros.model.text import Text, inside
from macros.reading.yaml_text import read_yaml


def _yaml(change: Callable[[Any], str]) -> Callable[[Path], None]:
    def rewrite(root: Path) -> None:
        for path in (root / "data").rglob("*.yml"):
            doc, problems = read_yaml(path.name, path.read_bytes())
            assert not problems
            path.write_text(change(doc.value), "utf-8")

    return rewrite


def _lines(folder: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def rewrite(root: Path) -> None:
        for path in (root / folder).rglob("*.*"):
            path.write_bytes(change(path.read_text("utf-8")).encode())

    return rewrite


def _reflow(text: str) -> str:
    """A page with other line breaks in its paragraphs."""
    head, parted, body = text.rpartition("\n---\n")
    parts = body.split("\n\n")
    plain = re.compile(r"(?!#|-|\||\s|>|\d|.*\{:)", re.DOTALL)
    wide = [part.replace(" og ", "\nog ") if plain.match(part) else part for part in parts]
    return head + parted + "\n\n\n".join(wide)


def _in_order(value: Any, *, back: bool) -> Any:
    if isinstance(value, dict):
        pairs = sorted(value.items(), reverse=back)
        return {name: _in_order(inner, back=back) for name, inner in pairs}
    return [_in_order(item, back=back) for item in value] if isinstance(value, list) else value


def _dump(value: Any, **style: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, **style)


def _every_part(cls: type[Part]) -> Iterator[type[Part]]:
    yield cls
    for _, part in holders(cls):
        if part is not cls:
            yield from _every_part(part)


MANY_LINES = Text.__metadata__[0]


def _long() -> set[str]:
    """The fields that hold texts of several lines, whatever part they stand in."""
    found: dict[str, set[bool]] = defaultdict(set)
    for cls in {part for top in (PlanData, Shared) for part in _every_part(top)}:
        for name, info in cls.model_fields.items():
            marks = [*inside(info.annotation), *info.metadata]
            found[name].add(any(mark is MANY_LINES for mark in marks))
    return {name for name, texts in found.items() if texts == {True}}


LONG = _long()


def _unfolded(value: Any, name: str = "") -> Any:
    """Texts with a line break after each comma: what a `|` block would hold."""
    if isinstance(value, dict):
        return {name: _unfolded(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_unfolded(item) for item in value]
    return value.replace(", ", ",\n") if name in LONG else value


SAME: dict[str, Callable[[Path], None]] = {
    "keys sorted": _yaml(lambda value: _dump(_in_order(value, back=False))),
    "keys sorted backwards": _yaml(lambda value: _dump(_in_order(value, back=True))),
    "everything in quotes": _yaml(lambda value: _dump(value, default_style='"')),
    "everything on few lines": _yaml(lambda value: _dump(value, default_flow_style=True)),
    "narrow": _yaml(lambda value: _dump(value, width=20)),
    "wide": _yaml(lambda value: _dump(value, width=4000)),
    "texts as blocks of lines": _yaml(lambda value: _dump(_unfolded(value), width=4000)),
    "comments": _lines("data", lambda text: f"# først\n\n{text}\n# sist\n"),
    "line ends of Windows": _lines("", lambda text: text.replace("\n", "\r\n")),
    "byte order mark": _lines("", lambda text: f"\ufeff{text}"),
    "blank lines at the end": _lines("docs", lambda text: f"{text}\n\n\n"),
    "paragraphs broken elsewhere": _lines("docs", _reflow),
    "other signs for lists": _lines("docs", lambda t: re.sub(r"(?m)^- (?=\S)", "* ", t)),
    "other quotes in calls": _lines(
        "docs", lambda t: re.sub(r"\{\{.*?\}\}", lambda m: m[0].replace('"', "'"), t)
    ),
    "spaces in calls": _lines("docs", lambda t: t.replace('", "', '",   "').replace("{{ ", "{{")),
    "spaces in attributes": _lines("docs", lambda t: re.sub(r"\{: *([^}]*?) *\}", r"{:\1}", t)),
}
"""What may be written otherwise without saying anything else -> how to rewrite a tree so."""


def assert_shows_nothing(name: str, tree: Path) -> None:
    """A tree that is rewritten is compared as equal with what it was."""
    old = Workspace(load(tree))
    before = {p: p.read_bytes() for p in tree.rglob("*") if p.is_file()}
    SAME[name](tree)
    assert any(path.read_bytes() != data for path, data in before.items())
    new = Workspace(load(tree))
    assert not new.loaded.problems
    comparison = compare_revisions(old, new, ("før", "etter"))
    assert [(c.kind, c.item.id, c.path, c.old, c.new) for c in comparison.changes()] == []
    assert comparison.unchanged == len(comparison.rows) > 50
