"""Who takes part in what: areas down, organisations across, names where someone is in the group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.model.records import Member


@dataclass(frozen=True, slots=True)
class Row:
    """One area, the group that works on it, and who is in it, an organisation a cell."""

    entry: Entry
    group: Entry
    cells: tuple[tuple[Member, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A whole picture: the organisations, and the rows with a cell for each."""

    columns: tuple[Entry, ...]
    rows: tuple[Row, ...]


def layout_matrix(pairs: Sequence[tuple[Entry, Entry]], facts: Facts) -> Matrix | None:
    """Lay out areas, with the group of each, against the organisations that are in the groups.

    The organisations stand in the order of the plan. None where no organisation is named.
    """
    named = {m.actor for _, group in pairs for m in group.record.members if m.actor}
    columns = tuple(entry for entry in facts.of("actor") if entry.id in named)
    if not columns:
        return None
    rows = []
    for area, group in pairs:
        members = group.record.members
        cells = (tuple(m for m in members if m.actor == actor.id) for actor in columns)
        rows.append(Row(area, group, tuple(cells)))
    return Matrix(columns, tuple(rows))
