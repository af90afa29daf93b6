"""Derive once, after loading: everything the pages show that no file says outright.

Templates only print what stands here. One `Facts` serves one plan; it knows its neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from macros.facts.entries import ConflictAt, Entry, Known, entries_of
from macros.history.slips import Followed
from macros.model import routes
from macros.model.base import Record
from macros.model.fields import party_fields
from macros.model.forms import id_in
from macros.model.plan import Library, PlanData, PlanStatus, Section, Source, Word
from macros.model.records import Area, Group
from macros.model.walk import citations


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


@dataclass
class Facts:
    """Everything the pages of one plan show.

    Attributes:
        data: The plan as read.
        library: All plans.
        entries: Id → record with what is derived, in the order of presentation.
        kinds: Record type → its entries, in the same order.
        pages: Markdown file that a record's page has or would have → id of the record.
        places: `document#section` → the place.
        cited: `document#section` → the records that cite it.
        cited_pages: `document#section` → the pages of prose that cite it.
        elsewhere: `document#section` → the other plans that use it.
        roles: Actor id → what it has to do with which records.
        before: Id → the records of the plan before that it continues.
        after: Id → the records of the plan after that continue it.
        moved: Address that has moved → where it is now; nothing is known until somebody tells.
        known: What the plans of the library have been seen to hold; the facts of all share it.
        history: What became of its deadlines; nothing is known until somebody tells.
    """

    data: PlanData
    library: Library
    entries: dict[str, Entry] = field(default_factory=dict)
    kinds: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    pages: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    cited: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    cited_pages: dict[str, list[PageRef]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    before: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    moved: Mapping[str, str] = field(default_factory=dict)
    known: Known = field(default_factory=dict)
    history: Followed = field(default_factory=Followed)

    @property
    def period(self) -> str:
        """The plan's id."""
        return self.data.plan.id

    @property
    def drafts(self) -> set[str]:
        """The plans that are not adopted yet."""
        plans = (data.plan for data in self.library.plans)
        return {plan.id for plan in plans if plan.status is PlanStatus.DRAFT}

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """The records whose title another has too: readers must be told which is which."""
        titles = Counter(entry.title for entry in self.entries.values())
        return frozenset(e.id for e in self.entries.values() if titles[e.title] > 1)

    @cached_property
    def gone(self) -> dict[str, str]:
        """Id of what has left the plan, or changed its id → where readers of it are led."""
        moved = ((id_in(old), new) for old, new in self.moved.items())
        return {name: new for name, new in moved if name not in self.entries}

    def now(self, url: str) -> str:
        """Where an address leads: to what it says, or to where that has moved."""
        return self.moved.get(url, url)

    def of(self, kind: str) -> Iterator[Entry]:
        """The entries of one record type, in the order of presentation."""
        return iter(self.kinds.get(kind, ()))

    def word(self, name: str, key: str) -> Word:
        """An entry of the vocabulary; its id for a label while the check still misses a list."""
        # What stands in its place may be no id: nothing has been held against the list.
        without = Word.model_construct(id=key, label=key)
        return next((w for w in self.words(name) if w.id == key), without)

    def words(self, name: str) -> tuple[Word, ...]:
        """A list of the vocabulary, in the order of presentation."""
        return self.library.shared.vocabulary.get(name, ())

    def conflicts(self) -> list[ConflictAt]:
        """Every contradiction of the plan and of what all plans share, once."""
        return list({c.conflict.id: c for e in self.entries.values() for c in e.conflicts}.values())

    def open_counts(self) -> list[tuple[str, int, str]]:
        """How many measures the sources leave without something: words, number, column."""
        measures = [entry.record for entry in self.of("measure")]
        missing = {"ansvarlig": "responsible", "frist": "deadline", "status": "status"}
        counts = [
            (f"uten {head}", sum(not getattr(m, field) for m in measures), head)
            for head, field in missing.items()
        ]
        return [("tiltak i alt", len(measures), ""), *counts]

    def counts(self) -> list[tuple[Word, int]]:
        """How many areas there are of each kind that has any."""
        return self._by_kind([entry.record for entry in self.of("area")])

    def measure_counts(self) -> list[tuple[Word, int]]:
        """How many measures stand in areas of each kind: what was proposed is not decided on."""
        return self._by_kind([entry.area for entry in self.of("measure") if entry.area])

    def _by_kind(self, areas: Sequence[Area]) -> list[tuple[Word, int]]:
        kinds = Counter(area.kind for area in areas)
        return [(word, kinds[word.id]) for word in self.words("area_kind") if word.id in kinds]

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

    def filled(self, areas: Iterable[Entry]) -> bool:
        """Whether any of some areas holds challenges or measures."""
        return any(area.record.challenges or area.record.measures for area in areas)

    def instead(self, area: str) -> list[Entry]:
        """Where to look for what is done about an area that holds nothing itself.

        Those it hangs together with that have measures; none where it has something of its own.
        """
        if self.filled([self.entries[area]]):
            return []
        return [entry for entry in self.related(area) if entry.record.measures]


