"""The geometry of the lineage: areas of the plan before to the left, of the next to the right.

A line joins what hangs together. What has no line is new, or its fate is not told. The picture is
360 units wide, like the others; the table behind it says the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from macros.views.changes.between import Side

WIDTH = 360
_BOX = 162
_LINE = 13
_CHARS = 25
_PAD = 7
_GAP = 6
_TOP = 24


@dataclass(frozen=True, slots=True)
class Box:
    """One area: its box and its title in lines with baselines."""

    side: Side
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """From the right edge of an old box to the left edge of a new one."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Bridge:
    """A whole picture."""

    width: int
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def bridge(links: Sequence[tuple[Side | None, Side | None]]) -> Bridge | None:
    """Lay out areas in two columns, those that hang together first and side by side.

    Args:
        links: An old area with a new one; None where one stands alone.

    Returns:
        The picture, or None where there is nothing to draw.
    """
    joined = [link for link in links if None not in link]
    ordered = [*joined, *(link for link in links if None in link)]
    old = _column([o for o, _ in ordered if o], 0, {o.url for o, _ in joined if o})
    new = _column([n for _, n in ordered if n], WIDTH - _BOX, {n.url for _, n in joined if n})
    if not old and not new:
        return None
    lines = tuple(_line(old[o.url], new[n.url]) for o, n in joined if o and n)
    boxes = (*old.values(), *new.values())
    height = max(box.y + box.height for box in boxes) + _GAP
    return Bridge(WIDTH, height, boxes, lines)


def _column(sides: Sequence[Side], x: float, joined: set[str]) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    y = float(_TOP)
    for side in sides:
        if side.url in boxes:
            continue
        texts = textwrap.wrap(side.title, _CHARS) or [side.title]
        height = len(texts) * _LINE + _PAD
        lines = tuple((text, y + (i + 1) * _LINE) for i, text in enumerate(texts))
        boxes[side.url] = Box(side, x, y, _BOX, height, lines, side.url in joined)
        y += height + _GAP
    return boxes


def _line(old: Box, new: Box) -> Line:
    return Line(old.x + old.width, old.y + old.height / 2, new.x, new.y + new.height / 2)
