"""What became of each record between plans: as declared, also through the plans between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from compare_values import record
from helpers import change, small_copy

from macros.checks import check
from macros.compare.changes import ComparedRow
from macros.compare.comparison import compare_periods, compare_plans
from macros.compare.lineage import LineageError, declared
from macros.model.base import Outcome, OutcomeKind
from macros.model.change_kinds import ChangeKind
from macros.model.plan import Library, Plan, PlanData, Shared
from macros.model.records import Aim
from macros.model.registry import LISTS, TYPES

PERIODS = ("2001-2004", "2005-2008", "2009-2012")


def _aim(name: str, *continues: str, outcome: Outcome | None = None, **given: Any) -> Aim:
    aim: Aim = record(Aim, name, continues=continues, outcome=outcome, **given)
    return aim


def _library(*aims: list[Aim], **lists: Any) -> Library:
    plans = []
    for n, own in enumerate(aims):
        before = PERIODS[n - 1] if n else None
        plan = record(Plan, PERIODS[n], predecessor=before, continues=(), chapters=())
        plans.append(PlanData.model_construct(plan=plan, aims=tuple(own), **lists))
    return Library.model_construct(shared=Shared(), plans=tuple(plans))


def _rows(library: Library, old: str = PERIODS[0], new: str = PERIODS[-1]) -> list[ComparedRow]:
    plans = {plan.plan.id: plan for plan in library.plans}
    return list(compare_plans(plans[old], plans[new], declared(library, old, new)))


def _fates(rows: list[ComparedRow]) -> list[tuple[str, list[str], list[str]]]:
    return [
        (row.kind.name, [item.id for item in row.old], [item.id for item in row.new])
        for row in rows
        if row.item.record_type != "plan"
    ]


def test_what_lives_on_in_part_has_no_outcome() -> None:
    """Of the two that it became, only one was dropped."""
    dropped = Outcome(kind=OutcomeKind.DROPPED, reason="Ingen penger.", source=("a#b",))
    library = _library(
        [_aim("a")],
        [_aim("a-2", "a"), _aim("a-3", "a", outcome=dropped)],
        [_aim("a-4", "a-2")],
    )
    (row,) = (row for row in _rows(library) if row.item.record_type != "plan")
    assert (row.kind.name in ("CONTINUED", "REWORDED", "ALTERED"), row.outcome) == (True, None)


def test_lineage_leads_through_the_plans_between() -> None:
    library = _library(
        [_aim("a"), _aim("b"), _aim("c")],
        [_aim("a-2", "a"), _aim("b-2", "b"), _aim("b-3", "b"), _aim("c-2", "c")],
        [_aim("a-3", "a-2"), _aim("b", "b-2", "b-3"), _aim("d", "c-2", "a-2")],
    )
    assert _fates(_rows(library)) == [
        ("REGROUPED", ["a", "c"], ["a-3", "d"]),
        ("CONTINUED", ["b"], ["b"]),
    ]


def test_what_ended_in_a_plan_between_is_told_by_that_plan() -> None:
    gone = Outcome(kind=OutcomeKind.DROPPED, reason="For dyrt.", source=("x#y",))
    lives = Outcome(kind=OutcomeKind.CONTINUED, source=("x#y",))
    library = _library([_aim("a", outcome=lives)], [_aim("a-2", "a", outcome=gone)], [])
    (row,) = [row for row in _rows(library) if row.item.record_type != "plan"]
    assert (row.kind, row.outcome) == (ChangeKind.DROPPED, gone)


@pytest.mark.parametrize(
    ("kind", "became"),
    [
        (OutcomeKind.COMPLETED, "COMPLETED"),
        (OutcomeKind.DROPPED, "DROPPED"),
        (OutcomeKind.NOT_STATED, "NOT_STATED"),
        # It says that it lives on, but nothing says that it carries it on.
        (OutcomeKind.CONTINUED, "UNACCOUNTED"),
        (OutcomeKind.REWORDED, "UNACCOUNTED"),
        (OutcomeKind.SPLIT, "UNACCOUNTED"),
        (OutcomeKind.MERGED, "UNACCOUNTED"),
        (None, "UNACCOUNTED"),
    ],
)
def test_what_nothing_continues_ended_as_its_plan_says(
    kind: OutcomeKind | None, became: str
) -> None:
    outcome = Outcome(kind=kind, reason="x", source=("x#y",)) if kind else None
    library = _library([_aim("a", outcome=outcome)], [])
    assert _fates(_rows(library, PERIODS[0], PERIODS[1])) == [(became, ["a"], [])]


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"aims"}))
def test_what_belongs_to_the_making_of_a_plan_ends_with_it(name: str) -> None:
    old, new = _library([], []).plans
    one = record(TYPES[LISTS[name]].cls, "a", continues=(), outcome=None)
    library = Library.model_construct(
        shared=Shared(), plans=(old.model_copy(update={name: (one,)}), new)
    )
    assert _fates(_rows(library, *PERIODS[:2])) == [("ENDED", ["a"], [])]


def test_the_same_id_continues_itself() -> None:
    library = _library([_aim("a")], [_aim("a", title="ny")])
    assert _fates(_rows(library, *PERIODS[:2])) == [("REWORDED", ["a"], ["a"])]


def test_likeness_is_not_lineage() -> None:
    library = _library([_aim("a", outcome=None)], [_aim("b")])
    kinds = [kind for kind, _, _ in _fates(_rows(library, *PERIODS[:2]))]
    assert kinds == ["ADDED", "UNACCOUNTED"]


@pytest.mark.parametrize(("old", "new"), [(1, 0), (2, 1), (0, 0)])
def test_a_plan_must_lead_to_the_other(old: int, new: int) -> None:
    library = _library([], [], [])
    with pytest.raises(LineageError, match=f"{PERIODS[new]} bygger ikke videre på"):
        declared(library, PERIODS[old], PERIODS[new])


def test_predecessors_that_go_in_a_circle_end() -> None:
    one, two = _library([], []).plans
    loop = one.model_copy(update={"plan": one.plan.model_copy(update={"predecessor": PERIODS[1]})})
    library = Library.model_construct(shared=Shared(), plans=(loop, two))
    with pytest.raises(LineageError):
        declared(library, "1997-2000", PERIODS[1])


# ---------------------------------------------------------------- pages

PAGE = '---\ntitle: Mer\n---\n\nSiste nytt. {{ cite("brev#tiltak") }}\n'


def test_pages_correspond_as_their_records_do(tmp_path: Path) -> None:
    root = small_copy(tmp_path)
    change(root, {"write": {"docs/2001-2004/omrader/akutt.md": PAGE}})
    workspace = check(root)
    assert workspace.problems == []
    comparison = compare_periods(workspace, *PERIODS[:2])
    pages = [row for row in comparison.rows if row.item.record_type == "page"]
    pages_before = {(row.item.id, tuple(item.id for item in row.old)) for row in pages}
    assert ("omrader/akutt-og-beredskap.md", ("omrader/akutt.md",)) in pages_before
    # What both plans show of the same file is nothing to compare.
    assert not [row for row in pages if row.item.id == "kilder/index.md"]


def test_a_page_of_a_plan_is_compared_with_the_shared_one_it_stood_for(tmp_path: Path) -> None:
    root = small_copy(tmp_path)
    change(root, {"write": {"docs/2001-2004/kilder/index.md": f"{PAGE}\n{{{{ sources() }}}}\n"}})
    workspace = check(root)
    comparison = compare_periods(workspace, *PERIODS[:2])
    (row,) = [row for row in comparison.rows if row.item.id == "kilder/index.md"]
    paths = [item.record.page.path for item in (*row.old, *row.new)]
    assert paths == ["docs/2001-2004/kilder/index.md", "docs/felles/kilder/index.md"]
    assert row.changes