def derive(library: Library, period: str, known: Known | None = None) -> Facts:
    """Derive the facts of one plan.

    Args:
        library: All plans that could be built.
        period: Id of the plan.
        known: What other plans of the library have been seen to hold; grows here, so that each
            is gone through once.

    Raises:
        KeyError: Where the library has no such plan.
    """
    data = library.by_period[period]
    known = {} if known is None else known
    facts = Facts(data, library, entries=entries_of(library, data, known), known=known)
    facts.places = _places(library)
    facts.pages = {
        f"{routes.PAGES[entry.record_type]}/{name}.md": name
        for name, entry in facts.entries.items()
        if entry.record_type in routes.PAGES
    }
    for entry in facts.entries.values():
        facts.kinds[entry.record_type].append(entry)
        for cite in citations(entry.record):
            facts.cited[cite].append(entry)
        for word, actor in _parties(entry.record):
            if actor in facts.entries and facts.entries[actor].record_type in ("actor", "group"):
                facts.roles[actor].append(Part(word, entry))
    _lineage(facts)
    return facts


def _parties(record: Record) -> Iterator[tuple[str, str]]:
    """Whom a record names, each with what an actor's page calls the part that it has."""
    cls: type[Record] = type(record)
    for name, word in party_fields(cls).items():
        value = getattr(record, name) or ()
        for actor in (value,) if isinstance(value, str) else value:
            yield word, actor
    if isinstance(record, Group):
        for actor in dict.fromkeys(m.actor for m in record.members if m.actor):
            yield "representert i", actor


def _places(library: Library) -> dict[str, Place]:
    return {
        f"{source.id}#{section.id}": Place(
            source, section, routes.section(f"{source.id}#{section.id}")
        )
        for source in library.shared.sources
        for section in source.sections
    }


def _lineage(facts: Facts) -> None:
    """Fill in what came before and after, from what the newer plan declares."""
    plan = facts.data.plan
    for other in facts.library.plans:
        if other.plan.id == plan.predecessor:
            theirs = entries_of(facts.library, other, facts.known)
            for old, new in _continued(theirs, facts.entries, facts.data):
                facts.before[new.id].append(Step(other.plan.id, old))
        elif other.plan.predecessor == plan.id:
            theirs = entries_of(facts.library, other, facts.known)
            for old, new in _continued(facts.entries, theirs, other):
                facts.after[old.id].append(Step(other.plan.id, new))


def _continued(
    old: dict[str, Entry], new: dict[str, Entry], plan: PlanData
) -> Iterator[tuple[Entry, Entry]]:
    """Each pair of an old record and a new one, of the later plan, that continues it."""
    for record in plan.records():
        for name in record.continues:
            if name in old:
                yield old[name], new[record.id]
