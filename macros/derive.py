"""Derive once, after loading: everything the pages show that no file says outright.

Templates only print what stands here. One `Facts` serves one plan; it knows its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros import routes
from macros.history.slips import Followed
from macros.model.base import Conflict, Record
from macros.model.plan import LISTS, Library, PlanData, PlanStatus, Section, Source, Word
from macros.model.records import Area, Group

ACTOR_FIELDS = {
    "responsible": "ansvarlig",
    "participants": "deltar",
    "actors": "med i trinnet",
    "organiser": "arrangør",
    "body": "har vedtatt",
    "publisher": "utgiver",
    "concerns": "gjelder for",
    "owner": "eier planen",
    "part_of": "hører til her",
}
"""Field that names actors → what an actor's page calls the part it has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record with what follows from the rest of the plan.

    Attributes:
        record: The record itself.
        kind: Its type.
        title: What it is called.
        url: Its address, relative to the root of its period.
        period: The plan it stands in; the current one for shared records.
        area: The area a challenge or measure stands in.
        conflicts: Contradictions of its own and those of others that concern it.
    """

    record: Any
    kind: str
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


@dataclass(frozen=True, slots=True)
class ConflictAt:
    """A contradiction, and the record it stands on."""

    conflict: Conflict
    owner: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Part:
    """What an actor has to do with a record."""

    word: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Place:
    """A citable place in a source."""

    source: Source
    section: Section
    url: str


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of prose, as what cites a place."""

    title: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Step:
    """A record of another plan that this one continues, or that continues it."""

    period: str
    entry: Entry


@dataclass(slots=True)
class Facts:
    """Everything the pages of one plan show.

    Attributes:
        data: The plan as read.
        library: All plans.
        entries: Id → record with what is derived, in the order of presentation.
        places: `document#section` → the place.
        cited: `document#section` → the records that cite it.
        cited_pages: `document#section` → the pages of prose that cite it.
        elsewhere: `document#section` → the other plans that use it.
        roles: Actor id → what it has to do with which records.
        before: Id → the records of the plan before that it continues.
        after: Id → the records of the plan after that continue it.
        history: What became of its deadlines; nothing is known until somebody tells.
    """

    data: PlanData
    library: Library
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    cited: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    cited_pages: dict[str, list[PageRef]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    before: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    history: Followed = field(default_factory=Followed)

    @property
    def period(self) -> str:
        """The plan's id."""
        return self.data.plan.id

    @property
    def in_force(self) -> PlanData:
        """The plan that is in force now."""
        return next(p for p in self.library.plans if p.plan.status is PlanStatus.IN_FORCE)

    @property
    def drafts(self) -> set[str]:
        """The plans that are not adopted yet."""
        plans = (data.plan for data in self.library.plans)
        return {plan.id for plan in plans if plan.status is PlanStatus.DRAFT}

    def of(self, kind: str) -> Iterator[Entry]:
        """The entries of one record type, in the order of presentation."""
        return (entry for entry in self.entries.values() if entry.kind == kind)

    def word(self, name: str, key: str) -> Word:
        """An entry of the vocabulary; its id for a label while the check still misses a list."""
        return next((w for w in self.words(name) if w.id == key), Word(id=key, label=key))

    def words(self, name: str) -> tuple[Word, ...]:
        """A list of the vocabulary, in the order of presentation."""
        return self.library.shared.vocabulary.get(name, ())

    def conflicts(self) -> list[ConflictAt]:
        """Every contradiction of the plan and of what all plans share, once."""
        return list({c.conflict.id: c for e in self.entries.values() for c in e.conflicts}.values())

    def open_counts(self) -> list[tuple[str, int]]:
        """How many measures the sources leave without something, in words and numbers."""
        measures = [entry.record for entry in self.of("measure")]
        missing = {
            "uten ansvarlig": "responsible",
            "uten frist": "deadline",
            "uten status": "status",
        }
        counts = [(w, sum(not getattr(m, f) for m in measures)) for w, f in missing.items()]
        return [("tiltak i alt", len(measures)), *counts]

    def counts(self) -> list[tuple[Word, int]]:
        """How many areas there are of each kind that has any."""
        kinds = [entry.record.kind for entry in self.of("area")]
        return [(w, kinds.count(w.id)) for w in self.words("area_kind") if w.id in kinds]

    def answering(self, challenge: str) -> list[Entry]:
        """The measures that answer a challenge."""
        return [e for e in self.of("measure") if challenge in e.record.challenges]

    def groups_of(self, area: str) -> list[Entry]:
        """The groups that work on an area."""
        return [e for e in self.of("group") if e.record.area == area]

    def related(self, area: str) -> list[Entry]:
        """The areas that an area names, and those that name it."""
        named = self.entries[area].record.relates_to
        return [e for e in self.of("area") if e.id in named or area in e.record.relates_to]


def derive(library: Library, period: str) -> Facts:
    """Derive the facts of one plan.

    Args:
        library: All plans, without problems.
        period: Id of the plan.

    Raises:
        StopIteration: Where the library has no such plan.
    """
    data = next(p for p in library.plans if p.plan.id == period)
    facts = Facts(data, library, entries=_entries(library, data))
    facts.places = _places(library)
    for entry in facts.entries.values():
        for cite in cites_of(entry.record):
            facts.cited[cite].append(entry)
        # Asking a model for a field it lacks is slow; asking for its values is not.
        values = vars(entry.record)
        for name, word in ACTOR_FIELDS.items():
            value = values.get(name) or ()
            for actor in (value,) if isinstance(value, str) else value:
                if actor in facts.entries and facts.entries[actor].kind in ("actor", "group"):
                    facts.roles[actor].append(Part(word, entry))
        if isinstance(entry.record, Group):
            for actor in dict.fromkeys(m.actor for m in entry.record.members if m.actor):
                facts.roles[actor].append(Part("representert i", entry))
    _lineage(facts)
    return facts


KIND_ORDER = tuple(cls.kind_name for cls in LISTS.values())
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
        r for r in data.records() if r.kind_name not in ("plan", "area", "challenge", "measure")
    )
    kinds = list(KIND_ORDER)
    for record in sorted(rest, key=lambda r: (kinds.index(r.kind_name), getattr(r, "order", 0))):
        yield record, None
    for term in sorted(library.shared.terms, key=lambda t: t.term.lower()):
        yield term, None


