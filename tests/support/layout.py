"""The comparison of the plans of a tree, laid out by area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.checks import check
from macros.compare.changes import Comparison
from macros.compare.comparison import compare_periods
from macros.engine.inline import say_of
from macros.views.changes.between import Between, Told, between


def laid_out(root: Path) -> tuple[Comparison, Between]:
    """The comparison of the first plan of a tree with the last, and its layout."""
    view = check(root)
    assert view.problems == []
    names = [plan.plan.id for plan in view.loaded.library.plans]
    found = compare_periods(view.loaded, names[0], names[-1], say_of([view, view]))
    return found, between(found, view.loaded.library)


def every(told: Between) -> Iterator[Told]:
    """Every row of a layout."""
    for area in told.areas:
        yield area
        yield from area.within
    for rows in (*told.rest.values(), told.pages):
        yield from rows


def assert_each_row_is_told_once(tree: Path) -> None:
    """Each row of the comparison stands once in the layout, and is counted once."""
    comparison, told = laid_out(tree)
    rows = list(every(told))
    assert len(rows) == len(comparison.rows)
    assert len({id(row) for row in rows}) == len(rows)
    # The rows of records and pages are those that the pages of the records show.
    assert {id(row) for row in rows} == {id(row) for row in told.of_record.values()}
    assert sum(told.counts.values()) == len(rows) - len(told.pages)
    held = [row for area in told.areas for row in (area, *area.within)]
    assert sum(tally.total() for tally in told.tally.values()) == len(held)
