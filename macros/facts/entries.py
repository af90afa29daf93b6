"""The records of a plan as entries: in order, with what they are called and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.model import routes
from macros.model.alphabet import alphabetical
from macros.model.base import Conflict, Record
from macros.model.plan import Library, PlanData
from macros.model.records import Area
from macros.model.registry import LISTS


@dataclass(frozen=True, slots=True)
class ConflictAt:
    """A contradiction, and the record it stands on."""

    conflict: Conflict
    owner: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record with what follows from the rest of the plan.

    Attributes:
        record: The record itself.
        record_type: Its type.
        title: What it is called.
        url: Its address, relative to the root of its period.
        period: The plan it stands in; the current one for shared records.
        area: The area a challenge or measure stands in.
        conflicts: Contradictions of its own and those of others that concern it.
    """

    record: Any
    record_type: str
    title: str
    url: str
    period: str
    area: Area | None = None
    conflicts: tuple[ConflictAt, ...] = ()

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record.id)

    @property
    def lang(self) -> str:
        """The language of the record's texts."""
        return str(self.record.lang)

    def conflicts_about(self, field: str = "") -> list[ConflictAt]:
        """The contradictions that readers meet beside the record, or beside one of its values.

        What another record's contradiction is about is none of this record's values.

        Args:
            field: The value's field; the record as a whole where left out.
        """
        if not field:
            return list(self.conflicts)
        return [at for at in self.conflicts if at.owner == self.id and at.conflict.field == field]


Known = dict[str, dict[str, Entry]]
"""Period → what its plan and the shared files hold, by id."""


KIND_ORDER = tuple(LISTS.values())
"""The record types that stand in lists of their own, in the order of their files."""


def in_order(library: Library, data: PlanData) -> Iterator[tuple[Record, Area | None]]:
    """Every record of a plan and of what plans share, in the order of presentation."""
    yield data.plan, None
    rank = _ranks(library, "area_kind")
    for area in sorted(data.areas, key=lambda a: (rank.get(a.kind, 0), a.order, a.id)):
        yield area, None
        for challenge in area.challenges:
            yield challenge, area
        for measure in area.measures:
            yield measure, area
    rank = _ranks(library, "actor_kind")
    for actor in sorted(library.shared.actors, key=lambda a: rank.get(a.kind, 0)):
        yield actor, None
    rest = (
        r for r in data.records() if r.record_type not in ("plan", "area", "challenge", "measure")
    )

    def place(record: Record) -> tuple[int, int]:
        return KIND_ORDER.index(record.record_type), getattr(record, "order", 0)

    for record in sorted(rest, key=place):
        yield record, None
    for term in sorted(library.shared.terms, key=lambda t: alphabetical(t.term)):
        yield term, None


def _ranks(library: Library, name: str) -> dict[str, int]:
    """Place of each word in a list of the vocabulary; empty while the check misses the list."""
    return {word.id: i for i, word in enumerate(library.shared.vocabulary.get(name, ()))}


def entries_of(library: Library, data: PlanData, known: Known) -> dict[str, Entry]:
    """What a plan and the shared files hold, in the order of presentation.

    Args:
        library: All plans.
        data: The plan.
        known: What has been seen already; grows here.

    Returns:
        Id → record, with what follows from the rest of the plan.
    """
    if data.plan.id in known:
        return known[data.plan.id]
    rows = [
        (record, area, routes.address(record.record_type, record.id, area.id if area else ""))
        for record, area in in_order(library, data)
    ]
    concerns: dict[str, list[ConflictAt]] = defaultdict(list)
    owned: dict[str, tuple[ConflictAt, ...]] = {}
    for record, _, url in rows:
        owned[record.id] = _own_conflicts(record, url)
        for at in owned[record.id]:
            for name in at.conflict.concerns:
                concerns[name].append(at)
    found = {}
    for record, area, url in rows:
        title = title_of(record)
        others = (c for c in concerns[record.id] if c.owner != record.id)
        conflicts = (*owned[record.id], *others)
        record_type = record.record_type
        found[record.id] = Entry(record, record_type, title, url, data.plan.id, area, conflicts)
    known[data.plan.id] = found
    return found


def title_of(record: Record) -> str:
    """What a record is called, whatever its type calls that."""
    for name in ("title", "name", "term"):
        value = vars(record).get(name)
        if value:
            return str(value)
    return record.id


def _own_conflicts(record: Record, url: str) -> tuple[ConflictAt, ...]:
    return tuple(ConflictAt(c, record.id, url, record.lang) for c in record.conflicts)
