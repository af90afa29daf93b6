"""The geometry of boxes and lines: which document stands over which, which area carries which on.

Drawn 360 units wide, so that they are legible on a phone without scaling. The tables behind them
say the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from macros.facts.entries import Entry
from macros.views.changes.plans import Side

WIDTH = 360
_GAP = 8
_MAX_IN_ROW = 3


@dataclass(frozen=True, slots=True)
class Box:
    """What a box stands for, where it is, and its title in lines, each with its baseline."""

    subject: Any  # an Entry, or a Side
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]
    linked: bool = True

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """From one box to another; dashed where no source says outright that they hang together."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole picture."""

    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH


# ---------------------------------------------------------------- documents that build on others

_PAD = 6
_LINE = 15
_INSIDE = 9
_BETWEEN = 34
_CHAR = 6.6


def layout_hierarchy(documents: Sequence[Entry]) -> Diagram | None:
    """Lay out documents by what they build on; None where there is nothing to draw.

    A document stands one row below the lowest of those it builds on. An arrow that two others
    already imply is left out of the picture, and so is what is not among the documents.
    """
    if not documents:
        return None
    entries = {entry.id: entry for entry in documents}
    above = {
        name: [basis.document for basis in entry.record.builds_on if basis.document in entries]
        for name, entry in entries.items()
    }
    level, implied = _levels(above)
    boxes: dict[str, Box] = {}
    y = float(_PAD)
    for number in range(max(level.values()) + 1):
        row = [entry for entry in documents if level[entry.id] == number]
        for start in range(0, len(row), _MAX_IN_ROW):
            line = _row(row[start : start + _MAX_IN_ROW], y)
            boxes |= {box.subject.id: box for box in line}
            y = line[0].bottom + _GAP
        y += _BETWEEN - _GAP
    arrows = (
        _arrow(boxes[upper], boxes[lower])
        for lower, uppers in above.items()
        for upper in uppers
        if not any(upper in implied[other] for other in uppers if other != upper)
    )
    return Diagram(y - _BETWEEN + _PAD, tuple(boxes.values()), tuple(arrows))


def _levels(above: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Each document's row, and all those above it, by however many steps.

    They may build on each other in a circle, for that is what sources may say; one step of each
    circle then counts for nothing.
    """
    steps = {name: list(uppers) for name, uppers in above.items()}
    order: list[str] = []
    while not order:
        try:
            order = list(TopologicalSorter(steps).static_order())
        except CycleError as error:
            upper, lower = error.args[1][:2]
            steps[lower].remove(upper)
    level: dict[str, int] = {}
    implied: dict[str, set[str]] = {}
    for name in order:
        level[name] = 1 + max((level[upper] for upper in steps[name]), default=-1)
        implied[name] = set(steps[name]).union(*(implied[upper] for upper in steps[name]))
    return level, implied


def _row(entries: Sequence[Entry], y: float) -> list[Box]:
    width = (WIDTH - 2 * _PAD - (len(entries) - 1) * _GAP) / len(entries)
    texts = [textwrap.wrap(entry.title, int((width - 10) / _CHAR)) for entry in entries]
    height = max(map(len, texts)) * _LINE + 2 * _INSIDE
    boxes = []
    for i, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        x = _PAD + i * (width + _GAP)
        first = y + (height - len(text) * _LINE) / 2 + _LINE - 4
        lines = tuple((line, round(first + n * _LINE, 1)) for n, line in enumerate(text))
        boxes.append(Box(entry, round(x, 1), y, round(width, 1), height, lines))
    return boxes


def _arrow(upper: Box, lower: Box) -> Line:
    """Ends under the middle of the narrower of the two, so that arrows fan out without crossing."""
    narrow = min(upper, lower, key=lambda box: box.width)
    middle = round(narrow.x + narrow.width / 2, 1)
    bases = lower.subject.record.builds_on
    dashed = not all(basis.stated for basis in bases if basis.document == upper.subject.id)
    return Line(middle, upper.bottom, middle, lower.y - 5, dashed)


# ---------------------------------------------------------------- areas of two plans

_COLUMN = 162
_COLUMN_LINE = 13
_COLUMN_CHARS = 25
_COLUMN_PAD = 7
_COLUMN_GAP = 6
_COLUMN_TOP = 24

Link = tuple[Side | None, Side | None]
"""An area of the earlier plan with one of the later that carries it on; None: it stands alone."""


def layout_bridge(links: Sequence[Link]) -> Diagram | None:
    """Lay out the areas of two plans in two columns; None where there is nothing to draw.

    Those that hang together stand first and side by side. What has no line is new, or nobody tells
    what became of it.
    """
    ordered = sorted(links, key=lambda link: None in link)
    linked = {side for link in links if None not in link for side in link}
    old = _column([old for old, _ in ordered if old], 0, linked)
    new = _column([new for _, new in ordered if new], WIDTH - _COLUMN, linked)
    boxes = (*old.values(), *new.values())
    if not boxes:
        return None
    lines = []
    for one, other in ((old[o.url], new[n.url]) for o, n in ordered if o and n):
        middles = (box.y + box.height / 2 for box in (one, other))
        lines.append(Line(one.x + one.width, next(middles), other.x, next(middles)))
    return Diagram(max(box.bottom for box in boxes) + _COLUMN_GAP, boxes, tuple(lines))


def _column(sides: Sequence[Side], x: float, linked: Set[Side | None]) -> dict[str, Box]:
    """Address of an area → its box; an area with several lines has one box."""
    boxes: dict[str, Box] = {}
    y = float(_COLUMN_TOP)
    for side in sides:
        if side.url in boxes:
            continue
        texts = textwrap.wrap(side.title, _COLUMN_CHARS) or [side.title]
        height = len(texts) * _COLUMN_LINE + _COLUMN_PAD
        lines = tuple((text, y + (i + 1) * _COLUMN_LINE) for i, text in enumerate(texts))
        boxes[side.url] = Box(side, x, y, _COLUMN, height, lines, side in linked)
        y += height + _COLUMN_GAP
    return boxes
