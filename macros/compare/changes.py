"""What a comparison gives: rows of records, and the changes in them.

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

UNCHANGED_KINDS = frozenset({ChangeKind.UNCHANGED, ChangeKind.CONTINUED})
"""The rows in which nothing changed."""


class PartKey(str):
    """A step of a path that names one part of a list, rather than a field; a number at need."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One record, or page, on one side."""

    period: str | None  # its plan; None for what all plans share
    record_type: str  # `word` for an entry of the vocabulary, `page` for a page of prose
    id: str  # for a word `list#id`, for a page its path below the period
    record: Any  # for a page a `macros.compare.prose.ComparedPage`
    field: str = ""  # the list it stands in, as the model names it; empty for a page
    area: str | None = None  # the record that list belongs to; for a word the vocabulary list
    after: str | None = None  # id of what stands before it in that list; None for first
    row: bool = False  # whether it has no page of its own, though others of its type may

    @property
    def place(self) -> tuple[str | None, str, str | None]:
        """The list it stands in."""
        return self.period, self.field, self.area

    @property
    def url(self) -> str | None:
        """Its address, relative to its period; None for what has none."""
        if self.record_type == "page":
            return routes.of_page(self.id)
        if self.record_type == "word":
            return None
        return routes.address(self.record_type, self.id, self.area or "", row=self.row)

    @property
    def sources(self) -> tuple[str, ...]:
        """The places in documents that it is taken from, as `document#section`."""
        return tuple(getattr(self.record, "source", ()))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same on both sides.

    The path is a field, then (for a list of parts) the `PartKey` of the part and its field, and so
    on; empty where it is about the record as a whole.
    """

    kind: ChangeKind
    path: tuple[str, ...]
    old: Any  # the value before; None for none. Of `ORDER` in a list of parts or records: what
    new: Any  # it stood after. The value after, likewise.
    old_item: Item | None  # the record before; None where it is new
    new_item: Item | None  # the record after; None where it is gone
    old_source: tuple[str, ...] = ()  # the places that the old value is taken from
    new_source: tuple[str, ...] = ()
    after: str | None = None  # what a part or record that is new or moved stands after
    under: str = ""  # on a page of prose, the heading it stands under
    about: str = ""  # what a block of prose says whose form changed, and nothing else
    parts: tuple[tuple[Any, Any], ...] = ()  # before and after, for each `PartKey` of the path

    @property
    def item(self) -> Item:
        """The record it is about: as it is now, or as it was where it is gone."""
        item = self.new_item or self.old_item
        assert item is not None
        return item

    @property
    def field(self) -> str:
        """The field, with those of parts after dots; empty for the record as a whole."""
        return ".".join(step for step in self.path if not isinstance(step, PartKey))

    @property
    def part(self) -> str:
        """The keys of the parts on the way, with slashes between; empty for none."""
        return "/".join(step for step in self.path if isinstance(step, PartKey))


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What became of a record, or of several that hang together."""

    kind: ChangeKind
    old: tuple[Item, ...]  # empty for what is new
    new: tuple[Item, ...]  # empty for what is gone
    pairs: tuple[tuple[Item, Item], ...] = ()  # which old one was compared with which new one
    changes: tuple[Change, ...] = ()  # everything that is not the same, pair by pair
    outcome: Outcome | None = None  # what the old plan says became of it, where it says so

    @property
    def item(self) -> Item:
        """The record that stands for the row: the first new one, or the first old one."""
        return (self.new or self.old)[0]

    @property
    def record_changes(self) -> Iterator[Change]:
        """The row itself as changes, one for each pair; none where what is in it says it all."""
        if self.kind in UNCHANGED_KINDS | {ChangeKind.CHANGED, ChangeKind.RESOURCED}:
            return
        for old, new in self.pairs:
            yield Change(self.kind, (), None, None, old, new, old.sources, new.sources)
        for old in () if self.pairs else self.old:
            yield Change(self.kind, (), old.record, None, old, None, old.sources)
        for new in () if self.pairs else self.new:
            values = None, new.record, None, new, (), new.sources
            yield Change(self.kind, (), *values, after=new.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed, and everything that did not."""

    old: str  # what the first side is called: a period, or a revision
    new: str
    rows: tuple[ComparedRow, ...]  # every record of both sides, each in exactly one row
    periods: tuple[str, str] | None = None  # the two plans; None where two versions are compared

    @property
    def across(self) -> bool:
        """Whether it is from one plan to a later one, rather than from version to version."""
        return self.periods is not None

    def changes(self) -> Iterator[Change]:
        """Every change, row by row; what became of a record before what changed in it."""
        for row in self.rows:
            yield from row.record_changes
            yield from row.changes

    @property
    def unchanged(self) -> int:
        """How many rows nothing happened in."""
        return sum(row.kind in UNCHANGED_KINDS for row in self.rows)
