"""The geometry of boxes and lines: which document stands over which.

Drawn in two widths, so that letters keep their size: 360 units for a phone, twice that for the
rest. The table behind it says the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from macros.facts.entries import Entry

WIDTH = 360
_GAP = 8
_ROOM = 110
"""The least a box needs, with the gap beside it."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a box stands for, where it is, and its title in lines, each with its baseline."""

    subject: Entry
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]

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


_PAD = 6
_LINE = 15
_INSIDE = 9
_BETWEEN = 40
_INSET = 14
_CHAR = 6.6


def layout_hierarchy(documents: Sequence[Entry], width: int = WIDTH) -> Diagram | None:
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
        for start in range(0, len(row), width // _ROOM):
            line = _row(row[start : start + width // _ROOM], y, width)
            boxes |= {box.subject.id: box for box in line}
            y = line[0].bottom + _GAP
        y += _BETWEEN - _GAP
    arrows = (
        _arrow(boxes[upper], boxes[lower])
        for lower, uppers in above.items()
        for upper in uppers
        if not any(upper in implied[other] for other in uppers if other != upper)
    )
    return Diagram(y - _BETWEEN + _PAD, tuple(boxes.values()), tuple(arrows), width)


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


def _row(entries: Sequence[Entry], y: float, whole: int) -> list[Box]:
    width = (whole - 2 * _PAD - (len(entries) - 1) * _GAP) / len(entries)
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
    """Straight down in the middle of what the two have in common, else from one to the other."""
    left, right = max(upper.x, lower.x), min(upper.x + upper.width, lower.x + lower.width)
    if left < right:
        x1 = x2 = (left + right) / 2
    else:  # one ends before the other begins
        to_right = lower.x > upper.x
        x1 = upper.x + upper.width - _INSET if to_right else upper.x + _INSET
        x2 = lower.x + _INSET if to_right else lower.x + lower.width - _INSET
    bases = lower.subject.record.builds_on
    dashed = not all(basis.stated for basis in bases if basis.document == upper.subject.id)
    return Line(round(x1, 1), upper.bottom, round(x2, 1), lower.y - 5, dashed)
