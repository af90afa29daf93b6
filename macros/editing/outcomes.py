"""What became of the records of a plan that is over, where no source says what did."""

from __future__ import annotations

from collections import defaultdict

from macros.editing.change import line_end, text_of
from macros.editing.period import PeriodError
from macros.editing.yaml_out import written
from macros.load.library import Loaded, Placed
from macros.model.base import OutcomeKind
from macros.model.plan import PlanStatus
from macros.model.registry import HANDED_ON


def not_stated(loaded: Loaded, period: str) -> dict[str, str]:
    """The change that gives every record of a plan that lacks one the outcome `not-stated`.

    What the next plan carries on is left to the editor: its outcome needs a source.

    Args:
        loaded: The tree.
        period: The plan that is over.

    Raises:
        PeriodError: Where none but a draft follows it, or every record has its outcome.
    """
    after = [p for p in loaded.placed if p.kind == "plan" and p.raw.get("predecessor") == period]
    if not after or after[0].raw.get("status") == PlanStatus.DRAFT:
        raise PeriodError(f"Ingen vedtatt plan følger etter «{period}», så den er ikke over.")
    carried = _carried(loaded, after[0].id)
    lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for placed in loaded.placed:
        mine = placed.period == period and placed.kind in HANDED_ON and placed.id
        if mine and "outcome" not in placed.raw and placed.id not in carried:
            lines[placed.doc.path].append(_outcome(placed))
    if not lines:
        raise PeriodError(f"Alt i planen {period} som kan ha et utfall uten kilde, har et utfall.")
    return {path: _with_lines(text_of(loaded.tree.root, path), lines[path]) for path in lines}


def _carried(loaded: Loaded, period: str) -> set[str]:
    """The ids that a plan carries on."""
    named = (p.raw.get("continues") for p in loaded.placed if p.period == period)
    return {str(name) for names in named if isinstance(names, list) for name in names}


def _outcome(placed: Placed) -> tuple[int, str]:
    """The line of a record's id (1-based), and the lines to put in below it."""
    line, column = placed.doc.place((*placed.loc, "id"), key=True)
    text = written({"outcome": {"kind": OutcomeKind.NOT_STATED.value}})
    indent = " " * (column - 1)
    return line, "".join(f"{indent}{row}\n" for row in text.splitlines())


def _with_lines(text: str, added: list[tuple[int, str]]) -> str:
    end = line_end(text)
    lines = text.split("\n")
    for line, more in sorted(added, reverse=True):
        lines[line:line] = more.replace("\n", end).removesuffix("\n").split("\n")
    return "\n".join(lines)
