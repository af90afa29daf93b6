"""The comparison of the plans of a tree, laid out by area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.checks import check
from macros.compare.changes import Comparison
from macros.compare.comparison import compare_periods
from macros.views.changes.plans import PlanComparison, PlanRow, lay_out_plans


def laid_out(root: Path) -> tuple[Comparison, PlanComparison]:
    """The comparison of the first plan of a tree with the last, and its layout."""
    workspace = check(root)
    assert workspace.problems == []
    names = [plan.plan.id for plan in workspace.loaded.library.plans]
    comparison = compare_periods(workspace, names[0], names[-1])
    return comparison, lay_out_plans(comparison, workspace.loaded.library)


def every(plans: PlanComparison) -> Iterator[PlanRow]:
    """Every row of a layout."""
    for area in plans.areas:
        yield area
        yield from area.within
    for rows in (*plans.rest.values(), plans.pages):
        yield from rows


def assert_each_row_is_told_once(tree: Path) -> None:
    """Each row of the comparison stands once in the layout, and is counted once."""
    comparison, plans = laid_out(tree)
    rows = list(every(plans))
    assert len(rows) == len(comparison.rows)
    assert len({id(row) for row in rows}) == len(rows)
    assert sum(plans.counts.values()) == len(rows) - len(plans.pages)
    held = [row for area in plans.areas for row in (area, *area.within)]
    assert sum(tally.total() for tally in plans.tally.values()) == len(held)
