"""Derive once, after loading: everything the pages show that no file says outright.

Templates only print what stands here. One `Facts` serves one plan; it knows its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from macros.facts.entries import ConflictAt, Entry, grouped, parties
from macros.facts.followup import FollowUp, concerned_keys, follow_up, newest
from macros.facts.names import Names
from macros.facts.shown import Shown, besides, everything, labelled, labels
from macros.facts.standing import StandingGroup, by_standing, stated, untold
from macros.history.slips import Followed
from macros.model import routes
from macros.model.edtf import Edtf
from macros.model.forms import id_in
from macros.model.plan import Library, PlanData, PlanStatus, Section, Source, Word
from macros.model.walk import citations

ByPlan = Mapping[str, Mapping[str, Entry]]
"""Plan → id → record with what is derived, in the order of presentation."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor has to do with a record."""

    word: str
    entry: Entry

    @property
    def when(self) -> Edtf | None:
        """When the record came, is due, or was or goes on; a plan goes on for all of them."""
        going_on = ("period",) if self.entry.record_type != "plan" else ()
        names = ("actual", "deadline", "date", *going_on)
        dates = (getattr(self.entry.record, name, None) for name in names)
        return next(filter(None, dates), None)


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in the tree of those that are part of each other."""

    entry: Entry
    depth: int

    @property
    def label(self) -> str:
        """What it is called."""
        return self.entry.title


@dataclass(frozen=True, slots=True)
class Place:
    """A citable place in a source."""

    source: Source
    section: Section

    @property
    def name(self) -> str:
        """`document#section`, as it is cited."""
        return f"{self.source.id}#{self.section.id}"

    @property
    def url(self) -> str:
        """Where readers find it, relative to the root of a period."""
        return routes.section(self.name)


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of prose, as what cites a place."""

    title: str
    url: str
    lang: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Facts:
    """Everything the pages of one plan show.

    Attributes:
        data: The plan as read.
        library: All plans.
        by_plan: Plan → its records by id, with what is derived, in the order of presentation.
        pages: Markdown file that a record's page has or would have → id of the record.
        places: `document#section` → the place.
        cited: `document#section` → the records that cite it.
        cited_pages: `document#section` → the pages of prose that cite it.
        elsewhere: `document#section` → the other plans that use it.
        roles: Actor id → what it has to do with which records.
        before: Id → the records of the plan before that it continues.
        after: Id → the records of the plan after that continue it.
        moved: Address that has moved → where it is now.
        followed: What has happened, from the reports and indicators of all plans.
        same_subject: Id → the records of other plans about the same subject; claims no more.
        today: The day it is shown for, from the date of what was built; None where not known.
        history: What became of its deadlines; without git nothing is known of it.
    """

    data: PlanData
    library: Library
    by_plan: ByPlan
    pages: Mapping[str, str]
    places: Mapping[str, Place]
    cited: Mapping[str, list[Entry]]
    cited_pages: Mapping[str, list[PageRef]]
    elsewhere: Mapping[str, list[str]]
    roles: Mapping[str, list[Role]]
    before: Mapping[str, list[Entry]]
    after: Mapping[str, list[Entry]]
    moved: Mapping[str, str]
    followed: FollowUp
    same_subject: Mapping[str, list[Entry]]
    today: date | None = None
    history: Followed = field(default_factory=Followed)

    @property
    def period(self) -> str:
        """The plan's id."""
        return self.data.plan.id

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Id → record of this plan or of what all plans share, in the order of presentation."""
        return self.by_plan[self.period]

    @cached_property
    def _by_type(self) -> Mapping[str, list[Entry]]:
        return grouped((entry.record_type, entry) for entry in self.entries.values())

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

    def of(self, record_type: str) -> Iterator[Entry]:
        """The entries of one record type, in the order of presentation."""
        return iter(self._by_type.get(record_type, ()))

    def word(self, name: str, key: str) -> Word:
        """An entry of the vocabulary; its id for a label while the check still misses a list."""
        # What stands in its place may be no id: nothing has been held against the list.
        return self._words.get((name, key)) or Word.model_construct(id=key, label=key)

    @cached_property
    def _words(self) -> Mapping[tuple[str, str], Word]:
        lists = self.library.shared.vocabulary
        return {(name, word.id): word for name, words in lists.items() for word in words}

    def words(self, name: str) -> tuple[Word, ...]:
        """A list of the vocabulary, in the order of presentation."""
        return self.library.shared.vocabulary.get(name, ())

    def conflicts(self) -> list[ConflictAt]:
        """Every contradiction of the plan and of what all plans share, once."""
        return list({c.conflict.id: c for e in self.entries.values() for c in e.conflicts}.values())

    @cached_property
    def conflict_numbers(self) -> Mapping[str, int]:
        """Contradiction → its number in the one list of them."""
        return {at.conflict.id: i for i, at in enumerate(self.conflicts(), 1)}

    def by_standing(self, entries: Sequence[Entry]) -> list[StandingGroup]:
        """Some records, each standing by itself, the adopted plan's first."""
        return by_standing(entries, self.words("standing"))

    def stated(self, entries: Sequence[Entry]) -> frozenset[str]:
        """The fields in which some of some records states something."""
        return stated(entries, self.followed)

    def untold(self, entries: Sequence[Entry]) -> str:
        """What the sources tell of none of some records, as a sentence; empty for nothing."""
        return untold(entries, self.followed)

    def concerned(self, entry: Entry) -> list[Entry]:
        """The records that a report or an indicator is about, of whichever plan."""
        pairs = (key.split("/") for key in concerned_keys(entry))
        return [self.by_plan[plan][name] for plan, name in pairs]

    def areas_concerned(self, entry: Entry) -> list[Entry]:
        """The areas in which that stands which a report or an indicator is about, each once."""
        areas = (
            self.by_plan[other.period][other.area.id] if other.area else other
            for other in self.concerned(entry)
            if other.area or other.record_type == "area"
        )
        return list({area.key: area for area in areas}.values())

    def latest_reports(self, count: int) -> list[Entry]:
        """The newest reports of what this plan holds, whichever plan they stand in."""
        keys = {f"{self.period}/{name}" for name in self.entries}
        found = {r.key: r for key in keys for r in self.followed.reports.get(key, ())}
        return sorted(found.values(), key=newest, reverse=True)[:count]

    @cached_property
    def _names(self) -> Names:
        return Names(self.library)

    def labelled(self, entry: Entry) -> list[Shown]:
        """The values of a record that have a label of their own."""
        return labelled(entry, self._names)

    def everything(self, entry: Entry) -> list[Shown]:
        """All that a record states, for a type without a template of its own."""
        return everything(entry, self._names)

    def besides(self, entry: Entry, shown: Sequence[str]) -> list[Shown]:
        """What a record states in other fields than those that are shown."""
        return besides(entry, self._names, shown)

    def labels(self, entries: Sequence[Entry]) -> list[str]:
        """The labels under which some of some records state something."""
        return labels(entries, self._names)

    @cached_property
    def answers(self) -> Mapping[str, list[Entry]]:
        """Challenge → the measures that answer it."""
        return grouped((name, e) for e in self.of("measure") for name in {*e.record.challenges})

    def groups_of(self, area: str) -> list[Entry]:
        """The groups that work on an area."""
        return [e for e in self.of("group") if e.record.area == area]

    def related(self, area: str) -> list[Entry]:
        """The areas that an area names, and those that name it."""
        named = self.entries[area].record.relates_to
        return [e for e in self.of("area") if e.id in named or area in e.record.relates_to]

    def within(self, actor: str, depth: int = 0) -> Iterator[Part]:
        """An actor and all that is part of it, each before its own parts; else nothing."""
        if actor not in self.entries:
            return
        own = [e for e in self.of("actor") if e.record.part_of == actor]
        yield Part(self.entries[actor], depth)
        for entry in own:
            yield from self.within(entry.id, depth + 1)

    def instead(self, area: str) -> list[Entry]:
        """Where to look for what is done about an area that has no measure itself.

        Those it hangs together with that have measures; none where it has one of its own.
        """
        own = self.entries[area].record.measures
        return [] if own else [entry for entry in self.related(area) if entry.record.measures]


