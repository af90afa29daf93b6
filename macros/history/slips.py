"""From versions, oldest first, to what became of each deadline. Nothing here knows git.

A deadline is known by its plan, record type, id and field, wherever in the files it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from pydantic import TypeAdapter

from macros.model.edtf import Edtf, parse


class Key(NamedTuple):
    """What a deadline is known by."""

    period: str
    type: str
    id: str
    field: str


class MoveKind(StrEnum):
    """What became of a deadline; only the first of these counts as a move.

    The value is what a reader is told; `slug` is what programs see.
    """

    MOVED = "flyttet"
    REFINED = "presisert"
    WITHDRAWN = "tatt bort"
    RESTORED = "satt på nytt"

    @property
    def slug(self) -> str:
        """A stable English name for programs."""
        return self.name.lower()


class State(StrEnum):
    """How much is known: everything, what came after a cut, or nothing.

    A history is cut in a shallow clone, and where the tree was moved from another folder.
    """

    WHOLE = "whole"
    CUT = "cut"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Version:
    """What one published version made of some deadlines.

    Attributes:
        day: When, as an ISO date (UTC).
        values: Deadline → its date as EDTF; empty where the record gives none.
        reasons: Deadline → the reasons given, as in `Move`.
    """

    day: str
    values: Mapping[Key, str]
    reasons: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a deadline.

    Attributes:
        day: When it was made, as an ISO date (UTC); empty where it is not committed yet.
        kind: What it did.
        old: The date before (EDTF); empty for none.
        new: The date after (EDTF); empty for none.
        reasons: The reason that was given; empty where none was. Several were given for the
            whole change, and nothing tells which of them concerns this move.
    """

    day: str
    kind: MoveKind
    old: str
    new: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """The history of one deadline.

    Attributes:
        period, type, id, field: What it is known by.
        first: The first date that is known (EDTF).
        day: When that was set, as an ISO date (UTC); empty where it is not committed yet.
        moves: Everything that became of it since, oldest first, moved or not.
    """

    period: str
    type: str
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
        kinds = {move.kind for move in self.moves} - {MoveKind.MOVED}
        *most, last = [kind.value for kind in MoveKind if kind in kinds] or [""]
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
        state: How much is known.
        since: The oldest day that is known; empty where nothing is.
        starts: Period → its first day on the site, where that is declared; what its deadlines
            were before is work in progress, and left out.
        skipped: Old versions that could not be read.
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


class _Record(Protocol):
    """What has deadlines: anything with a record type and an id."""

    @property
    def record_type(self) -> str: ...

    @property
    def id(self) -> str: ...


class Followed:
    """The histories of one plan's deadlines, as its pages ask for them."""

    def __init__(self, history: History | None = None, period: str = "") -> None:
        """Look up what belongs to the plan; without a history nothing is known."""
        found = history or History()
        self.reach = found.reach(period)
        self.cut = found.cut(period)
        self.skipped = [old for old in found.skipped if old.period == period]
        own = (slip for slip in found.slips if slip.period == period)
        self._slips = {(slip.type, slip.id, slip.field): slip for slip in own}

    def slip(self, record: _Record, name: str) -> Slip | None:
        """The history of a deadline; None where none is known."""
        return self._slips.get((record.record_type, record.id, name))

    def over(self, due: Edtf | None) -> bool:
        """Whether a deadline had passed before anything is known of what became of it."""
        if due is None or not self.reach:
            return False
        return due.last < date.fromisoformat(self.reach)

    def known_since(self, slip: Slip) -> str:
        """The day (ISO) from which a committed deadline has been followed."""
        return max(slip.day, self.reach)

    def moved(self, records: Iterable[_Record], name: str) -> bool:
        """Whether the deadline of any of some records has moved."""
        found = (self.slip(record, name) for record in records)
        return any(slip.moved for slip in found if slip)


@dataclass(slots=True)
class _Line:
    """A history while it is made; `value` is the date of the last version."""

    first: str
    day: str
    value: str
    moves: list[Move] = field(default_factory=list)

    def go_on(self, day: str, value: str, reasons: tuple[str, ...]) -> None:
        if value == self.value:
            return
        if not self.first:
            self.first, self.day = value, day
        else:
            self.moves.append(Move(day, _kind(self.value, value), self.value, value, reasons))
        self.value = value


def slips(
    versions: Iterable[Version], current: Mapping[Key, str], starts: Mapping[str, str]
) -> tuple[Slip, ...]:
    """What became of each deadline.

    Args:
        versions: Oldest first. What is not in a version was not touched by it; a record that is
            gone and comes back goes on where it was.
        current: Every deadline as it stands now, committed or not; those that are not here are
            left out.
        starts: As in `History`.
    """
    lines: dict[Key, _Line] = {}
    for version in versions:
        for key, value in version.values.items():
            if key not in lines or version.day <= starts.get(key.period, ""):
                lines[key] = _Line(value, version.day, value)
            else:
                lines[key].go_on(version.day, value, version.reasons.get(key, ()))
    for key, value in current.items():
        lines.setdefault(key, _Line(value, "", value)).go_on("", value, ())
    told = ((key, lines[key]) for key in sorted(current))
    return tuple(Slip(*key, ln.first, ln.day, tuple(ln.moves)) for key, ln in told if ln.first)


def _kind(old: str, new: str) -> MoveKind:
    if not new:
        return MoveKind.WITHDRAWN
    if not old:
        return MoveKind.RESTORED
    before, after = parse(old), parse(new)
    refined = not before.interval and after.known_within(before)
    return MoveKind.REFINED if refined else MoveKind.MOVED


_JSON = TypeAdapter(History)


def dump(history: History) -> bytes:
    """A history as JSON, to hand it from the publication to its builds."""
    return _JSON.dump_json(history)


def restore(text: bytes) -> History:
    """The history that `dump` gave."""
    return _JSON.validate_json(text)
