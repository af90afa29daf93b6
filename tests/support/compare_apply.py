"""A comparison played back: from the first side and the changes alone, the second side.

This is how it is proved that a comparison is complete: what it gives is what was compared, up to
what no reader sees (`normal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from macros.compare.changes import Change, ComparedRow, Comparison, Item, PartKey
from macros.compare.comparison import UNORDERED
from macros.compare.field_changes import default_of
from macros.compare.items import plan_items, shared_items
from macros.compare.part_lists import keyed_parts
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.fields import LINEAGE_FIELDS, Field, Rename, fields_of, plain
from macros.model.plan import Library, PlanData, Shared

P = TypeVar("P", bound=Part)
Place = tuple[str | None, str, str | None]


def normal(value: Any) -> Any:
    """A value as the comparison sees it: texts without their line breaks, areas and terms sorted.

    Two libraries whose normal forms are equal read the same; comparing them gives no change.
    """
    if isinstance(value, str) and type(value) is str:
        return plain(value)
    if isinstance(value, tuple):
        return tuple(normal(item) for item in value)
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    if not isinstance(value, Part):
        return value
    values = {name: normal(getattr(value, name)) for name in fields_of(type(value))}
    for name in UNORDERED & values.keys():
        values[name] = tuple(sorted(values[name], key=lambda record: str(record.id)))
    return type(value).model_construct(**values)


def apply(comparison: Comparison | Iterable[ComparedRow], old: Library) -> Library:
    """The second library of a comparison of two versions, from the first.

    Args:
        comparison: What `compare_libraries` gave, or a comparison of versions.
        old: The first library.
    """
    rows = list(comparison.rows if isinstance(comparison, Comparison) else comparison)
    items = [*shared_items(old.shared)]
    for plan in old.plans:
        items.extend(plan_items(plan))
    store = _Store(items)
    for row in rows:
        if row.item.record_type != "page":
            store.version(row)
    periods = sorted({item.period for item in store.items.values() if item.period})
    plans = tuple(store.part(PlanData, period, None) for period in periods)
    return Library.model_construct(shared=store.shared(), plans=plans)


def apply_plan(rows: Iterable[ComparedRow], old: PlanData) -> PlanData:
    """The later plan of a comparison of two plans, from the earlier one.

    Ids, places and declared lineage are those of the rows; everything else comes from the changes.

    Args:
        rows: What `compare_plans` gave.
        old: The earlier plan.
    """
    records = [row for row in rows if row.item.record_type != "page"]
    rename: dict[str, tuple[str, ...]] = {}
    for row in records:
        for before, after in row.pairs:
            rename[before.id] = (*rename.get(before.id, ()), after.id)
    ours = {item.id: item.record for item in plan_items(old)}
    store = _Store(())
    period = ""
    for row in records:
        for item in row.new:
            period = item.period or ""
            first = next((b for b, n in row.pairs if n is item), None)
            base = ours[first.id] if first is not None else None
            store.add(item, _carried(row, item, base, rename))
    return store.part(PlanData, period, None)


def _carried(row: ComparedRow, item: Item, base: Any, rename: Rename) -> Any:
    """A record of the later plan, made from the one it continues."""
    if base is None:
        return next(change.new for change in row.record_changes if change.new_item is item)
    first = next(old for old, new in row.pairs if new is item)
    mine = [c for c in row.changes if c.new_item is item and c.old_item is first]
    cls: type[Part] = type(item.record)
    known = type(base).model_fields
    values = {n: getattr(base, n) if n in known else default_of(cls, n) for n in fields_of(cls)}
    carried = _changed(_renamed(cls.model_construct(**values), rename), mine, 0)
    lineage = {n: getattr(item.record, n) for n in LINEAGE_FIELDS if n in fields_of(cls)}
    return carried.model_copy(update=lineage)


def _renamed(value: Any, rename: Rename, field: Field | None = None) -> Any:
    """A value with every reference followed to what carries it on."""
    if isinstance(value, tuple):
        if field is None or not field.refs or field.part is not None:
            return tuple(_renamed(item, rename, field) for item in value)
        names = (name for item in value for name in rename.get(item, (item,)))
        return tuple(dict.fromkeys(names))
    if isinstance(value, str) and field is not None and field.refs:
        several = rename.get(value, (value,))
        return several[0] if len(several) == 1 else value
    if isinstance(value, Part):
        fields = fields_of(type(value))
        update = {n: _renamed(getattr(value, n), rename, f) for n, f in fields.items()}
        return value.model_copy(update={n: v for n, v in update.items() if v is not None})
    return value


def _changed(part: P, changes: Iterable[Change], depth: int) -> P:
    """A part with some changes made to it.

    Args:
        part: As it was.
        changes: Changes whose path leads into it.
        depth: How many steps of their paths lead to it.
    """
    by_field: dict[str, list[Change]] = {}
    for change in changes:
        # The area that a record stands in is its place, and no field of that name.
        inside = change.kind is not ChangeKind.AREA and len(change.path) > depth
        if inside and change.path[depth] in fields_of(type(part)):
            by_field.setdefault(change.path[depth], []).append(change)
    update: dict[str, Any] = {}
    for name, mine in by_field.items():
        value = getattr(part, name)
        whole = next((change for change in mine if len(change.path) == depth + 1), None)
        if whole is not None:
            update[name] = whole.new
        elif isinstance(mine[0].path[depth + 1], PartKey):
            update[name] = _list(value, mine, depth + 1)
        else:
            update[name] = _changed(value, mine, depth + 1)
    return part.model_copy(update=update)


def put_together(stay: Iterable[str], placed: Mapping[str, str | None]) -> list[str]:
    """A list from the keys that stayed, in their order, and those that say what they stand after.

    Args:
        stay: Keys that did not move.
        placed: New or moved key → the key before it in the finished list; None for the first.
    """
    follows = {before: key for key, before in placed.items()}
    order: list[str] = []
    for start in (None, *stay):
        if start is not None:
            order.append(start)
        key = follows.get(start)
        while key is not None:
            order.append(key)
            key = follows.get(key)
    return order


def _list(parts: tuple[Part, ...], changes: list[Change], depth: int) -> tuple[Part, ...]:
    """A list of parts with some changes made to it."""
    keyed = keyed_parts(parts)
    stay = dict.fromkeys(keyed)
    placed: dict[str, str | None] = {}
    inside: dict[str, list[Change]] = {}
    for change in changes:
        key = change.path[depth]
        if len(change.path) > depth + 1:
            inside.setdefault(key, []).append(change)
        elif change.kind is ChangeKind.ORDER or change.old is None:
            stay.pop(key, None)
            placed[key] = change.after
            if change.kind is not ChangeKind.ORDER:
                keyed[key] = change.new
        else:
            stay.pop(key)
    for key, mine in inside.items():
        keyed[key] = _changed(keyed[key], mine, depth + 1)
    return tuple(keyed[key] for key in put_together(stay, placed))


class _Store:
    """Records and the lists they stand in, while they are changed."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[tuple[str | None, str, str], Item] = {}
        self.records: dict[tuple[str | None, str, str], Any] = {}
        self.lists: dict[Place, dict[str, tuple[str | None, str, str]]] = {}
        self.placed: dict[Place, dict[str, str | None]] = {}
        for item in items:
            key = item.period, item.record_type, item.id
            self.items[key], self.records[key] = item, item.record
            self.lists.setdefault(item.place, {})[item.id] = key

    def add(self, item: Item, record: Any) -> None:
        key = item.period, item.record_type, item.id
        self.items[key], self.records[key] = item, record
        self.lists.setdefault(item.place, {})[item.id] = key
        self.placed.setdefault(item.place, {})[item.id] = item.after

    def version(self, row: ComparedRow) -> None:
        """Make the changes of one row."""
        item = row.item
        key = item.period, item.record_type, item.id
        if row.kind is ChangeKind.REMOVED:
            del self.items[key], self.records[key]
            del self.lists[item.place][item.id]
            return
        for whole in row.record_changes:
            self.add(item, whole.new)
        for change in row.changes:
            if change.kind is ChangeKind.AREA and change.old_item and change.new_item:
                del self.lists[change.old_item.place][item.id]
                self.add(change.new_item, self.records[key])
            elif not change.path:
                self.placed.setdefault(item.place, {})[item.id] = change.after
        if row.changes:
            self.records[key] = _changed(self.records[key], row.changes, 0)

    def part(self, cls: type[P], period: str | None, area: str | None) -> P:
        """A plan with everything in it."""
        lists: dict[str, Any] = {}
        for name, field in fields_of(cls).items():
            records = self.list((period, name, area))
            lists[name] = records if field.many else records[0]
        return cast("P", cls.model_construct(**lists))

    def list(self, place: Place) -> tuple[Any, ...]:
        """The records of one list, in order, with those that stand in them."""
        there = self.lists.get(place, {})
        placed = {} if place[1] in UNORDERED else self.placed.get(place, {})
        order = put_together((name for name in there if name not in placed), placed)
        return tuple(self.filled(there[name]) for name in order)

    def filled(self, key: tuple[str | None, str, str]) -> Any:
        """A record with the records that stand in it."""
        record = self.records[key]
        cls: type[Part] = type(record)
        inner = [name for name, field in fields_of(cls).items() if field.records]
        lists = {name: self.list((key[0], name, key[2])) for name in inner}
        return record.model_copy(update=lists) if inner else record

    def shared(self) -> Shared:
        """What all plans share."""
        names = [name for name in fields_of(Shared) if name != "vocabulary"]
        lists: dict[str, Any] = {name: self.list((None, name, None)) for name in names}
        places = [place for place in self.lists if place[1] == "vocabulary" and self.lists[place]]
        lists["vocabulary"] = {place[2]: self.list(place) for place in places}
        return Shared.model_construct(**lists)
