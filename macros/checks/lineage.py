"""Rules about what came before and what came after: nothing just disappears."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.written import of_type
from macros.facts.workspace import Workspace
from macros.model.forms import DRAFT, DRAFT_FROM
from macros.model.plan import PlanData, PlanStatus
from macros.model.registry import HANDED_ON
from macros.problems import Problem

_CARRIED = frozenset({"area", "measure"})


def _pairs(workspace: Workspace) -> Iterator[tuple[PlanData, PlanData]]:
    """Each plan that follows an earlier one, after it; none where records are missing."""
    plans = workspace.loaded.library.by_period if workspace.loaded.whole else {}
    for period, plan in plans.items():
        before = plan.plan.predecessor
        if before in plans and before < period:  # else told by `follows_earlier`
            yield plans[before], plan


def follows_earlier(workspace: Workspace) -> Iterator[Problem]:
    """A plan follows a plan of earlier years, never itself or a later one."""
    for placed in of_type(workspace, "plan"):
        before = placed.raw.get("predecessor")
        if before in workspace.loaded.tree.periods and before >= str(placed.period):
            message = f"Planen kan ikke følge etter {before}."
            hint = "Skriv en tidligere plan, eller fjern linjen."
            yield placed.problem(("predecessor",), "predecessor", message, hint)


_MANY = 10
"""More records than this without an outcome have one cause: the plan is newly over."""


def outcomes_stated(workspace: Workspace) -> Iterator[Problem]:
    """Every record that a plan could hand on has an outcome once the plan has a successor.

    A draft succeeds nothing yet: the plan before it is still in force.
    """
    for old, new in _pairs(workspace):
        if new.plan.status is PlanStatus.DRAFT:
            continue
        named = {name for record in new.records() for name in record.continues}
        handed_on = [record for record in old.records() if record.record_type in HANDED_ON]
        untold = sum(record.outcome is None for record in handed_on)
        if untold > _MANY:
            message = f"{untold} poster har ikke noe utfall, og planen har fått en etterfølger."
            hint = (
                f"Kjør «.venv/bin/plan new outcomes {old.plan.id}», som skriver «not-stated» på "
                "dem; bytt det ut der en kilde sier hva det ble."
            )
            placed = workspace.loaded.index[old.plan.id, "plan", old.plan.id]
            yield placed.problem(("status",), "outcome", message, hint)
        for record in handed_on:
            placed = workspace.loaded.index[old.plan.id, record.record_type, record.id]
            if record.outcome is None and untold <= _MANY:
                message = f"«{record.id}» har ikke noe utfall, og planen har fått en etterfølger."
                hint = "Legg til «outcome» med kind og source, eller «kind: not-stated»."
                yield placed.problem(("id",), "outcome", message, hint)
            elif record.outcome and record.outcome.kind.lives_on and record.id not in named:
                message = f"«{record.id}» skal leve videre, men {new.plan.id} har ikke noe slikt."
                hint = f"Legg til «continues: [{record.id}]» på posten som fører det videre."
                yield placed.problem(("outcome",), "outcome", message, hint, key=True)


def successors_agree(workspace: Workspace) -> Iterator[Problem]:
    """What a record continues has an outcome that says it lives on."""
    for old, new in _pairs(workspace):
        ended = {
            record.id: record.outcome.kind
            for record in old.records()
            if record.outcome is not None and not record.outcome.kind.lives_on
            if record.record_type in HANDED_ON
        }
        for record in new.records():
            for i, name in enumerate(record.continues):
                if name in ended:
                    placed = workspace.loaded.index[new.plan.id, record.record_type, record.id]
                    message = f"«{name}» føres videre her, men har utfallet «{ended[name].value}»."
                    hint = f"Rett «outcome» på «{name}» i {old.plan.id}."
                    yield placed.problem(("continues", i), "outcome", message, hint)


def ids_not_reused(workspace: Workspace) -> Iterator[Problem]:
    """An id of an earlier plan is used again only for what continues it or has its subject."""
    loaded = workspace.loaded
    first: dict[str, str] = {}
    for plan in loaded.library.plans if loaded.whole else ():
        for record in plan.records():
            before = first.setdefault(record.id, plan.plan.id)
            earlier = (*record.continues, *record.same_subject)
            if before != plan.plan.id and record.id not in earlier:
                placed = loaded.index[plan.plan.id, record.record_type, record.id]
                message = f"Id-en «{record.id}» er brukt i {before}, om noe annet."
                hint = f"Gi posten en ny id, eller skriv «same_subject: [{record.id}]»."
                yield placed.problem(("id",), "duplicate-id", message, hint)


def adopted_cites_for_itself(workspace: Workspace) -> Iterator[Problem]:
    """What an adopted plan carries on is told by a source of its own, not by the old plan's alone.

    A draft is made with the citations of the plan before it; they say nothing of the new one.
    """
    for old, new in _pairs(workspace):
        before = {record.id: set(record.source) for record in old.records()}
        for record in new.records() if new.plan.status is not PlanStatus.DRAFT else ():
            if record.record_type not in _CARRIED:
                continue
            if any(set(record.source) <= before.get(name, set()) for name in record.continues):
                placed = workspace.loaded.index[new.plan.id, record.record_type, record.id]
                message = "Kildene her er de samme som i planen før, og sier ikke noe om denne."
                hint = "Skriv stedet som sier at den nye planen har dette, eller ta bort posten."
                yield placed.problem(("source",), "draft-source", message, hint, key=True)


def drafts_alone_say_so(workspace: Workspace) -> Iterator[Problem]:
    """What a draft tells of itself is gone when the plan is adopted.

    Only what the program wrote counts: a plan may well tell of another draft. A status that is
    no status is told elsewhere, and says nothing of the plan.
    """
    message = "Her står det at planen er et utkast, men det er den ikke."
    for placed in of_type(workspace, "plan"):
        if placed.raw.get("status") not in (PlanStatus.IN_FORCE, PlanStatus.PAST):
            continue
        if str(placed.raw.get("summary")).startswith(DRAFT):
            yield placed.problem(("summary",), "draft", message, "Skriv hva planen går ut på.")
        for page in workspace.loaded.tree.pages.get(str(placed.period), ()):
            for number, line in enumerate(page.body.split("\n"), page.shift + 1):
                if line.startswith(DRAFT_FROM):
                    yield Problem(page.path, number, 1, "draft", message, "Fjern avsnittet.")


RULES = [
    drafts_alone_say_so,
    adopted_cites_for_itself,
    follows_earlier,
    outcomes_stated,
    successors_agree,
    ids_not_reused,
]
