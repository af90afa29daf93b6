"""What became of the records of a plan that is over, where no source says what did."""

from __future__ import annotations

from macros.editing.change import RefusedError, line_end, text_of
from macros.editing.yaml_out import written
from macros.load.library import Loaded
from macros.model.base import OutcomeKind
from macros.model.plan import PlanStatus
from macros.model.registry import HANDED_ON


def not_stated(loaded: Loaded, period: str) -> dict[str, str]:
    """The change that gives every record of a plan that lacks one the outcome `not-stated`.

    What the next plan carries on is left to the editor: its outcome needs a source.

    Raises:
        RefusedError: Where none but a draft follows it, or every record has its outcome.
    """
    after = [p for p in loaded.placed if p.kind == "plan" and p.raw.get("predecessor") == period]
    if not after or after[0].raw.get("status") == PlanStatus.DRAFT:
        raise RefusedError(f"Ingen vedtatt plan følger etter «{period}», så den er ikke over.")
    newer = [p.raw.get("continues") for p in loaded.placed if p.period == after[0].id]
    carried = {str(name) for names in newer if isinstance(names, list) for name in names}
    lacking = [
        placed
        for placed in loaded.placed
        if placed.period == period and placed.kind in HANDED_ON
        if placed.id and placed.id not in carried and "outcome" not in placed.raw
    ]
    if not lacking:
        raise RefusedError(f"Alt i planen {period} som kan ha et utfall uten kilde, har et utfall.")
    outcome = written({"outcome": {"kind": OutcomeKind.NOT_STATED.value}}).splitlines()
    places = {(p.doc.path, *p.doc.place((*p.loc, "id"), key=True)) for p in lacking}
    change: dict[str, str] = {}
    for path, line, column in sorted(places, reverse=True):  # the last first: lines stay in place
        text = change.get(path) or text_of(loaded.tree.root, path)
        lines, end = text.split("\n"), line_end(text).removesuffix("\n")
        lines[line:line] = [f"{' ' * (column - 1)}{row}{end}" for row in outcome]
        change[path] = "\n".join(lines)
    return change
