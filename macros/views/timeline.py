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
from macros.model.edtf import Edtf

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
    actual_x: float  # the bar of when it came; of length 0 where that is not told
    actual_width: float
    actual: str  # in words


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
    dates = [day for e in entries for day in (e.record.date, _actual(e)) if day]
    points = [point for day in dates for point in (day.start, day.end) if point]
    if not points:
        return None
    low, high = min(p.first for p in points).year, max(p.last for p in points).year
    start, end = date(low, 1, 1), date(high, 12, 31)

    def place(day: date, passed: int = 0) -> float:
        """Where a day begins; with one day passed, where it ends: no day after it need exist."""
        part = ((day - start).days + passed) / ((end - start).days + 1)
        return round(_PAD + part * (WIDTH - 2 * _PAD), 1)

    def span(when: Edtf | None) -> tuple[float, float]:
        """Left edge and length of the bar of a date."""
        if when is None:
            return 0.0, 0.0
        left = place(when.start.first if when.start else start)
        right = place(when.end.last) if when.end else place(end, passed=1)
        width = round(max(right - left, _MIN), 1)
        return round(min(left, WIDTH - _PAD - width), 1), width

    rows, y = [], _TOP + 12
    for entry in entries:
        rows.append(_row(entry, span(entry.record.date), span(_actual(entry)), y))
        y = rows[-1].y + _BAR + _GAP
    years = range(low, high + 1)
    step = -(-len(years) // _MOST_TICKS)
    places = ((place(date(year, 1, 1)), str(year)) for year in years[::step])
    ticks = tuple(Tick(x, year) for x, year in places if x <= WIDTH - _LABEL)
    return Timeline(y, ticks, tuple(rows), first=str(low), last=str(high))


def _actual(entry: Entry) -> Edtf | None:
    """When a record came, where it is one that is planned."""
    return getattr(entry.record, "actual", None)


def _row(entry: Entry, planned: tuple[float, float], came: tuple[float, float], y: int) -> Row:
    when, actual = entry.record.date, _actual(entry)
    texts = textwrap.wrap(entry.title, _CHARS) or [entry.title]
    lines = tuple((text, y + (i + 1) * _LINE) for i, text in enumerate(texts))
    when_y = y + (len(texts) + 1) * _LINE
    words = date_in_words(actual) if actual else ""
    ends = when.start is None, when.end is None
    bar = (planned[0], when_y + 7, planned[1])
    return Row(entry, lines, date_in_words(when), when_y, *bar, *ends, *came, words)
