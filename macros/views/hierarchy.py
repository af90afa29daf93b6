"""The geometry of the hierarchy: which document stands over which, as boxes and arrows.

Drawn 360 units wide, like the timeline, so that it is legible on a phone without scaling. A
document stands one row below the lowest of those it builds on. An arrow that two others already
imply is left out of the picture; the table has them all.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from macros.facts.entries import Entry

WIDTH = 360
_PAD = 6
_GAP = 8
_LINE = 15
_INSIDE = 9
_BETWEEN = 34
_CHAR = 6.6
_MAX_IN_ROW = 3


@dataclass(frozen=True, slots=True)
class Box:
    """One document: its box, and its title in lines, each with its baseline."""

    entry: Entry
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the lower edge of what is built on, to the upper edge of what builds on it."""

    x1: float
    y1: float
    x2: float
    y2: float
    stated: bool


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A whole picture."""

    width: int
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def stack(documents: Sequence[Entry]) -> Hierarchy | None:
    """Lay out documents by what they build on.

    Args:
        documents: The documents; those they build on that are not among them are left out.

    Returns:
        The picture, or None where there is nothing to draw.
    """
    names = {entry.id for entry in documents}
    above = {
        entry.id: [b.document for b in entry.record.builds_on if b.document in names]
        for entry in documents
    }
    if not documents:
        return None
    level, implied = _order(above)
    rows: dict[int, list[Entry]] = {}
    for entry in documents:
        rows.setdefault(level[entry.id], []).append(entry)
    boxes: dict[str, Box] = {}
    y = float(_PAD)
    for _, row in sorted(rows.items()):
        for start in range(0, len(row), _MAX_IN_ROW):
            line = _row(row[start : start + _MAX_IN_ROW], y)
            boxes |= {box.entry.id: box for box in line}
            y = max(box.y + box.height for box in line) + _GAP
        y += _BETWEEN - _GAP
    arrows = (
        _arrow(boxes[upper], boxes[lower])
        for lower, uppers in above.items()
        for upper in uppers
        if not any(upper in implied[other] for other in uppers if other != upper)
    )
    return Hierarchy(WIDTH, y - _BETWEEN + _PAD, tuple(boxes.values()), tuple(arrows))


def _order(above: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Each document's row, and all those above it, by however many steps."""
    steps = {name: list(uppers) for name, uppers in above.items()}
    level: dict[str, int] = {}
    implied: dict[str, set[str]] = {}
    for name in _upper_first(steps):
        level[name] = 1 + max((level[upper] for upper in steps[name]), default=-1)
        implied[name] = set(steps[name]).union(*(implied[upper] for upper in steps[name]))
    return level, implied


def _upper_first(steps: dict[str, list[str]]) -> list[str]:
    """The documents in an order to lay them out in.

    They may build on each other in a circle, for that is what sources may say; one step of each
    circle then counts for nothing, and is taken away here.
    """
    while True:
        try:
            return list(TopologicalSorter(steps).static_order())
        except CycleError as error:
            upper, lower = error.args[1][:2]
            steps[lower].remove(upper)


def _row(entries: Sequence[Entry], y: float) -> list[Box]:
    width = (WIDTH - 2 * _PAD - (len(entries) - 1) * _GAP) / len(entries)
    texts = [textwrap.wrap(entry.title, int((width - 10) / _CHAR)) for entry in entries]
    height = max(len(lines) for lines in texts) * _LINE + 2 * _INSIDE
    boxes = []
    for i, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        x = _PAD + i * (width + _GAP)
        first = y + (height - len(text) * _LINE) / 2 + _LINE - 4
        lines = tuple((line, round(first + n * _LINE, 1)) for n, line in enumerate(text))
        boxes.append(Box(entry, round(x, 1), y, round(width, 1), height, lines))
    return boxes


def _arrow(upper: Box, lower: Box) -> Arrow:
    """Ends under the middle of the narrower of the two, so that arrows fan out without crossing."""
    narrow = min(upper, lower, key=lambda box: box.width)
    middle = round(narrow.x + narrow.width / 2, 1)
    bases = lower.entry.record.builds_on
    stated = all(basis.stated for basis in bases if basis.document == upper.entry.id)
    return Arrow(middle, upper.y + upper.height, middle, lower.y - 5, stated)
