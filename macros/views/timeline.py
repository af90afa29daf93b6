"""The geometry of the timeline: where each bar, tick and line of text stands.

The picture is drawn 360 units wide, so that it is legible on a phone without scaling, and one row
a step, so that no label ever overlaps another. The template prints what stands here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from macros.facts.entries import Entry
from macros.model.edtf import Edtf
from macros.views.dates import prose

WIDTH = 360
_PAD = 6
_TOP = 26
_LINE = 16
_BAR = 10
_GAP = 16
_CHARS = 50
_MIN = 5
_LABEL = 30


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of January of a year."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One dated record: its texts, and its bar.

    Attributes:
        entry: The record.
        lines: Its title, broken into lines, each with its baseline.
        when: The date as prose, and its baseline.
        x, y, width: Upper left corner and length of the bar.
        open_start, open_end: Whether that end is open or unknown.
    """

    entry: Entry
    lines: tuple[tuple[str, int], ...]
    when: str
    when_y: int
    x: float
    y: int
    width: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole picture."""

    width: int
    height: int
    axis_y: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    first: str
    last: str


def lay_out(items: Sequence[tuple[Entry, Edtf]]) -> Timeline | None:
    """Lay out dated records, in the order given.

    Args:
        items: Records with their dates.

    Returns:
        The picture, or None where there is nothing to draw.
    """
    points = [p for _, d in items for p in (d.start, d.end) if p]
    if not points:
        return None
    low, high = min(p.first for p in points).year, max(p.last for p in points).year
    scale = _Scale(date(low, 1, 1), date(high, 12, 31))
    rows, y = [], _TOP + 12
    for entry, when in items:
        row, y = _row(entry, when, scale, y)
        rows.append(row)
    years = range(low, high + 1)
    step = max(1, -(-len(years) // 8))
    ticks = tuple(
        Tick(scale.x(date(year, 1, 1)), str(year))
        for year in years[::step]
        if scale.x(date(year, 1, 1)) <= WIDTH - _LABEL
    )
    return Timeline(WIDTH, y, _TOP, ticks, tuple(rows), first=str(low), last=str(high))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From the start of the first day to the end of the last: no day after it need exist."""

    first: date
    last: date

    def x(self, day: date, passed: int = 0) -> float:
        """Where a day begins; with one day passed, where it ends."""
        part = ((day - self.first).days + passed) / ((self.last - self.first).days + 1)
        return round(_PAD + part * (WIDTH - 2 * _PAD), 1)


def _row(entry: Entry, when: Edtf, scale: _Scale, y: int) -> tuple[Row, int]:
    lines = []
    for text in textwrap.wrap(entry.title, _CHARS) or [entry.title]:
        y += _LINE
        lines.append((text, y))
    y += _LINE
    when_y = y
    y += 7
    left = scale.x(when.start.first if when.start else scale.first)
    right = scale.x(when.end.last) if when.end else scale.x(scale.last, passed=1)
    width = round(max(right - left, _MIN), 1)
    left = min(left, WIDTH - _PAD - width)
    row = Row(
        entry,
        tuple(lines),
        prose(when),
        when_y,
        round(left, 1),
        y,
        width,
        when.start is None,
        when.end is None,
    )
    return row, y + _BAR + _GAP