def _ranks(library: Library, name: str) -> dict[str, int]:
    """Place of each word in a list of the vocabulary; empty while the check misses the list."""
    return {word.id: i for i, word in enumerate(library.shared.vocabulary.get(name, ()))}


def _entries(library: Library, data: PlanData) -> dict[str, Entry]:
    rows = list(in_order(library, data))
    concerns: dict[str, list[ConflictAt]] = defaultdict(list)
    owned: dict[str, tuple[ConflictAt, ...]] = {}
    for record, area in rows:
        url = routes.address(record.kind_name, record.id, area.id if area else "")
        owned[record.id] = _own_conflicts(record, url)
        for at in owned[record.id]:
            for name in at.conflict.concerns:
                concerns[name].append(at)
    found = {}
    for record, area in rows:
        url = routes.address(record.kind_name, record.id, area.id if area else "")
        title = title_of(record)
        others = (c for c in concerns[record.id] if c.owner != record.id)
        conflicts = (*owned[record.id], *others)
        kind = record.kind_name
        found[record.id] = Entry(record, kind, title, url, data.plan.id, area, conflicts)
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


def _places(library: Library) -> dict[str, Place]:
    return {
        f"{source.id}#{section.id}": Place(
            source, section, routes.section(f"{source.id}#{section.id}")
        )
        for source in library.shared.sources
        for section in source.sections
    }


def cites_of(record: Record) -> list[str]:
    """Every place a record cites, with those of its notes, contradictions and outcome."""
    found = [*record.source]
    values = vars(record)
    for name in ("notes", "builds_on", "expectations"):
        for part in values.get(name, ()):
            found.extend(part.source)
    for conflict in record.conflicts:
        for reading in conflict.readings:
            found.extend(reading.source)
    if record.outcome:
        found.extend(record.outcome.source)
    return list(dict.fromkeys(found))


def _lineage(facts: Facts) -> None:
    """Fill in what came before and after, from what the newer plan declares."""
    plan = facts.data.plan
    for other in facts.library.plans:
        if other.plan.id == plan.predecessor:
            for old, new in _continued(_entries(facts.library, other), facts.entries, facts.data):
                facts.before[new.id].append(Step(other.plan.id, old))
        elif other.plan.predecessor == plan.id:
            for old, new in _continued(facts.entries, _entries(facts.library, other), other):
                facts.after[old.id].append(Step(other.plan.id, new))


def _continued(
    old: dict[str, Entry], new: dict[str, Entry], plan: PlanData
) -> Iterator[tuple[Entry, Entry]]:
    """Each pair of an old record and a new one, of the later plan, that continues it."""
    for record in plan.records():
        for name in record.continues:
            if name in old:
                yield old[name], new[record.id]
