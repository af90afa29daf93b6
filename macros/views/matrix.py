"""Who takes part in what: areas down, organisations across, a mark where someone is in the group.

The picture is 360 units wide, like the others. The table behind it has the names.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.model.records import Member

WIDTH = 360
_LEFT = 172
_TOP = 30
_LINE = 15
_PAD = 12
_CHARS = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its title in lines with baselines, and who is in its group, by organisation."""

    entry: Entry
    group: Entry
    lines: tuple[tuple[str, float], ...]
    cells: tuple[tuple[tuple[Member, ...], float], ...]  # people, and the middle of the column
    middle: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """A whole picture: the organisations with the middle of their columns, and the rows."""

    height: float
    columns: tuple[tuple[Entry, float], ...]
    rows: tuple[Row, ...]
    width: int = WIDTH


def layout_matrix(pairs: Sequence[tuple[Entry, Entry]], facts: Facts) -> Matrix | None:
    """Lay out areas, with the group of each, against the organisations that are in the groups.

    The organisations stand in the order of the plan. None where no organisation is named.
    """
    named = {m.actor for _, group in pairs for m in group.record.members if m.actor}
    actors = [entry for entry in facts.of("actor") if entry.id in named]
    if not actors:
        return None
    step = (WIDTH - _LEFT) / len(actors)
    columns = tuple((a, round(_LEFT + step * (i + 0.5), 1)) for i, a in enumerate(actors))
    rows, y = [], float(_TOP)
    for area, group in pairs:
        lines = textwrap.wrap(area.title, _CHARS)
        height = len(lines) * _LINE + _PAD
        middle = y + height / 2
        first = middle - (len(lines) - 1) * _LINE / 2 + 4
        texts = tuple((line, first + n * _LINE) for n, line in enumerate(lines))
        members = group.record.members
        cells = tuple((tuple(m for m in members if m.actor == a.id), x) for a, x in columns)
        y += height
        rows.append(Row(area, group, texts, cells, middle, y))
    return Matrix(y + 2, columns, tuple(rows))
