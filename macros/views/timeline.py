"""The geometry of the timeline: where each bar and tick stands, in per cent of the axis.

In per cent, because the page and the drawing of its own share it: rows are text that flows, and
only bars are drawn. The templates print what stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from macros.facts.dates import date_in_words
from macros.facts.entries import Entry
from macros.model.edtf import Edtf

_WHOLE = 100
_LEAST = 1.2
_STUMP = 7
_LABEL = 9
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of January of a year."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """From where, and how long. An open end reaches the edge; one that is unknown is a stump."""

    x: float
    width: float
    open_start: bool = False
    open_end: bool = False

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


@dataclass(frozen=True, slots=True)
class Row:
    """One dated record: its title, its dates in words, and the bars of them."""

    entry: Entry
    label: str
    note: str
    planned: Bar | None  # None where nothing tells when it was to be
    moved: Bar | None  # where the last of its moves led, if it has not come since
    came: Bar | None  # when it came; None where nothing tells


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole picture."""

    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    first: str
    last: str
    today: float | None  # None where it is outside the picture

    @property
    def open_ends(self) -> tuple[bool, bool]:
        """Whether any bar has an open start, and an open end."""
        bars = [bar for row in self.rows for bar in (row.planned, row.moved, row.came) if bar]
        return any(bar.open_start for bar in bars), any(bar.open_end for bar in bars)


def layout_timeline(entries: Sequence[Entry], today: date | None = None) -> Timeline | None:
    """Lay out dated records, in the order given; None where there is nothing to draw.

    Args:
        entries: Records with a date.
        today: The day of what is built.
    """
    dates = [day for e in entries for day in (e.planned, e.postponed, e.came) if day]
    points = [point for day in dates for point in (day.start, day.end) if point]
    if not points:
        return None
    low, high = min(p.first for p in points).year, max(p.last for p in points).year
    start, end = date(low, 1, 1), date(high, 12, 31)

    def place(day: date, passed: int = 0) -> float:
        """Where a day begins; with one day passed, where it ends: no day after it need exist."""
        return round(((day - start).days + passed) / ((end - start).days + 1) * _WHOLE, 2)

    def bar(when: Edtf) -> Bar:
        left = place(when.start.first) if when.start else 0.0
        right = place(when.end.last, 1) if when.end else float(_WHOLE)
        if not (when.start or when.open_start):
            left = max(left, right - _STUMP)
        if not (when.end or when.open_end):
            right = min(right, left + _STUMP)
        width = round(max(right - left, _LEAST), 2)
        x = round(min(left, _WHOLE - width), 2)
        return Bar(x, width, when.start is None, when.end is None)

    rows = []
    for entry in entries:
        days = (entry.planned, entry.postponed, entry.came)
        bars = (bar(when) if when else None for when in days)
        rows.append(Row(entry, entry.title, _note(entry), *bars))
    years = range(low, high + 1)
    step = -(-len(years) // _MOST_TICKS)
    places = (Tick(place(date(year, 1, 1)), str(year)) for year in years[::step])
    ticks = tuple(tick for tick in places if tick.x <= _WHOLE - _LABEL)
    now = place(today) if today and start <= today <= end else None
    return Timeline(ticks, tuple(rows), str(low), str(high), now)


def _note(entry: Entry) -> str:
    """The dates of a row in words."""
    words = [
        ("planlagt ", entry.planned),
        ("sist flyttet til ", entry.postponed),
        ("skjedde ", entry.came),
    ]
    said = [(word, date_in_words(day)) for word, day in words if day]
    alone = len(said) == 1 and not entry.foretold
    return ", ".join(day if alone else word + day for word, day in said)
