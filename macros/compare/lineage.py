"""What carries what on, from plan to plan: only what is declared, never what looks alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import pairwise

from macros.model.base import Outcome
from macros.model.plan import Library, PlanData

IdPair = tuple[str, str]
"""An old id, and a new one that carries it on."""


class LineageError(ValueError):
    """Two periods that do not follow each other; says why, in Norwegian."""


@dataclass
class Lineage:
    """What one plan hands to a later one.

    Attributes:
        links: Each old id with each new one that carries it on.
        outcomes: Old id that nothing carries on → what the last plan that had it says of it.
        subjects: Each old id with each new one about the same subject, which carries nothing on.
    """

    links: list[IdPair] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    subjects: list[IdPair] = field(default_factory=list)

    @cached_property
    def rename(self) -> dict[str, tuple[str, ...]]:
        """Old id → the new ids that carry it on."""
        return _grouped(self.links)

    @cached_property
    def before(self) -> dict[str, tuple[str, ...]]:
        """New id → the old ids it carries on."""
        return _grouped((new, old) for old, new in self.links)


def _grouped(links: Iterable[IdPair]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for one, other in links:
        groups[one] += (other,)
    return dict(groups)


def declared(library: Library, old: str, new: str) -> Lineage:
    """The links between two plans, given by their ids, through those that lie between.

    Raises:
        LineageError: Where the old plan does not lead to the new one.
    """
    plans = library.by_period
    chain: list[PlanData] = []
    name: str | None = new
    while name in plans and plans[name] not in chain:
        chain.insert(0, plans[name])
        name = plans[name].plan.predecessor if name != old else None
    if len(chain) < 2 or chain[0].plan.id != old:
        raise LineageError(f"{new} bygger ikke videre på {old}.")
    return reduce(_joined, (_handed_on(*pair) for pair in pairwise(chain)))


def _handed_on(old: PlanData, new: PlanData) -> Lineage:
    """What one plan hands to the next: `continues`, and an id that is used again.

    Not so for an id that `same_subject` names: then no source says that it is carried on.
    """
    before = {record.id: record for record in old.records()}
    links, subjects = [], []
    for record in new.records():
        again = () if record.id in record.same_subject else (record.id,)
        links += [(name, record.id) for name in (*record.continues, *again) if name in before]
        subjects += [(name, record.id) for name in record.same_subject if name in before]
    lineage = Lineage(list(dict.fromkeys([*links, (old.plan.id, new.plan.id)])), subjects=subjects)
    for name, record in before.items():
        if record.outcome is not None and name not in lineage.rename:
            lineage.outcomes[name] = record.outcome
    return lineage


def _joined(first: Lineage, second: Lineage) -> Lineage:
    """Two steps as one."""
    links = ((old, new) for old, middle in first.links for new in second.rename.get(middle, ()))
    both = [(link, True) for link in first.links] + [(link, False) for link in first.subjects]
    subjects = [
        (old, new)
        for (old, middle), carried in both
        for name, new in second.subjects + ([] if carried else second.links)
        if name == middle
    ]
    lineage = Lineage(list(dict.fromkeys(links)), dict(first.outcomes), subjects)
    for old, middle in first.links:
        if middle in second.outcomes and old not in lineage.rename:
            lineage.outcomes.setdefault(old, second.outcomes[middle])
    return lineage


@dataclass(frozen=True, slots=True)
class Family:
    """Records that hang together: each is linked with another of them, or stands alone."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: tuple[IdPair, ...]


def families(old: Sequence[str], new: Sequence[str], links: Iterable[IdPair]) -> list[Family]:
    """Divide the ids of both sides into those that hang together.

    Args:
        old: Ids of the first side, each once.
        new: Ids of the second side, each once.
        links: What is linked with what; what is not on its side is left out.

    Returns:
        Every id of both sides in exactly one family; those with a new id first, in its order.
    """
    places = {name: n for n, name in enumerate(old)}, {name: n for n, name in enumerate(new)}
    groups = {(side, name): [(side, name)] for side in (1, 0) for name in places[side]}
    linked: dict[str, list[str]] = defaultdict(list)
    for o, n in links:
        if o in places[0] and n in places[1]:
            linked[o].append(n)
            small, large = sorted((groups[0, o], groups[1, n]), key=len)
            if small is not large:
                large.extend(small)
                groups.update(dict.fromkeys(small, large))
    divided = []
    for group in {id(group): group for group in groups.values()}.values():
        olds, news = (
            sorted((name for s, name in group if s == side), key=places[side].__getitem__)
            for side in (0, 1)
        )
        pairs = tuple((o, n) for o in olds for n in linked[o])
        divided.append(Family(tuple(olds), tuple(news), pairs))
    return divided
