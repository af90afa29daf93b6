"""What carries what on, from plan to plan: only what is declared, never what looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from macros.model.base import Outcome
from macros.model.plan import Library, PlanData


class LineageError(ValueError):
    """Two periods that do not follow each other; says why, in Norwegian."""


@dataclass
class Lineage:
    """The links from one plan to a later one.

    Attributes:
        after: Old id → the new ids that carry it on.
        before: New id → the old ids it carries on.
        outcomes: Old id that nothing carries on → what the last plan that had it says of it.
    """

    after: dict[str, list[str]] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @cached_property
    def rename(self) -> dict[str, tuple[str, ...]]:
        """What references are followed through."""
        return {old: tuple(new) for old, new in self.after.items()}


def declared(library: Library, old: str, new: str) -> Lineage:
    """The links between two plans, through those that lie between.

    Args:
        library: All plans.
        old: Id of the earlier plan.
        new: Id of the later one.

    Raises:
        LineageError: Where the old plan does not lead to the new one.
    """
    chain = _chain(library, old, new)
    found = _step(chain[0], chain[1])
    for earlier, later in pairwise(chain[1:]):
        found = _joined(found, _step(earlier, later))
    return found


def _chain(library: Library, old: str, new: str) -> list[PlanData]:
    """The plans from the old one to the new one, each the predecessor of the next."""
    plans = library.by_period
    found: list[PlanData] = []
    name: str | None = new
    while name in plans and plans[name] not in found:
        found.append(plans[name])
        if name == old:
            break
        name = plans[name].plan.predecessor
    if len(found) < 2 or found[-1].plan.id != old:
        raise LineageError(f"{new} bygger ikke videre på {old}.")
    return found[::-1]


def _step(old: PlanData, new: PlanData) -> Lineage:
    """What one plan hands to the next: `continues`, and an id that is used again."""
    found = Lineage()
    before = {record.id: record for record in old.records()}
    for record in new.records():
        for name in dict.fromkeys((*record.continues, record.id)):
            if name in before:
                _link(found, name, record.id)
    if new.plan.id not in found.after.get(old.plan.id, ()):
        _link(found, old.plan.id, new.plan.id)
    for name, record in before.items():
        if record.outcome is not None and name not in found.after:
            found.outcomes[name] = record.outcome
    return found


def _joined(first: Lineage, second: Lineage) -> Lineage:
    """Two steps as one."""
    found = Lineage(outcomes=dict(first.outcomes))
    for old, middles in first.after.items():
        for middle in middles:
            for new in second.after.get(middle, ()):
                if new not in found.after.get(old, ()):
                    _link(found, old, new)
        ends = [second.outcomes[middle] for middle in middles if middle in second.outcomes]
        if old not in found.after and ends:
            found.outcomes[old] = ends[0]
    return found


def _link(lineage: Lineage, old: str, new: str) -> None:
    lineage.after.setdefault(old, []).append(new)
    lineage.before.setdefault(new, []).append(old)


@dataclass(frozen=True, slots=True)
class Family:
    """Records that hang together: each is linked with another of them, or stands alone."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def families(
    old: Sequence[str],
    new: Sequence[str],
    after: Mapping[str, Iterable[str]],
    before: Mapping[str, Iterable[str]],
) -> list[Family]:
    """Divide the ids of both sides into those that hang together.

    Args:
        old: Ids of the first side, each once.
        new: Ids of the second side, each once.
        after: Old id → new ids.
        before: New id → old ids; the same links the other way.

    Returns:
        Every id of both sides in exactly one family; those with a new id first, in its order.
    """
    places = {name: i for i, name in enumerate(old)}, {name: i for i, name in enumerate(new)}
    links = after, before
    seen: tuple[set[str], set[str]] = set(), set()
    found = []
    for start in [(1, name) for name in new] + [(0, name) for name in old]:
        members: tuple[list[str], list[str]] = [], []
        waiting = [start]
        while waiting:
            side, name = waiting.pop()
            if name not in seen[side]:
                seen[side].add(name)
                members[side].append(name)
                there = (o for o in links[side].get(name, ()) if o in places[1 - side])
                waiting.extend((1 - side, other) for other in there)
        if members[0] or members[1]:
            ours = tuple(sorted(members[0], key=places[0].__getitem__))
            theirs = tuple(sorted(members[1], key=places[1].__getitem__))
            pairs = ((o, n) for o in ours for n in after.get(o, ()) if n in places[1])
            found.append(Family(ours, theirs, tuple(pairs)))
    return found