def derive(
    library: Library,
    period: str,
    by_plan: ByPlan,
    *,
    cited_pages: Mapping[str, list[PageRef]],
    elsewhere: Mapping[str, list[str]],
    moved: Mapping[str, str],
) -> Facts:
    """Derive the facts of one plan; what prose and redirects say is handed in, as `Facts` has it.

    Raises:
        KeyError: Where the library has no such plan.
    """
    entries = by_plan[period]
    pairs = list(_linked(library, by_plan, "continues"))
    beside = _linked(library, by_plan, "same_subject")
    return Facts(
        data=library.by_period[period],
        library=library,
        by_plan=by_plan,
        pages={
            f"{routes.PAGES[entry.record_type]}/{name}.md": name
            for name, entry in entries.items()
            if entry.record_type in routes.PAGES
        },
        places={
            f"{source.id}#{section.id}": Place(source, section)
            for source in library.shared.sources
            for section in source.sections
        },
        cited=grouped((place, e) for e in entries.values() for place in citations(e.record)),
        cited_pages=cited_pages,
        elsewhere=elsewhere,
        roles=grouped(_roles(entries)),
        before=grouped((new.id, old) for old, new in pairs if new.period == period),
        after=grouped((old.id, new) for old, new in pairs if old.period == period),
        moved=moved,
        followed=follow_up(by_plan),
        same_subject=grouped(
            (new.id, old) if new.period == period else (old.id, new)
            for old, new in beside
            if period in (old.period, new.period)
        ),
    )


def _roles(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Role]]:
    """Each actor or group that a record names, with what it has to do with the record."""
    for entry in entries.values():
        for actor, word in parties(entry.record):
            if actor in entries and entries[actor].record_type in ("actor", "group"):
                yield actor, Role(word, entry)


def _linked(library: Library, by_plan: ByPlan, field: str) -> Iterator[tuple[Entry, Entry]]:
    """Each record of a plan with one of the next that names it in `continues` or `same_subject`."""
    for plan in library.plans:
        new, old = by_plan[plan.plan.id], by_plan.get(str(plan.plan.predecessor), {})
        for record in plan.records():
            for name in getattr(record, field):
                if name in old:
                    yield old[name], new[record.id]
