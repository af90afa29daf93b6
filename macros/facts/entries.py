"""The records of a plan as entries: in order, with what they are called and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from macros.model import routes
from macros.model.alphabet import alphabetical
from macros.model.base import Conflict, Record
from macros.model.edtf import Edtf
from macros.model.fields import party_fields
from macros.model.plan import Library, PlanData, Source
from macros.model.records import Area, Group
from macros.model.registry import LISTS

HAPPENED = "happened"
ADOPTED = "adopted"
_REPORT = "report"


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
        standing: Whose word it is, a word of the vocabulary; empty where no place says.
        told: The last day that a source it cites is from; None where no source has a date.
    """

    record: Any
    record_type: str
    title: str
    url: str
    period: str
    area: Area | None = None
    conflicts: tuple[ConflictAt, ...] = ()
    standing: str = ""
    told: date | None = None

    @property
    def cls(self) -> type[Record]:
        """The record's class, which tells its fields."""
        return type(self.record)

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record.id)

    @property
    def key(self) -> str:
        """`period/id`, which names it among the records of all plans."""
        return f"{self.period}/{self.id}"

    @property
    def paged(self) -> bool:
        """Whether it has a page of its own, rather than a place on another."""
        return "#" not in self.url

    @property
    def lang(self) -> str:
        """The language of the record's texts."""
        return str(self.record.lang)

    @property
    def foretold(self) -> bool:
        """Whether what is told of what happens is older than its date: it was still to be."""
        end = self.record.date and self.record.date.end
        return bool(self.standing == HAPPENED and end and self.told and self.told < end.first)

    @property
    def planned(self) -> Edtf | None:
        """When it was to be, or is said to be; None where a source only tells when it came."""
        told = self.standing == HAPPENED and not self.foretold
        return None if told and not getattr(self.record, "actual", None) else self.record.date

    @property
    def postponed(self) -> Edtf | None:
        """The date it was moved to last, while no source tells that it came."""
        moves = getattr(self.record, "moves", ())
        return moves[-1].became if moves and not self.came else None

    @property
    def came(self) -> Edtf | None:
        """When what is dated took place, as a source tells afterwards; None where none does."""
        return getattr(self.record, "actual", None) if self.planned else self.record.date

    def conflicts_about(self, field: str = "") -> list[ConflictAt]:
        """The contradictions that readers meet beside the record, or beside one of its values.

        What another record's contradiction is about is none of this record's values.
        """
        own = (at for at in self.conflicts if at.owner == self.id and at.conflict.field == field)
        return list(own if field else self.conflicts)


_T = TypeVar("_T")


def grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    """Name → what stands with it in some pairs, in their order."""
    groups: dict[str, list[_T]] = {}
    for name, value in pairs:
        groups.setdefault(name, []).append(value)
    return groups


def entries_of(library: Library, data: PlanData, rows: Set[str]) -> dict[str, Entry]:
    """What a plan and the shared files hold, by id, in the order of presentation.

    `rows` are the records without a page of their own, as `period/id`.
    """
    by_place, dated = standings(library), _dated(library)
    placed = [
        (record, area, _address(record, area, f"{data.plan.id}/{record.id}" in rows))
        for record, area in _in_order(library, data)
    ]
    conflicts = grouped(
        (name, ConflictAt(conflict, record.id, url, record.lang))
        for record, _, url in placed
        for conflict in record.conflicts
        for name in dict.fromkeys((record.id, *conflict.concerns))
    )
    for name, places in conflicts.items():
        places.sort(key=lambda at: at.owner != name)  # its own come first
    return {
        record.id: Entry(
            record=record,
            record_type=record.record_type,
            title=title_of(record),
            url=url,
            period=data.plan.id,
            area=area,
            conflicts=tuple(conflicts.get(record.id, ())),
            standing=standing_of(record, by_place),
            told=max((dated[p] for p in record.source if p in dated), default=None),
        )
        for record, area, url in placed
    }


def _address(record: Record, area: Area | None, row: bool) -> str:
    return routes.address(record.record_type, record.id, area.id if area else "", row=row)


def _in_order(library: Library, data: PlanData) -> Iterator[tuple[Record, Area | None]]:
    yield data.plan, None
    rank = _ranks(library, "area_kind")
    for area in sorted(data.areas, key=lambda a: (rank.get(a.kind, 0), a.order, a.id)):
        yield area, None
        for record in (*area.challenges, *area.measures):
            yield record, area
    rank = _ranks(library, "actor_kind")
    for actor in sorted(library.shared.actors, key=lambda a: rank.get(a.kind, 0)):
        yield actor, None
    for name in LISTS:
        for record in sorted(getattr(data, name), key=lambda r: getattr(r, "order", 0)):
            yield record, None
    for term in sorted(library.shared.terms, key=lambda t: alphabetical(t.term)):
        yield term, None


def _ranks(library: Library, name: str) -> dict[str, int]:
    """Place of each word in a list of the vocabulary; empty while the check misses the list."""
    return {word.id: i for i, word in enumerate(library.shared.vocabulary.get(name, ()))}


def title_of(record: Record) -> str:
    """What a record is called, whatever its type calls that."""
    for name in ("title", "name", "term"):
        value = vars(record).get(name)
        if value:
            return str(value)
    return record.id


def standings(library: Library) -> dict[str, str]:
    """`document#section` → its standing; empty where neither it nor its source says."""
    return {
        f"{source.id}#{section.id}": section.standing or source.standing or ""
        for source in library.shared.sources
        for section in source.sections
    }


def _dated(library: Library) -> dict[str, date]:
    """`document#section` → the last day that its document is from, where it has a date."""
    sources = ((s, s.updated or s.date) for s in library.shared.sources)
    return {f"{s.id}#{part.id}": day.last for s, day in sources if day for part in s.sections}


def standing_of(record: Record, by_place: Mapping[str, str]) -> str:
    """The standing of a record: its own word, else that of the first place it cites.

    A report is by its nature something that has happened.
    """
    if record.standing:
        return record.standing
    if record.record_type == _REPORT:
        return HAPPENED
    return next((by_place[place] for place in record.source if by_place.get(place)), "")


def parties(record: Record) -> Iterator[tuple[str, str]]:
    """Each actor or group that a record names, with what its part in the record is called."""
    for name, word in party_fields(type(record)).items():
        value = getattr(record, name) or ()
        yield from ((party, word) for party in ((value,) if isinstance(value, str) else value))
    members = record.members if isinstance(record, Group) else ()
    named = dict.fromkeys(member.actor for member in members if member.actor)
    yield from ((actor, "representert i") for actor in named)


def of_source(library: Library, source: Source, period: str) -> Entry:
    """The page of a source, by its short name where others are called the same."""
    alike = [other for other in library.shared.sources if other.title == source.title]
    title = source.short if len(alike) > 1 else source.title
    return Entry(source, "source", title, routes.source(source.id), period)
