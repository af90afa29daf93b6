"""One record with another: everything that is not the same, field by field, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from macros.compare.changes import Change, Item, PartKey
from macros.compare.part_lists import match_parts, moved, preceding
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.fields import LINEAGE_FIELDS, Field, Rename, canonical, fields_of


def compare_fields(old: Item, new: Item, rename: Rename | None = None) -> Iterator[Change]:
    """Everything that is not the same in two records, the records in them apart.

    Args:
        old: The record before.
        new: The record after; of the same type, or of one that carries it on.
        rename: Given between two plans: what carries each record on. References are followed
            through it, and where the records come from is left out.
    """
    before, after = old.record, new.record
    if rename is None and before == after:
        return
    whole = Change(ChangeKind.CHANGED, (), before, after, old, new, old.sources, new.sources)
    ours: type[Part] = type(before)
    theirs: type[Part] = type(after)
    for name, field in _compared_fields(ours, theirs, rename is not None):
        # Where a record is carried on by one of another type, what it lacks is left open.
        was = getattr(before, name) if name in ours.model_fields else default_of(theirs, name)
        now = getattr(after, name) if name in theirs.model_fields else default_of(ours, name)
        if _may_differ(was, now, field, rename):
            change = replace(_inside(whole, name, was, now), kind=field.kind)
            yield from _value_changes(change, field, rename)


def default_of(cls: type[Part], name: str) -> Any:
    """The value of a field that is left out; None where it may not be."""
    info = cls.model_fields[name]
    return None if info.is_required() else info.get_default(call_default_factory=True)


@lru_cache(maxsize=512)
def _compared_fields(
    old: type[Part], new: type[Part], across: bool
) -> tuple[tuple[str, Field], ...]:
    """The fields of two record types that are compared."""
    skip = LINEAGE_FIELDS if across else frozenset({"id"})
    fields = {**fields_of(old), **fields_of(new)}
    return tuple((n, f) for n, f in fields.items() if not f.records and n not in skip)


def _may_differ(old: Any, new: Any, field: Field, rename: Rename | None) -> bool:
    """Whether two values need a closer look; between plans one id may stand for two records."""
    return old != new or (rename is not None and bool(field.refs or field.part))


def _inside(outer: Change, step: str, old: Any, new: Any) -> Change:
    """A change of what stands one step further in; what has a source of its own gives that."""
    return replace(
        outer,
        path=(*outer.path, step),
        old=old,
        new=new,
        old_source=getattr(old, "source", ()) or outer.old_source,
        new_source=getattr(new, "source", ()) or outer.new_source,
    )


def _value_changes(change: Change, field: Field, rename: Rename | None) -> Iterator[Change]:
    """What is not the same in one value, given as the change of it all."""
    old = canonical(change.old, field, rename)
    # A missing map and an empty one differ: the latter, too, is between two plans.
    new = canonical(change.new, field, None if rename is None else {})
    if old == new:
        return
    if isinstance(change.old, Part) and isinstance(change.new, Part):
        yield from _part_changes(change, rename)
    elif field.part and isinstance(change.old, tuple) and isinstance(change.new, tuple):
        yield from _list_changes(change, rename)
    else:
        yield replace(change, kind=ChangeKind.ORDER) if _same_words(old, new) else change


def _part_changes(change: Change, rename: Rename | None) -> Iterator[Change]:
    """Field by field; whatever changes in a part is of the kind that the part gives."""
    part: type[Part] = type(change.new)
    for name, field in fields_of(part).items():
        old, new = getattr(change.old, name), getattr(change.new, name)
        if _may_differ(old, new, field, rename):
            yield from _value_changes(_inside(change, name, old, new), field, rename)


def _list_changes(change: Change, rename: Rename | None) -> Iterator[Change]:
    """Part by part: gone, new, moved, changed."""
    old, new = match_parts(change.old, change.new, rename)
    shifted, was_after, now_after = moved(old, new), preceding(old), preceding(new)
    for key in [*(key for key in old if key not in new), *new]:
        parts = old.get(key), new.get(key)
        here = _inside(change, PartKey(key), *parts)
        here = replace(here, parts=(*change.parts, parts))
        if key not in new:
            yield here
        elif key not in old:
            yield replace(here, after=now_after[key])
        else:
            if key in shifted:
                places = was_after[key], now_after[key]
                yield replace(
                    here, kind=ChangeKind.ORDER, old=places[0], new=places[1], after=places[1]
                )
            yield from _part_changes(here, rename)


def _same_words(old: Any, new: Any) -> bool:
    """Whether two lists hold the same texts, in different orders."""
    lists = isinstance(old, tuple) and isinstance(new, tuple)
    texts = lists and all(isinstance(value, str) for value in (*old, *new))
    return texts and sorted(old) == sorted(new)
