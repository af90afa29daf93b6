"""Each case in cases/*.yml: a small change to the tree in small/, and all that is said of it.

A case has a `name` and the exact lines of `plan check`, in `problems`. What it changes:

- replace: file -> pairs of old and new text; the old one must stand there once
- append: file -> text to add at the end
- write: file -> its whole text, in the case's `encoding` (UTF-8 where it has none)
- delete: files to remove
- move: file or folder -> its new name
- symlink: file -> what it points to
- values: file -> place (keys and indexes with dots between) -> text that is read there
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from building import TESTS
from helpers import change, small_copy

from macros.checks.addresses import RULES as ADDRESSES
from macros.checks.anchors import RULES as ANCHORS
from macros.checks.contradictions import RULES as CONTRADICTIONS
from macros.checks.frozen import RULES as FROZEN
from macros.checks.lineage import RULES as LINEAGE
from macros.checks.markup import RULES as MARKUP
from macros.checks.page_links import RULES as LINKS
from macros.checks.pages import RULES as PAGES
from macros.checks.records import RULES as RECORDS
from macros.checks.sources import RULES as SOURCES
from macros.cli.main import main
from macros.facts.workspace import Workspace
from macros.load.library import load
from macros.reading.yaml_text import read_yaml

_KEYS = {
    "name",
    "replace",
    "append",
    "write",
    "encoding",
    "delete",
    "move",
    "symlink",
    "values",
    "problems",
}


def _cases() -> list[Any]:
    found = []
    for file in sorted((TESTS / "cases").glob("*.yml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            found.append(pytest.param(case, id=f"{file.stem}: {case['name']}"))
    return found


CASES = _cases()


@pytest.mark.parametrize("case", CASES)
def test_every_problem_is_told_at_once(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert case.keys() <= _KEYS
    root = small_copy(tmp_path / "tree")
    change(root, case)
    code = main(["check", "--root", str(root)])
    told = capsys.readouterr()
    assert told.out.splitlines() == case["problems"]
    assert code == (1 if case["problems"] else 0)
    count = f"{len(case['problems'])} feil" if case["problems"] else "Ingen feil"
    assert told.err.startswith(f"{count}. ")
    assert told.err.count("\n") == 1
    for name, places in case.get("values", {}).items():
        doc, _ = read_yaml(name, (root / name).read_bytes())
        assert {place: _at(doc.value, place) for place in places} == places


def _at(value: Any, place: str) -> Any:
    for step in place.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def test_no_two_cases_have_the_same_name() -> None:
    names = [param.id for param in CASES]
    assert sorted(set(names)) == sorted(names)


PROSE = {"addresses", "anchors", "encoding", "errata", "front-matter", "links", "macros", "markup"}
PROSE |= {"menu", "prose"}
EITHER = {"frozen", "errata", "slips"}
RECORD = {"frozen", "ids", "lineage", "plans", "references", "slips", "sources"}
"""The files of cases about what rules look across: pages (where the data is whole), records."""


def test_every_rule_across_files_speaks_in_some_case(tmp_path: Path) -> None:
    on_pages = {*PAGES, *LINKS, *ANCHORS, *MARKUP, *ADDRESSES}
    silent: set[Any] = {*RECORDS, *CONTRADICTIONS, *LINEAGE, *SOURCES, *FROZEN, *on_pages}
    for number, param in enumerate(CASES):
        case, about = param.values[0], str(param.id).partition(":")[0]
        pages = about in PROSE
        rules = [rule for rule in silent if about in EITHER or (rule in on_pages) == pages]
        if about not in PROSE | RECORD or not rules or not case["problems"]:
            continue
        root = small_copy(tmp_path / str(number))
        change(root, case)
        workspace = Workspace(load(root))
        silent -= {rule for rule in rules if next(rule(workspace), None)}
    assert silent == set()
