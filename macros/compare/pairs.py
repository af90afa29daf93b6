"""One record with another: everything that is not the same, field by field, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from macros.compare.changes import Change, Item, Key, Path
from macros.compare.keyed import moved, preceding
from macros.compare.partners import partners
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.fields import LINEAGE_FIELDS, Field, Rename, canonical, fields_of


def compare(old: Item, new: Item, rename: Rename | None = None) -> tuple[Change, ...]:
    """Everything that is not the same in two records, the records in them apart.

    Args:
        old: The record before.
        new: The record after; of the same type, or of one that carries it on.
        rename: Given between two plans: what carries each record on. References are followed
            through it, and where the records come from is left out.
    """
    return tuple(_Pair(old, new, rename).changes())


@dataclass(frozen=True, slots=True)
class _Two:
    """The values of one field on both sides, where each is told, and the parts they stand in."""

    old: Any
    new: Any
    old_source: tuple[str, ...]
    new_source: tuple[str, ...]
    parts: tuple[tuple[Any, Any], ...] = ()

    def of(self, old: Any, new: Any) -> _Two:
        """Other values at the same place; those with a source of their own are told there."""
        sources = getattr(old, "source", ()), getattr(new, "source", ())
        told = sources[0] or self.old_source, sources[1] or self.new_source
        return _Two(old, new, *told, self.parts)

    def inside(self, old: Any, new: Any) -> _Two:
        """A part of a list, on both sides."""
        return replace(self.of(old, new), parts=(*self.parts, (old, new)))


class _Pair:
    """Compares one record with another."""

    def __init__(self, old: Item, new: Item, rename: Rename | None) -> None:
        self.old, self.new, self.rename = old, new, rename
        # A missing map and an empty one differ: the latter, too, is between two plans.
        self.same: Rename | None = None if rename is None else {}

    def changes(self) -> Iterator[Change]:
        before, after = self.old.record, self.new.record
        if self.rename is None and before == after:
            return
        both = _Two(before, after, self.old.sources, self.new.sources)
        ours: type[Part] = type(before)
        theirs: type[Part] = type(after)
        for name, field in _both(ours, theirs, self.rename is not None):
            # Where a record is carried on by one of another type, what it lacks is left open.
            old = getattr(before, name) if name in ours.model_fields else left_open(theirs, name)
            new = getattr(after, name) if name in theirs.model_fields else left_open(ours, name)
            if old is not new:
                yield from self.value(field, (name,), both.of(old, new))

    def value(self, field: Field, path: Path, two: _Two) -> Iterator[Change]:
        old, new = two.old, two.new
        if old == new and (self.rename is None or not (field.refs or field.part)):
            return
        ours, theirs = canonical(old, field, self.rename), canonical(new, field, self.same)
        if ours == theirs:
            return
        if isinstance(old, Part) and isinstance(new, Part):
            yield from self.parts(field.kind, path, two)
            return
        if field.part is not None and isinstance(old, tuple) and isinstance(new, tuple):
            yield from self.lists(field.kind, path, two)
            return
        yield self.change(ChangeKind.ORDER if _same_words(ours, theirs) else field.kind, path, two)

    def parts(self, kind: ChangeKind, path: Path, two: _Two) -> Iterator[Change]:
        """Field by field; whatever changes in a part is of the kind that the part gives."""
        part: type[Part] = type(two.new)
        for name, field in fields_of(part).items():
            values = two.of(getattr(two.old, name), getattr(two.new, name))
            yield from self.value(
                replace(field, about=replace(field.about, change=kind)), (*path, name), values
            )

    def lists(self, kind: ChangeKind, path: Path, two: _Two) -> Iterator[Change]:
        """Part by part: gone, new, moved, changed."""
        olds, news = partners(two.old, two.new, self.rename)
        shift, was, now = moved(olds, news), preceding(olds), preceding(news)
        for key, part in olds.items():
            if key not in news:
                yield self.change(kind, (*path, Key(key)), two.inside(part, None))
        for key, part in news.items():
            here, both = (*path, Key(key)), two.inside(olds.get(key), part)
            if key not in olds:
                yield replace(self.change(kind, here, both), after=now[key])
                continue
            if key in shift:
                places = replace(both, old=was[key], new=now[key])
                yield replace(self.change(ChangeKind.ORDER, here, places), after=now[key])
            yield from self.parts(kind, here, both)

    def change(self, kind: ChangeKind, path: Path, two: _Two) -> Change:
        told = two.old_source, two.new_source
        return Change(kind, path, two.old, two.new, self.old, self.new, *told, parts=two.parts)


def _same_words(old: Any, new: Any) -> bool:
    """Whether two lists hold the same texts, in different orders."""
    lists = isinstance(old, tuple) and isinstance(new, tuple)
    texts = lists and all(isinstance(value, str) for value in (*old, *new))
    return texts and sorted(old) == sorted(new)


def left_open(cls: type[Part], name: str) -> Any:
    """The value of a field that says nothing."""
    info = cls.model_fields[name]
    return None if info.is_required() else info.get_default(call_default_factory=True)


@lru_cache(maxsize=512)
def _both(old: type[Part], new: type[Part], across: bool) -> tuple[tuple[str, Field], ...]:
    """The fields of two record types that are compared."""
    skip = LINEAGE_FIELDS if across else frozenset({"id"})
    fields = {**fields_of(old), **fields_of(new)}
    return tuple((n, f) for n, f in fields.items() if not f.records and n not in skip)
