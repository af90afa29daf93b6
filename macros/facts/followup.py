"""What has happened to what a plan wants: reports, states, moves, and what nobody reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from macros.facts.entries import Entry, grouped
from macros.model.edtf import Edtf
from macros.model.followup import Indicator, Move, Value

FINISHED = "completed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an indicator has come, with the numbers that it follows from.

    Attributes:
        baseline: Where it began; None where the sources do not say, and it is counted from 0.
        latest: The newest measured value.
        target: The value that is aimed at.
        percent: The part of the way, in whole per cent; may be below 0 or above 100.
    """

    baseline: Value | None
    latest: Value
    target: Value
    percent: int


@dataclass(frozen=True, slots=True)
class ToldMove:
    """A move of a milestone that a source tells."""

    entry: Entry
    move: Move


@dataclass(frozen=True, slots=True)
class Weakened:
    """A target of an indicator that another, weaker one took the place of."""

    entry: Entry
    was: Value
    became: Value


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What has happened, by what it concerns.

    Attributes:
        reports: `period/id` of what is concerned → reports of any plan, newest first.
        indicators: `period/id` of what is concerned → indicators of any plan.
    """

    reports: Mapping[str, list[Entry]]
    indicators: Mapping[str, list[Entry]]

    def state_of(self, key: str) -> Entry | None:
        """The newest report that gives a state of all of a record; None where none does."""
        found = (r for r in self.reports.get(key, ()) if r.record.state and not r.record.part)
        return next(found, None)

    def last_heard(self, key: str) -> Edtf | None:
        """When something was last reported; None where nothing is."""
        first = next(iter(self.reports.get(key, ())), None)
        return first.record.date if first else None

    def silent(self, key: str, due: Edtf | None, today: date | None) -> bool:
        """Whether a deadline has passed and nothing is reported since; never for what is done."""
        if due is None or today is None or due.last >= today:
            return False
        state, heard = self.state_of(key), self.last_heard(key)
        if state is not None and state.record.state == FINISHED:
            return False
        return heard is None or heard.last < due.last


def newest(report: Entry) -> tuple[date, date, str]:
    """What reports are sorted by: the last and first day it may have happened, and the id."""
    when = report.record.date
    return when.last, when.first, report.id


def follow_up(by_plan: Mapping[str, Mapping[str, Entry]]) -> FollowUp:
    """Gather the reports and indicators of all plans by what they concern."""
    reports = sorted(_of_type(by_plan, "report"), key=newest, reverse=True)
    indicators = _of_type(by_plan, "indicator")
    return FollowUp(grouped(_concerned(reports)), grouped(_concerned(indicators)))


def _of_type(by_plan: Mapping[str, Mapping[str, Entry]], record_type: str) -> Iterator[Entry]:
    """The records of a type, plan by plan."""
    entries = (entry for plan in by_plan.values() for entry in plan.values())
    return (entry for entry in entries if entry.record_type == record_type)


def _concerned(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    for entry in entries:
        for key in concerned_keys(entry):
            yield key, entry


def concerned_keys(entry: Entry) -> list[str]:
    """What a report or an indicator is about, of any plan, as `period/id`."""
    return [name if "/" in name else f"{entry.period}/{name}" for name in entry.record.concerns]


def told_moves(by_plan: Mapping[str, Mapping[str, Entry]]) -> list[ToldMove]:
    """Every move of a milestone of any plan that a source tells, newest first."""
    steps = _of_type(by_plan, "milestone")
    found = (ToldMove(entry, move) for entry in steps for move in entry.record.moves)
    return sorted(found, key=lambda one: str(one.move.told or ""), reverse=True)


def weakened(by_plan: Mapping[str, Mapping[str, Entry]]) -> list[Weakened]:
    """Every target of any plan that a weaker or later one took the place of."""
    return [
        Weakened(entry, was, became)
        for entry in _of_type(by_plan, "indicator")
        for was, became in pairwise(v for v in entry.record.values if v.kind == "target")
        if _weaker(entry.record, was, became)
    ]


def _weaker(indicator: Indicator, was: Value, became: Value) -> bool:
    """Whether less is aimed at, or the same for a later day; never guessed which way is better."""
    if was.value == became.value:
        return became.date.last > was.date.last
    less = "up" if became.value < was.value else "down"
    return indicator.better == less


def by_date(values: Iterable[Value]) -> list[Value]:
    """Values, oldest first."""
    return sorted(values, key=lambda value: value.date.sort_key)


def latest(indicator: Indicator) -> Value | None:
    """The newest measured value of an indicator."""
    measured = [value for value in indicator.values if value.kind == "measured"]
    return max(measured, key=lambda value: value.date.last, default=None)


def progress(indicator: Indicator) -> Progress | None:
    """How far an indicator has come towards its target; None where no target or value is known.

    (newest value - baseline) / (target - baseline), in per cent; the baseline is 0 where none is
    given.
    """
    by_kind: dict[str, Any] = {value.kind: value for value in indicator.values}
    now, target, baseline = latest(indicator), by_kind.get("target"), by_kind.get("baseline")
    if now is None or target is None:
        return None
    start = baseline.value if baseline else Decimal(0)
    if target.value == start:
        return None
    part = (now.value - start) / (target.value - start) * 100
    return Progress(baseline, now, target, int(part.to_integral_value()))
