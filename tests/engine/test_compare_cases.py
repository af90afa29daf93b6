"""Each case in compare/*.yml: two trees made from the one in small/, and all that is told.

A case has a `name` and the exact lines of a report, in `lines`, in the order in which they stand.
What it changes is as in cases/*.yml (see test_cases.py); besides, `base` writes whole files on both
sides, before the changes are made on the second one.

- versions.yml: the tree, and the tree with the changes
- plans.yml: the plan 2001-2004 with the plan 2005-2008 of the tree with the changes
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from building import TESTS
from helpers import change, small_copy

from macros.checks import check
from macros.compare.changes import Comparison
from macros.compare.comparison import compare_periods, compare_revisions
from macros.facts.workspace import Workspace
from macros.views.changes.report import Report, render, report


def _cases(name: str) -> list[Any]:
    cases = yaml.safe_load((TESTS / "compare" / f"{name}.yml").read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def _lines(one: Report) -> list[str]:
    """The lines of the text format, without those that say where they belong."""
    lines = (line.strip() for line in render(one, "text").split("\n"))
    return [line[2:] for line in lines if line.startswith("- ")]


def _workspace(root: Path) -> Workspace:
    workspace = check(root)
    assert [problem.text() for problem in workspace.problems] == []
    return workspace


def _report(comparison: Comparison, *views: Workspace) -> Report:
    return report(comparison, *(workspace.loaded.library for workspace in views))


@pytest.mark.parametrize("case", _cases("versions"))
def test_two_versions_are_told_line_by_line(case: dict[str, Any], tmp_path: Path) -> None:
    folders = [small_copy(tmp_path / name) for name in ("old", "new")]
    for folder in folders:
        change(folder, {"write": case.get("base", {})})
    change(folders[1], case)
    old, new = map(_workspace, folders)
    comparison = compare_revisions(old, new, ("før", "etter"))
    assert _lines(_report(comparison, old, new)) == case["lines"]


@pytest.mark.parametrize("case", _cases("plans"))
def test_two_plans_are_told_line_by_line(case: dict[str, Any], tmp_path: Path) -> None:
    folder = small_copy(tmp_path / "tree")
    change(folder, {"write": case.get("base", {})})
    change(folder, case)
    workspace = _workspace(folder)
    comparison = compare_periods(workspace, "2001-2004", "2005-2008")
    lines = _lines(_report(comparison, workspace, workspace))
    about = tuple(case.get("about", ("",)))
    assert [line for line in lines if line.startswith(about)] == case["lines"]
