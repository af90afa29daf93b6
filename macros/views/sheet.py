"""The text of a picture that stands by itself: rows of lines, each with its place.

On a page text flows. In an SVG file nothing does, so lines are broken here. All is in units of
the drawing, which is 720 wide: 12 px letters at its own size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 720
LEFT = 300
_CHARS = 46
_ALL_CHARS = 112
_TITLE_CHARS = 76
_LINE = 15
_PAD = 10
_HEAD = 30

Lines = tuple[tuple[str, int], ...]
"""Lines of text, each with its baseline."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a picture: its label, a note under it, what stands beside it, and its edges."""

    row: Any
    label: Lines
    note: Lines
    beside: Lines
    y: int
    height: int

    @property
    def middle(self) -> float:
        """Between its edges."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet: title, rows below the head of the columns, and what is said under them."""

    title: Lines
    rows: tuple[SheetRow, ...]
    foot: Lines
    top: int  # where the head of the columns ends
    bottom: int  # where the rows end
    height: int
    left: int = LEFT
    width: int = WIDTH


def layout_sheet(rows: Sequence[Any], title: str, foot: Sequence[str], *, drawn: int = 0) -> Sheet:
    """Lay out a sheet.

    Args:
        rows: Rows with a `label`, and where they have them a `note` under it and texts `beside` it.
        title: The title of the picture.
        foot: Paragraphs under it.
        drawn: The height of what is drawn instead of rows.
    """
    heading = _lines([title], _TITLE_CHARS, 26, step=20)
    top = _end(heading, 0) + _HEAD
    y, laid = top, []
    for row in rows:
        label = _lines([row.label], _CHARS, y + _LINE)
        note = _lines([getattr(row, "note", "")], _CHARS, _end(label, y) + _LINE)
        beside = _lines(getattr(row, "beside", ()), _CHARS, y + _LINE)
        height = max(_end(lines, y) for lines in (label, note, beside)) - y + _PAD
        laid.append(SheetRow(row, label, note, beside, y, height))
        y += height
    y += drawn
    under = _lines(foot, _ALL_CHARS, y + 2 * _LINE)
    return Sheet(heading, tuple(laid), under, top, y, _end(under, y) + _PAD)


def _lines(texts: Sequence[str], chars: int, first: int, step: int = _LINE) -> Lines:
    lines = [line for text in texts for line in textwrap.wrap(text, chars)]
    return tuple((line, first + i * step) for i, line in enumerate(lines))


def _end(lines: Lines, empty: int) -> int:
    return lines[-1][1] if lines else empty
