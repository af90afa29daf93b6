"""A plan beside the next one: what hangs together, and what is known of what the older one had.

There are three relations. A record *continues* another where a source says so; two records have
the *same subject* where we put them side by side and claim nothing; else there is none. An id or a
title that is the same is no relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.facts.standing import StandingGroup
from macros.model.base import Outcome, OutcomeKind
from macros.model.plan import PlanStatus


class Relation(StrEnum):
    """How a record of a plan and one of the next hang together."""

    CONTINUES = "continues"
    SAME_SUBJECT = "same-subject"


@dataclass(frozen=True, slots=True)
class Relative:
    """A record of the other plan, and how it hangs together with this one."""

    entry: Entry
    relation: Relation


@dataclass(frozen=True, slots=True)
class Beside:
    """Two records side by side, or one that stands alone.

    Attributes:
        old: The record of the older plan; None where no other stands beside the new one.
        new: The record of the newer plan; None where no other stands beside the old one.
        relation: How they hang together; None for one that stands alone.
        others: What else, of another kind, hangs together with one that stands alone.
    """

    old: Entry | None
    new: Entry | None
    relation: Relation | None = None
    others: tuple[Relative, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a record of the older plan.

    Attributes:
        entry: The record.
        outcome: What a source says became of it; None where none does.
        remark: What the sources say that is no outcome; None for nothing.
        later: What hangs together with it in the newer plan; what continues it first.
        of_area: What hangs together with its area, where nothing does with itself.
        report: What was last reported of it; None for nothing.
    """

    entry: Entry
    outcome: Outcome | None
    remark: Outcome | None
    later: tuple[Relative, ...]
    of_area: tuple[Relative, ...]
    report: Entry | None

    @property
    def continued(self) -> list[Entry]:
        """The records of the newer plan that continue it."""
        return [other.entry for other in self.later if other.relation is Relation.CONTINUES]

    @property
    def same_subject(self) -> list[Entry]:
        """The records of the newer plan about the same subject, which claim nothing."""
        return [other.entry for other in self.later if other.relation is Relation.SAME_SUBJECT]

    @property
    def untold(self) -> bool:
        """Whether no source says anything of what became of it."""
        return not (self.outcome or self.remark or self.report or self.continued)


@dataclass(frozen=True, slots=True)
class Theme:
    """An area of the older plan, and what hangs together with it in the newer."""

    entry: Entry
    later: tuple[Relative, ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return self.entry.title

    @property
    def beside(self) -> list[str]:
        """What those in the newer plan are called."""
        return [other.entry.title for other in self.later]


@dataclass(frozen=True)
class Relations:
    """How the records of a plan hang together with those of the next."""

    old: str
    new: str
    later: dict[str, list[Relative]] = field(default_factory=dict)
    before: dict[str, list[Relative]] = field(default_factory=dict)


def neighbours(facts: Facts) -> list[tuple[str, str]]:
    """The plan with the one before it, and with the one after it if that is no draft."""
    return [
        (str(data.plan.predecessor), data.plan.id)
        for data in facts.library.plans
        if data.plan.predecessor in facts.by_plan
        and facts.period in (data.plan.predecessor, data.plan.id)
        and (data.plan.id == facts.period or data.plan.status is not PlanStatus.DRAFT)
    ]


def relations(facts: Facts, old: str, new: str) -> Relations:
    """What is declared between two plans; of each record what it continues comes first."""
    found = Relations(old, new)
    before, after = facts.by_plan[old], facts.by_plan[new]
    for relation in Relation:
        for entry in after.values():
            continues, same = entry.record.continues, entry.record.same_subject
            for name in continues if relation is Relation.CONTINUES else same:
                if name in before:
                    found.later.setdefault(name, []).append(Relative(entry, relation))
                    found.before.setdefault(entry.id, []).append(Relative(before[name], relation))
    return found


def side_by_side(facts: Facts, links: Relations, kinds: Sequence[str]) -> list[Beside]:
    """The areas of some kinds in both plans: those that hang together beside each other.

    Each area of either plan is there: in the order of the older plan, then what stands alone in
    the newer.
    """
    olds, news = (
        {e.id: e for e in facts.by_plan[p].values() if _is_area(e, kinds)}
        for p in (links.old, links.new)
    )
    rows = []
    for name, old in olds.items():
        later = links.later.get(name, ())
        beside = [other for other in later if other.entry.id in news]
        rows += [Beside(old, other.entry, other.relation) for other in beside]
        if not beside:
            rows.append(Beside(old, None, others=tuple(later)))
    for name, new in news.items():
        before = links.before.get(name, ())
        if not any(other.entry.id in olds for other in before):
            rows.append(Beside(None, new, others=tuple(before)))
    return rows


def themes(facts: Facts, links: Relations) -> tuple[list[Theme], list[Entry]]:
    """Each area of the older plan with what hangs together with it, and the new ones alone.

    Those with something stand first: areas, or where none is, what else there is.
    """
    olds = [entry for entry in facts.by_plan[links.old].values() if _is_area(entry)]
    news = [entry for entry in facts.by_plan[links.new].values() if _is_area(entry)]
    rows = []
    for entry in olds:
        later = tuple(links.later.get(entry.id, ()))
        rows.append(Theme(entry, tuple(r for r in later if _is_area(r.entry)) or later))
    alone = [entry for entry in news if entry.id not in links.before]
    return sorted(rows, key=lambda row: not row.later), alone


def _is_area(entry: Entry, kinds: Sequence[str] = ()) -> bool:
    return entry.record_type == "area" and (not kinds or entry.record.kind in kinds)


def known(facts: Facts, links: Relations) -> Iterator[tuple[StandingGroup, list[Known]]]:
    """Every measure of the older plan with what is known of it, each standing by itself."""
    measures = [e for e in facts.by_plan[links.old].values() if e.record_type == "measure"]
    for group in facts.by_standing(measures):
        yield group, [_known(facts, links, entry) for entry in group.entries]


def _known(facts: Facts, links: Relations, entry: Entry) -> Known:
    outcome = entry.record.outcome
    stated = outcome is not None and outcome.kind is not OutcomeKind.NOT_STATED
    later = tuple(links.later.get(entry.id, ()))
    of_area = links.later.get(entry.area.id, ()) if entry.area and not later else ()
    return Known(
        entry,
        outcome=outcome if stated else None,
        remark=outcome if outcome and not stated and outcome.reason else None,
        later=later,
        of_area=tuple(of_area),
        report=next(iter(facts.followed.reports.get(entry.key, ())), None),
    )
