"""Whose word a statement is: what follows from the place it cites, and may be said of a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.facts.entries import ADOPTED, Entry, grouped
from macros.facts.followup import FollowUp
from macros.model.fields import fields_of
from macros.model.plan import Word


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """Records of one standing, under its word; without a word where all are the adopted plan's."""

    word: Word | None
    entries: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        """The heading over them."""
        text = (self.word.plural or self.word.label) if self.word else ""
        return f"{text[:1].upper()}{text[1:]}"


def by_standing(entries: Sequence[Entry], words: Sequence[Word]) -> list[StandingGroup]:
    """Some records, the adopted plan's first; nothing is ever summed across standings."""
    order = [word.id for word in words]
    found = grouped((entry.standing, entry) for entry in entries)
    if set(found) <= {ADOPTED}:
        return [StandingGroup(None, tuple(entries))]
    by_id = {word.id: word for word in words}
    ranked = sorted(found, key=lambda name: order.index(name) if name in order else len(order))
    return [StandingGroup(by_id.get(name), tuple(found[name])) for name in ranked]


def stated(entries: Iterable[Entry], followed: FollowUp) -> frozenset[str]:
    """The fields in which some record states something; `state` where something is reported."""
    found: set[str] = set()
    for entry in entries:
        found |= {name for name, value in vars(entry.record).items() if value not in (None, ())}
        found |= {"state"} if followed.reports.get(entry.key) else set()
    return frozenset(found)


def untold(entries: Sequence[Entry], followed: FollowUp) -> str:
    """What the sources do not tell of any of some records of a type, as one sentence or nothing."""
    if not entries:
        return ""
    known = stated(entries, followed)
    fields = fields_of(entries[0].cls).items()
    open_fields = [f.about.untold for n, f in fields if f.about.untold and n not in known]
    if not open_fields:
        return ""
    *first, last = open_fields
    what = f"{', '.join(first)} eller {last}" if first else last
    return f"Kildene sier ikke {what}{' for noen av disse' if len(entries) > 1 else ''}."
