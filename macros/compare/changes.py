"""What a comparison says: kinds of change, changes, rows, and the whole of it.

A row is what became of one record, or of several that hang together; every record of both sides
is in exactly one row. A change is one thing in a row that is not the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.model import routes
from macros.model.base import Outcome
from macros.model.change_kinds import ChangeKind

STILL = frozenset({ChangeKind.UNCHANGED, ChangeKind.CONTINUED})
"""The rows in which nothing changed."""


class Key(str):
    """A step of a path that names one part of a list, rather than a field; a number at need."""

    __slots__ = ()


Path = tuple[str, ...]
"""Field, then (for a list of parts) the `Key` of the part and its field, and so on."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record, or page, on one side.

    Attributes:
        period: Its plan; None for what all plans share.
        type: Record type; `word` for an entry of the vocabulary, `page` for a page of prose.
        id: Its id; for a word `list#id`, for a page its path below the period.
        record: The record; for a page a `macros.compare.prose.ComparedPage`.
        field: The list it stands in, as the model names it; empty for a page.
        area: The record that list belongs to (an area); for a word the vocabulary list.
        after: Id of what stands before it in that list; None where it stands first.
    """

    period: str | None
    type: str
    id: str
    record: Any
    field: str = ""
    area: str | None = None
    after: str | None = None

    @property
    def place(self) -> tuple[str | None, str, str | None]:
        """The list it stands in."""
        return self.period, self.field, self.area

    @property
    def url(self) -> str | None:
        """Its address, relative to its period; None for what has none."""
        if self.type == "page":
            return routes.of_page(self.id)
        return None if self.type == "word" else routes.address(self.type, self.id, self.area or "")

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it is told."""
        return tuple(getattr(self.record, "source", ()))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same on both sides.

    Attributes:
        kind: What kind of change.
        path: Where in the record; empty where it is about the record as a whole.
        old: The value before; None where there was none. For `ORDER` in a list of parts or
            records: what it stood after.
        new: The value after, likewise.
        old_item: The record before; None where it is new.
        new_item: The record after; None where it is gone.
        old_source: Where the old value is told, as `document#section`.
        new_source: Where the new value is told.
        after: What a part, or a record that is new or moved, now stands after; None for first.
        under: On a page of prose, the heading it stands under.
        about: On a page of prose, what the block says whose form changed, and nothing else.
        parts: For each `Key` of the path, the part before and the part after.
    """

    kind: ChangeKind
    path: Path
    old: Any
    new: Any
    old_item: Item | None
    new_item: Item | None
    old_source: tuple[str, ...] = ()
    new_source: tuple[str, ...] = ()
    after: str | None = None
    under: str = ""
    about: str = ""
    parts: tuple[tuple[Any, Any], ...] = ()

    @property
    def item(self) -> Item:
        """The record it is about: as it is now, or as it was where it is gone."""
        found = self.new_item or self.old_item
        assert found is not None
        return found

    @property
    def field(self) -> str:
        """The field, with those of parts after dots; empty for the record as a whole."""
        return ".".join(step for step in self.path if not isinstance(step, Key))

    @property
    def part(self) -> str:
        """The keys of the parts on the way, with slashes between; empty for none."""
        return "/".join(step for step in self.path if isinstance(step, Key))


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a record, or of several that hang together.

    Attributes:
        kind: What became of it.
        old: The records before; empty for what is new.
        new: The records after; empty for what is gone.
        pairs: Which old one was compared with which new one.
        changes: Everything that is not the same, pair by pair.
        outcome: What the old plan says became of it, where it says so.
    """

    kind: ChangeKind
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    pairs: tuple[tuple[Item, Item], ...] = ()
    changes: tuple[Change, ...] = ()
    outcome: Outcome | None = None

    @property
    def item(self) -> Item:
        """The record that stands for the row: the first new one, or the first old one."""
        return (self.new or self.old)[0]

    @property
    def wholes(self) -> Iterator[Change]:
        """The row itself as changes, one for each pair; none where what is in it says it all."""
        if self.kind in STILL or self.kind in (ChangeKind.CHANGED, ChangeKind.RESOURCED):
            return
        for old, new in self.pairs:
            yield Change(self.kind, (), None, None, old, new, old.sources, new.sources)
        if not self.pairs:
            for item in self.old:
                yield Change(self.kind, (), item.record, None, item, None, item.sources)
            for item in self.new:
                told = ((), item.sources)
                yield Change(self.kind, (), None, item.record, None, item, *told, after=item.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed, and everything that did not.

    Attributes:
        old: What the first side is called: a period, or a revision.
        new: What the second side is called.
        rows: Every record of both sides, each in exactly one row.
        periods: The two plans, where one plan is compared with a later one; None where two
            versions are.
    """

    old: str
    new: str
    rows: tuple[Row, ...]
    periods: tuple[str, str] | None = None

    @property
    def across(self) -> bool:
        """Whether it is from one plan to a later one, rather than from version to version."""
        return self.periods is not None

    def changes(self) -> Iterator[Change]:
        """Every change, row by row; what became of a record before what changed in it."""
        for row in self.rows:
            yield from row.wholes
            yield from row.changes

    @property
    def unchanged(self) -> int:
        """How many rows nothing happened in."""
        return sum(row.kind in STILL for row in self.rows)
