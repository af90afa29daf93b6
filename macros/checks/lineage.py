"""Rules about what came before and what came after: nothing just disappears."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load.library import Loaded, Placed
from macros.model.base import Record
from macros.model.forms import DRAFT, DRAFT_FROM
from macros.model.plan import PlanData, PlanStatus
from macros.model.registry import HANDED_ON
from macros.problems import Problem


def _pairs(loaded: Loaded) -> Iterator[tuple[PlanData, PlanData]]:
    plans = {plan.plan.id: plan for plan in loaded.library.plans}
    for plan in loaded.library.plans:
        before = plans.get(plan.plan.predecessor or "")
        if before is not None and before.plan.id >= plan.plan.id:
            continue  # told by `follows_earlier`
        if before is not None and loaded.whole:
            yield before, plan


def _place(loaded: Loaded, plan: PlanData, record: Record) -> Placed:
    return loaded.index[plan.plan.id, record.record_type, record.id]


def follows_earlier(loaded: Loaded) -> Iterator[Problem]:
    """A plan follows a plan of earlier years, never itself or a later one."""
    for placed in loaded.placed:
        before = placed.raw.get("predecessor")
        if placed.kind == "plan" and isinstance(before, str) and before >= str(placed.period):
            message = f"Planen kan ikke følge etter {before}."
            hint = "Skriv en tidligere plan, eller fjern linjen."
            if before in loaded.tree.periods:
                yield placed.problem(("predecessor",), "predecessor", message, hint)


def outcomes_stated(loaded: Loaded) -> Iterator[Problem]:
    """Every record that a plan could hand on has an outcome once the plan has a successor.

    A draft succeeds nothing yet: the plan before it is still in force.
    """
    for old, new in _pairs(loaded):
        if new.plan.status is PlanStatus.DRAFT:
            continue
        named = {name for record in new.records() for name in record.continues}
        for record in old.records():
            if record.record_type not in HANDED_ON:
                continue
            placed = _place(loaded, old, record)
            if record.outcome is None:
                message = f"«{record.id}» har ikke noe utfall, og planen har fått en etterfølger."
                hint = "Legg til «outcome» med kind og source, eller «kind: not-stated»."
                yield placed.problem(("id",), "outcome", message, hint)
            elif record.outcome.kind.lives_on and record.id not in named:
                message = f"«{record.id}» skal leve videre, men {new.plan.id} har ikke noe slikt."
                hint = f"Legg til «continues: [{record.id}]» på posten som fører det videre."
                yield placed.problem(("outcome",), "outcome", message, hint, key=True)


def successors_agree(loaded: Loaded) -> Iterator[Problem]:
    """What a record continues has an outcome that says it lives on."""
    for old, new in _pairs(loaded):
        before = {record.id: record for record in old.records()}
        for record in new.records():
            for i, name in enumerate(record.continues):
                outcome = before[name].outcome
                if outcome is None:
                    continue  # told by `outcomes_stated`
                kind = outcome.kind
                if not kind.lives_on and before[name].record_type in HANDED_ON:
                    message = f"«{name}» føres videre her, men har utfallet «{kind.value}»."
                    hint = f"Rett «outcome» på «{name}» i {old.plan.id}."
                    placed = _place(loaded, new, record)
                    yield placed.problem(("continues", i), "outcome", message, hint)


def ids_not_reused(loaded: Loaded) -> Iterator[Problem]:
    """An id of an earlier plan is used again only for what continues that very record."""
    seen: dict[str, str] = {}
    for plan in sorted(loaded.library.plans, key=lambda p: p.plan.id):
        for record in plan.records():
            before = seen.get(record.id)
            other = before is not None and before != plan.plan.id
            if before and other and loaded.whole and record.id not in record.continues:
                message = f"Id-en «{record.id}» er brukt i {before}, om noe annet."
                hint = f"Gi posten en ny id, eller skriv «continues: [{record.id}]»."
                yield _place(loaded, plan, record).problem(("id",), "duplicate-id", message, hint)
            seen.setdefault(record.id, plan.plan.id)


def drafts_alone_say_so(loaded: Loaded) -> Iterator[Problem]:
    """What a draft tells of itself is gone when the plan is adopted.

    Only what the program wrote counts: a plan may well tell of another draft. A status that is
    no status is told elsewhere, and says nothing of the plan.
    """
    adopted = [status for status in PlanStatus if status is not PlanStatus.DRAFT]
    for placed in loaded.placed:
        if placed.kind != "plan" or placed.raw.get("status") not in adopted:
            continue
        message = "Her står det at planen er et utkast, men det er den ikke."
        if str(placed.raw.get("summary")).startswith(DRAFT):
            yield placed.problem(("summary",), "draft", message, "Skriv hva planen går ut på.")
        for page in loaded.tree.pages.get(str(placed.period), ()):
            for number, line in enumerate(page.body.split("\n"), page.shift + 1):
                if line.startswith(DRAFT_FROM):
                    yield Problem(page.path, number, 1, "draft", message, "Fjern avsnittet.")


RULES = [drafts_alone_say_so, follows_earlier, outcomes_stated, successors_agree, ids_not_reused]
