"""Where a comparison begins: two versions of everything, or two plans of one library.

Between versions a record is itself: its plan, type and id. Between plans it is what is declared to
carry it on. Either way every record of both sides ends in exactly one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from macros.compare import chapters, pairs, prose
from macros.compare.changes import Change, Comparison, Item, Row
from macros.compare.items import SayOf, all_pages, plan_items, plan_pages, shared_items
from macros.compare.keyed import moved
from macros.compare.lineage import Family, Lineage, declared, families
from macros.load.library import Loaded
from macros.model.base import Outcome, OutcomeKind
from macros.model.change_kinds import ChangeKind
from macros.model.fields import Rename
from macros.model.plan import Library, PlanData
from macros.model.registry import HANDED_ON

UNORDERED = frozenset({"areas", "terms"})
"""Lists that are shown in an order of their own, whatever their order in the files."""

_K = ChangeKind
_GONE = {
    OutcomeKind.COMPLETED: _K.COMPLETED,
    OutcomeKind.DROPPED: _K.DROPPED,
    OutcomeKind.NOT_STATED: _K.NOT_STATED,
}


# ---------------------------------------------------------------- from version to version


def revisions(
    old: Loaded, new: Loaded, names: tuple[str, str], say: SayOf | None = None
) -> Comparison:
    """Two versions of a tree: all plans, what they share, and all prose.

    Args:
        old: The tree before, without problems.
        new: The tree after, without problems.
        names: What to call them.
        say: What `link`s and `fact`s in running text say; the call itself where left out.
    """
    rows = list(libraries(old.library, new.library))
    for was, now in chapters.same(all_pages(old, 0, say), all_pages(new, 1, say)):
        rows.append(_version(was, now))
    return Comparison(*names, tuple(rows))


def libraries(old: Library, new: Library) -> Iterator[Row]:
    """The records of two libraries, shared ones first, then plan by plan."""
    yield from _versions(list(shared_items(old.shared)), list(shared_items(new.shared)))
    before, after = (side.by_period for side in (old, new))
    for period in sorted({*before, *after}):
        sides = (list(plan_items(s[period])) if period in s else [] for s in (before, after))
        yield from _versions(*sides)


def _versions(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Row]:
    """Two versions of the same lists, record by record."""
    before = {(item.type, item.id): item for item in old}
    after = {(item.type, item.id): item for item in new}
    shifted = _shifted(before, after)
    for key, item in after.items():
        yield _version(before.get(key), item, shifted=key in shifted)
    for key, item in before.items():
        if key not in after:
            yield _version(item, None)


def _version(was: Item | None, now: Item | None, *, shifted: bool = False) -> Row:
    """What became of one record or page."""
    if was is None or now is None:
        kind = _K.ADDED if was is None else _K.REMOVED
        return Row(kind, (was,) if was else (), (now,) if now else ())
    compare = prose.compare if now.type == "page" else pairs.compare
    changes = (*_place(was, now, shifted=shifted), *compare(was, now))
    kind = _K.CHANGED if changes else _K.UNCHANGED
    return Row(kind, (was,), (now,), ((was, now),), changes)


def _place(old: Item, new: Item, *, shifted: bool) -> Iterator[Change]:
    """Where a record stands, if that is another place than before."""
    told = old.sources, new.sources
    if old.place != new.place:
        areas = old.area, new.area
        yield Change(_K.AREA, ("area",), *areas, old, new, *told, after=new.after)
    elif shifted:
        places = old.after, new.after
        yield Change(_K.ORDER, (), *places, old, new, *told, after=new.after)


def _shifted(
    old: Mapping[tuple[str, str], Item], new: Mapping[tuple[str, str], Item]
) -> set[tuple[str, str]]:
    """The records that moved within their list."""
    lists: dict[Any, tuple[list[str], list[str]]] = {}
    for side, items in enumerate((old, new)):
        for key, item in items.items():
            other = (new, old)[side].get(key)
            if other is not None and other.place == item.place and item.field not in UNORDERED:
                lists.setdefault((item.place, item.type), ([], []))[side].append(item.id)
    return {(kind, name) for (_, kind), both in lists.items() for name in moved(*both)}


# ---------------------------------------------------------------- from plan to plan


def periods(loaded: Loaded, old: str, new: str, say: SayOf | None = None) -> Comparison:
    """One plan with a later one: its records by declared lineage, its prose by correspondence.

    Args:
        loaded: The tree, without problems.
        old: Id of the earlier plan.
        new: Id of the later plan.
        say: As in `revisions`.

    Raises:
        LineageError: Where the old plan does not lead to the new one.
    """
    if old == new:
        return _itself(loaded, old)
    plans = loaded.library.by_period
    lineage = declared(loaded.library, old, new)
    rows = list(plans_by_lineage(plans[old], plans[new], lineage))
    before, after = (plan_pages(loaded, name, i, say) for i, name in enumerate((old, new)))
    for family in chapters.corresponding(before, after, plans[new].plan, lineage):
        rows.append(_row(family, before, after, None))
    return Comparison(old, new, tuple(rows), (old, new))


def _itself(loaded: Loaded, period: str) -> Comparison:
    """A plan with itself: everything in it, unchanged."""
    items = list(plan_items(loaded.library.by_period[period]))
    pages = plan_pages(loaded, period, 0, None)
    rows = (*_versions(items, items), *(_version(page, page) for page in pages.values()))
    return Comparison(period, period, rows)


def plans_by_lineage(old: PlanData, new: PlanData, lineage: Lineage) -> Iterator[Row]:
    """The records of two plans, those that hang together in one row."""
    before, after = ({item.id: item for item in plan_items(plan)} for plan in (old, new))
    for family in families(list(before), list(after), lineage.after, lineage.before):
        yield _row(family, before, after, lineage)


def _row(
    family: Family, before: dict[str, Item], after: dict[str, Item], lineage: Lineage | None
) -> Row:
    """The row of some records that hang together, or (without lineage) of some pages."""
    rename = lineage.rename if lineage else {}
    linked = tuple((before[o], after[n]) for o, n in family.pairs)
    changes = tuple(change for pair in linked for change in _across(*pair, rename))
    old, new = tuple(before[o] for o in family.old), tuple(after[n] for n in family.new)
    outcome = next((o for o in (_outcome(item, lineage) for item in old) if o), None)
    return Row(_became(old, new, changes, outcome), old, new, linked, changes, outcome)


def _outcome(item: Item, lineage: Lineage | None) -> Outcome | None:
    """What is said of an old record: by the last plan that had it, else by its own."""
    own: Outcome | None = getattr(item.record, "outcome", None)
    return lineage.outcomes.get(item.id, own) if lineage else None


def _across(old: Item, new: Item, rename: Rename) -> Iterator[Change]:
    if new.type == "page":
        yield from prose.compare(old, new)
        return
    if old.area != new.area and new.area not in rename.get(old.area or "", ()):
        told = old.sources, new.sources
        yield Change(_K.AREA, ("area",), old.area, new.area, old, new, *told)
    yield from pairs.compare(old, new, rename)


def _became(
    old: tuple[Item, ...],
    new: tuple[Item, ...],
    changes: tuple[Change, ...],
    outcome: Outcome | None,
) -> ChangeKind:
    """What became of records that hang together."""
    if not old:
        return _K.ADDED
    if not new:
        if outcome is not None:
            return _GONE.get(outcome.kind, _K.UNACCOUNTED)
        return _K.UNACCOUNTED if old[0].type in HANDED_ON else _K.ENDED
    if len(old) > 1:
        return _K.REGROUPED if len(new) > 1 else _K.MERGED
    if len(new) > 1:
        return _K.SPLIT
    return _K.SUCCEEDED if new[0].type == "plan" else _carried_on(changes)


def _carried_on(changes: tuple[Change, ...]) -> ChangeKind:
    """How a record that only one continues was changed on the way."""
    kinds = {change.kind for change in changes}
    if kinds & _WORDED:
        return _K.REWORDED
    if kinds == {_K.SOURCE}:
        return _K.RESOURCED
    return _K.ALTERED if kinds else _K.CONTINUED


_WORDED = frozenset({_K.WORDING, _K.TEXT, _K.TEXT_ADDED, _K.TEXT_REMOVED, _K.HEADING})
