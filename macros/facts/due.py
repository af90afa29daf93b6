"""Every date by which something is due: as a table has them, and by whom and what they concern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from macros.facts.derive import Facts
from macros.facts.entries import Entry, grouped
from macros.history.slips import Slip
from macros.model.edtf import Edtf
from macros.model.fields import due_fields, fields_of
from macros.model.followup import Milestone
from macros.model.scope import PARTY
from macros.model.walk import references

DEADLINE = "deadline"
"""The kind of milestone that is due: no other step of a timetable is a deadline."""


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: what it is for, which field holds it, when it is, and what became of it."""

    entry: Entry
    field: str
    date: Edtf
    slip: Slip | None = None

    @property
    def label(self) -> str:
        """What kind of deadline it is, for readers."""
        return fields_of(self.entry.cls)[self.field].about.due


def may_be_due(entry: Entry) -> tuple[str, ...]:
    """The fields of a record that can hold a date by which something is due."""
    if entry.record_type == "milestone" and entry.record.kind != DEADLINE:
        return ()
    return due_fields(entry.cls)


def due_date(entry: Entry, field: str) -> Edtf | None:
    """When something is due, as it was last planned; None where that is not set."""
    date: Edtf | None = getattr(entry.record, field)
    return entry.record.planned if isinstance(entry.record, Milestone) else date


@lru_cache(maxsize=16)
def dues(facts: Facts) -> tuple[Due, ...]:
    """Every deadline of a plan, earliest first."""
    found = [
        Due(entry, field, date, facts.history.slip(entry, field))
        for entry in facts.entries.values()
        for field in may_be_due(entry)
        if (date := due_date(entry, field)) is not None
    ]
    return tuple(sorted(found, key=lambda due: due.date.sort_key))


def by_concerned(rows: Iterable[Due]) -> dict[str, list[Due]]:
    """Id of an actor, a group or an area → the deadlines it has to do with, earliest first."""
    return grouped((name, due) for due in rows for name in dict.fromkeys(concerned(due.entry)))


def concerned(entry: Entry) -> Iterator[str]:
    """The ids of the actors, groups and areas that a record has to do with; one may come twice."""
    if entry.area is not None:
        yield entry.area.id
    for field, name in references(entry.record):
        if field.refs in ("actor", "area", PARTY):
            yield name
    yield from getattr(entry.record, "concerns", ())
