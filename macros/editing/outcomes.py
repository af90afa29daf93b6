"""What became of the records of a plan that is over: carried on, or told by no source."""

from __future__ import annotations

from typing import Any

from macros.editing.change import RefusedError, line_end, text_of
from macros.editing.yaml_out import written
from macros.load.library import Loaded
from macros.model.base import OutcomeKind
from macros.model.plan import PlanStatus
from macros.model.registry import HANDED_ON


def outcomes(loaded: Loaded, period: str) -> dict[str, str]:
    """The change that gives every record of a plan that lacks one its outcome.

    What a record of the next plan says it continues is `continued`, with that record's source;
    all else is `not-stated`.

    Raises:
        RefusedError: Where none but a draft follows it, or every record has its outcome.
    """
    after = [
        p for p in loaded.placed if p.record_type == "plan" and p.raw.get("predecessor") == period
    ]
    if not after or after[0].raw.get("status") == PlanStatus.DRAFT:
        raise RefusedError(f"Ingen vedtatt plan følger etter «{period}», så den er ikke over.")
    carried = {
        str(name): placed.raw.get("source")
        for placed in loaded.placed
        if placed.period == after[0].id and isinstance(placed.raw.get("continues"), list)
        for name in placed.raw["continues"]
    }
    lacking = [
        placed
        for placed in loaded.placed
        if placed.period == period and placed.record_type in HANDED_ON
        if placed.id and "outcome" not in placed.raw
    ]
    if not lacking:
        raise RefusedError(f"Alt i planen {period} har et utfall.")
    places = {(p.doc.path, *p.doc.place((*p.loc, "id"), key=True), p.id) for p in lacking}
    change: dict[str, str] = {}
    # The last first: lines stay in place.
    for path, line, column, name in sorted(places, reverse=True):
        told: dict[str, Any] = {"kind": OutcomeKind.NOT_STATED.value}
        if name in carried:
            told = {"kind": OutcomeKind.CONTINUED.value, "source": carried[name]}
        outcome = written({"outcome": told}).splitlines()
        text = change.get(path) or text_of(loaded.tree.root, path)
        lines, end = text.split("\n"), line_end(text).removesuffix("\n")
        lines[line:line] = [f"{' ' * (column - 1)}{row}{end}" for row in outcome]
        change[path] = "\n".join(lines)
    return change
