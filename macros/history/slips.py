"""From versions, oldest first, to what became of each deadline. Nothing here knows git.

A deadline is known by its plan, record type, id and field, wherever in the files it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from macros.model.edtf import Edtf, parse


class Key(NamedTuple):
    """What a deadline is known by."""

    period: str
    record_type: str
    id: str
    field: str


class MoveKind(StrEnum):
    """What became of a deadline, as readers are told it; only the first counts as a move."""

    MOVED = "flyttet"
    REFINED = "presisert"
    WITHDRAWN = "tatt bort"
    RESTORED = "satt på nytt"

    @property
    def slug(self) -> str:
        """A stable English name for programs."""
        return self.name.lower()


class State(StrEnum):
    """How much is known. It is cut in a shallow clone, and where the tree came from elsewhere."""

    WHOLE = "whole"
    CUT = "cut"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Version:
    """What one published version made of some deadlines, on a day (ISO, UTC).

    A date is in EDTF, and empty where the record gives none; reasons are as in `Move`.
    """

    day: str
    dates: Mapping[Key, str]
    reasons: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a deadline, from one date (EDTF, empty for none) to another.

    Attributes:
        day: When it was made, as an ISO date (UTC); empty where it is not committed yet.
        reasons: The reason that was given, if any. Several were given for the whole change, and
            nothing tells which of them concerns this move.
    """

    day: str
    kind: MoveKind
    old: str
    new: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """The history of one deadline, which is known by its `Key`.

    Attributes:
        first: The first date that is known (EDTF).
        day: When that was set, as an ISO date (UTC); empty where it is not committed yet.
        moves: Everything that became of it since, oldest first, moved or not.
    """

    period: str
    record_type: str
    id: str
    field: str
    first: str
    day: str
    moves: tuple[Move, ...] = ()

    @property
    def moved(self) -> int:
        """How often it moved; to say a date more exactly, or to take it away, is no move."""
        return sum(move.kind is MoveKind.MOVED for move in self.moves)

    @property
    def times(self) -> str:
        """How often it moved, in Norwegian."""
        return f"{self.moved} {'gang' if self.moved == 1 else 'ganger'}"

    @property
    def otherwise(self) -> str:
        """What else became of it, in Norwegian: «presisert og tatt bort»."""
        others = {move.kind for move in self.moves} - {MoveKind.MOVED}
        *most, last = [kind.value for kind in MoveKind if kind in others] or [""]
        return f"{', '.join(most)} og {last}" if most else last


@dataclass(frozen=True, slots=True)
class Skipped:
    """An old version of a file that could not be read: what it said is not in any history."""

    path: str
    day: str

    @property
    def period(self) -> str:
        """The plan it belonged to."""
        return self.path.split("/")[1]


@dataclass(frozen=True, slots=True)
class History:
    """The histories of all deadlines, and how far they reach.

    Attributes:
        since: The oldest day that is known; empty where nothing is.
        starts: Period → its first day on the site, where that is declared; what its deadlines
            were before is work in progress, and left out.
        slips: One for each deadline that has a date, or had one.
    """

    state: State = State.MISSING
    since: str = ""
    starts: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    slips: tuple[Slip, ...] = ()

    def reach(self, period: str) -> str:
        """The day from which the deadlines of a plan are followed; empty where none are."""
        return max(self.since, self.starts.get(period, "")) if self.since else ""

    def cut(self, period: str) -> bool:
        """Whether something that should be told of a plan is missing."""
        return self.state is State.CUT and self.since > self.starts.get(period, "")


class Followed:
    """The histories of one plan's deadlines, as its pages ask for them."""

    def __init__(self, history: History | None = None, period: str = "") -> None:
        """Look up what belongs to the plan; without a history nothing is known."""
        history = history or History()
        self.reach = history.reach(period)
        self.cut = history.cut(period)
        self.skipped = [old for old in history.skipped if old.period == period]
        own = (slip for slip in history.slips if slip.period == period)
        self._slips = {(slip.record_type, slip.id, slip.field): slip for slip in own}

    def slip(self, record: Any, name: str) -> Slip | None:
        """The history of a deadline of a record or an entry; None where none is known."""
        return self._slips.get((record.record_type, record.id, name))

    def over(self, due: Edtf | None) -> bool:
        """Whether a deadline had passed before anything is known of what became of it."""
        return bool(due and self.reach and due.last < date.fromisoformat(self.reach))

    def known_since(self, slip: Slip) -> str:
        """The day (ISO) from which a committed deadline has been followed."""
        return max(slip.day, self.reach)

    def moved(self, records: Iterable[Any], name: str) -> bool:
        """Whether the deadline of any of some records has moved."""
        return any(slip.moved for record in records if (slip := self.slip(record, name)))


@dataclass(slots=True)
class _Growing:
    """A history while it is made; `date` is that of the last version."""

    first: str
    day: str
    date: str
    moves: list[Move] = field(default_factory=list)

    def add(self, day: str, new: str, reasons: tuple[str, ...] = ()) -> None:
        if new != self.date and not self.first:
            self.first, self.day = new, day
        elif new != self.date:
            self.moves.append(Move(day, _move_kind(self.date, new), self.date, new, reasons))
        self.date = new


def slips(
    versions: Iterable[Version], current: Mapping[Key, str], starts: Mapping[str, str]
) -> tuple[Slip, ...]:
    """What became of each deadline.

    Args:
        versions: Oldest first. What is not in a version was not touched by it; a record that is
            gone and comes back goes on where it was.
        current: Every deadline as it stands now, committed or not; no other is told of.
        starts: As in `History`.
    """
    growing: dict[Key, _Growing] = {}
    for version in versions:
        for key, date_ in version.dates.items():
            if key not in growing or version.day <= starts.get(key.period, ""):
                growing[key] = _Growing(date_, version.day, date_)
            else:
                growing[key].add(version.day, date_, version.reasons.get(key, ()))
    for key, date_ in current.items():
        growing.setdefault(key, _Growing(date_, "", date_)).add("", date_)
    dated = ((key, growing[key]) for key in sorted(current))
    return tuple(
        Slip(*key, one.first, one.day, tuple(one.moves)) for key, one in dated if one.first
    )


def _move_kind(old: str, new: str) -> MoveKind:
    if not new:
        return MoveKind.WITHDRAWN
    if not old:
        return MoveKind.RESTORED
    before, after = parse(old), parse(new)
    refined = not before.interval and after.known_within(before)
    return MoveKind.REFINED if refined else MoveKind.MOVED
