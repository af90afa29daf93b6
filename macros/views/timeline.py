"""The geometry of the timeline: where each bar, tick and line of text stands.

The picture is drawn 360 units wide, so that it is legible on a phone without scaling, and one row
a step, so that no label ever overlaps another. The template prints what stands here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from macros.facts.dates import date_in_words
from macros.facts.entries import Entry

WIDTH = 360
_PAD = 6
_TOP = 26
_LINE = 16
_BAR = 10
_GAP = 16
_CHARS = 50
_MIN = 5
_LABEL = 30
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of January of a year."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One dated record: its title in lines with baselines, its date in words, and its bar."""

    entry: Entry
    lines: tuple[tuple[str, int], ...]
    when: str
    when_y: int
    x: float
    y: int
    width: float
    open_start: bool  # whether that end is open or unknown
    open_end: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole picture."""

    height: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    first: str
    last: str
    axis_y: int = _TOP
    width: int = WIDTH


def layout_timeline(entries: Sequence[Entry]) -> Timeline | None:
    """Lay out dated records, in the order given; None where there is nothing to draw."""
    points = [p for e in entries for p in (e.record.date.start, e.record.date.end) if p]
    if not points:
        return None
    low, high = min(p.first for p in points).year, max(p.last for p in points).year
    start, end = date(low, 1, 1), date(high, 12, 31)

    def place(day: date, passed: int = 0) -> float:
        """Where a day begins; with one day passed, where it ends: no day after it need exist."""
        part = ((day - start).days + passed) / ((end - start).days + 1)
        return round(_PAD + part * (WIDTH - 2 * _PAD), 1)

    rows, y = [], _TOP + 12
    for entry in entries:
        when = entry.record.date
        left = place(when.start.first if when.start else start)
        right = place(when.end.last) if when.end else place(end, passed=1)
        rows.append(_row(entry, left, right, y))
        y = rows[-1].y + _BAR + _GAP
    years = range(low, high + 1)
    step = -(-len(years) // _MOST_TICKS)
    places = ((place(date(year, 1, 1)), str(year)) for year in years[::step])
    ticks = tuple(Tick(x, year) for x, year in places if x <= WIDTH - _LABEL)
    return Timeline(y, ticks, tuple(rows), first=str(low), last=str(high))


def _row(entry: Entry, left: float, right: float, y: int) -> Row:
    when = entry.record.date
    texts = textwrap.wrap(entry.title, _CHARS) or [entry.title]
    lines = tuple((text, y + (i + 1) * _LINE) for i, text in enumerate(texts))
    when_y = y + (len(texts) + 1) * _LINE
    width = round(max(right - left, _MIN), 1)
    x = round(min(left, WIDTH - _PAD - width), 1)
    ends = when.start is None, when.end is None
    return Row(entry, lines, date_in_words(when), when_y, x, when_y + 7, width, *ends)
