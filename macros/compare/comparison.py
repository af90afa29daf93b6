"""Where a comparison begins: two versions of everything, or two plans of one library.

Between versions a record is itself: its plan, type and id. Between plans it is what is declared to
carry it on. Either way every record of both sides ends in exactly one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from macros.compare import prose
from macros.compare.changes import Change, ComparedRow, Comparison, Item
from macros.compare.field_changes import compare_fields
from macros.compare.items import all_pages, plan_items, plan_pages, shared_items
from macros.compare.lineage import Family, IdPair, Lineage, declared, families
from macros.compare.part_lists import moved
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.base import Outcome, OutcomeKind
from macros.model.change_kinds import ChangeKind
from macros.model.fields import Rename
from macros.model.plan import Library, Plan, PlanData
from macros.model.registry import HANDED_ON

Rows = Mapping[str | None, Set[str]]
"""Plan → its records without a page of their own; under None those that plans share."""
_NONE: Set[str] = frozenset()

UNORDERED = frozenset({"areas", "terms"})
"""Lists that are shown in an order of their own, whatever their order in the files."""

_K = ChangeKind
_OUTCOMES = {
    OutcomeKind.COMPLETED: _K.COMPLETED,
    OutcomeKind.DROPPED: _K.DROPPED,
    OutcomeKind.NOT_STATED: _K.NOT_STATED,
}
_SEVERAL = {(True, True): _K.REGROUPED, (True, False): _K.MERGED, (False, True): _K.SPLIT}
_WORDED = frozenset({_K.WORDING, _K.TEXT, _K.TEXT_ADDED, _K.TEXT_REMOVED, _K.HEADING})


# ---------------------------------------------------------------- from version to version


def compare_revisions(old: Workspace, new: Workspace, names: tuple[str, str]) -> Comparison:
    """Two versions of a tree without problems: all plans, what they share, and all prose."""
    paired = old.loaded.library, new.loaded.library
    rows = list(compare_libraries(*paired, (old.rows, new.rows)))
    before, after = all_pages(old), all_pages(new)
    renamed = dict(_renamed(before, after, new.loaded.redirects))
    keys = sorted({*before, *after} - set(renamed.values()))
    rows += [_version(before.get(key), after.get(renamed.get(key, key))) for key in keys]
    return Comparison(*names, tuple(rows))


_PageKey = tuple[str, str]


def _renamed(
    before: Mapping[_PageKey, Item],
    after: Mapping[_PageKey, Item],
    redirects: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[_PageKey, _PageKey]]:
    """Each page that stands under another path now, as its redirect says, and that path.

    A page of all plans is asked for in each of them.
    """
    come = {(period, item.url): (period, path) for (period, path), item in after.items()}
    for key, item in before.items():
        for period in [key[0]] if key[0] else redirects:
            target = redirects.get(period, {}).get(item.url or "")
            new = come.get((key[0], target))
            if key not in after and new and new not in before:
                yield key, new
                break


def compare_libraries(
    old: Library, new: Library, rows: tuple[Rows, Rows] = ({}, {})
) -> Iterator[ComparedRow]:
    """The records of two libraries, shared ones first, then plan by plan."""
    sides = list(zip((old, new), rows, strict=True))
    yield from _versions(*(shared_items(one.shared, ids.get(None, _NONE)) for one, ids in sides))
    for period in sorted({*old.by_period, *new.by_period}):
        plans = ((one.by_period.get(period), ids.get(period, _NONE)) for one, ids in sides)
        yield from _versions(*(plan_items(plan, ids) if plan else () for plan, ids in plans))


def _versions(old: Iterable[Item], new: Iterable[Item]) -> Iterator[ComparedRow]:
    """Two versions of the same lists, record by record."""
    before, after = ({(item.record_type, item.id): item for item in side} for side in (old, new))
    shifted = _shifted(before, after)
    for key, item in after.items():
        yield _version(before.get(key), item, shifted=key in shifted)
    yield from (_version(item, None) for key, item in before.items() if key not in after)


def _version(old: Item | None, new: Item | None, *, shifted: bool = False) -> ComparedRow:
    """What became of one record or page."""
    if old is None or new is None:
        kind = _K.ADDED if old is None else _K.REMOVED
        return ComparedRow(kind, (old,) if old else (), (new,) if new else ())
    changes = [*_contents(old, new)]
    if old.id != new.id:
        changes.insert(0, Change(_K.ADDRESS, ("address",), old.url, new.url, old, new))
    if old.place != new.place:
        changes.insert(0, _moved(_K.AREA, old, new))
    elif shifted:
        changes.insert(0, _moved(_K.ORDER, old, new))
    kind = _K.CHANGED if changes else _K.UNCHANGED
    return ComparedRow(kind, (old,), (new,), ((old, new),), tuple(changes))


def _contents(old: Item, new: Item, rename: Rename | None = None) -> Iterable[Change]:
    """Everything that is not the same in two records, or on two pages."""
    if new.record_type == "page":
        return prose.compare(old, new)
    return compare_fields(old, new, rename)


def _moved(kind: ChangeKind, old: Item, new: Item) -> Change:
    """A record that stands in another area, or elsewhere in its list."""
    path, name = (("area",), "area") if kind is _K.AREA else ((), "after")
    values = getattr(old, name), getattr(new, name), old, new, old.sources, new.sources
    return Change(kind, path, *values, after=new.after)


def _shifted(
    old: Mapping[tuple[str, str], Item], new: Mapping[tuple[str, str], Item]
) -> set[tuple[str, str]]:
    """The records that moved within their list."""
    lists: dict[Any, tuple[list[str], list[str]]] = {}
    for side, (items, others) in enumerate(((old, new), (new, old))):
        for key, item in items.items():
            if key in others and others[key].place == item.place and item.field not in UNORDERED:
                lists.setdefault((item.place, key[0]), ([], []))[side].append(item.id)
    return {(record_type, name) for (_, record_type), ids in lists.items() for name in moved(*ids)}


# ---------------------------------------------------------------- from plan to plan


def compare_periods(workspace: Workspace, old: str, new: str) -> Comparison:
    """One plan of a tree without problems with a later one, or with itself.

    Its records are compared by declared lineage, its prose by correspondence.

    Raises:
        LineageError: Where the old plan does not lead to the new one.
    """
    plans = workspace.loaded.library.by_period
    before, after = plan_pages(workspace, old), plan_pages(workspace, new)
    if old == new:
        items = [*plan_items(plans[old]), *before.values()]
        return Comparison(old, new, tuple(_versions(items, items)))
    lineage = declared(workspace.loaded.library, old, new)
    sides = (workspace.rows[old], workspace.rows[new])
    rows = list(compare_plans(plans[old], plans[new], lineage, sides))
    rows += [
        _row(family, before, after, None)
        for family in _corresponding(before, after, plans[new].plan, lineage)
    ]
    return Comparison(old, new, tuple(rows), (old, new))


def compare_plans(
    old: PlanData, new: PlanData, lineage: Lineage, rows: tuple[Set[str], Set[str]] = (_NONE, _NONE)
) -> Iterator[ComparedRow]:
    """The records of two plans, those that hang together in one row."""
    sides = zip((old, new), rows, strict=True)
    before, after = ({item.id: item for item in plan_items(*side)} for side in sides)
    for family in families(list(before), list(after), lineage.links):
        yield _row(family, before, after, lineage)


def _corresponding(
    old: Mapping[str, Item], new: Mapping[str, Item], plan: Plan, lineage: Lineage
) -> Iterator[Family]:
    """The pages of two plans, those that correspond together.

    A page corresponds to the one that its chapter `continues`, the page of a record to those of
    the records it continues, and any other to the one of the same path.
    """
    chapters = [chapter for top in plan.chapters for chapter in top.walk()]
    continued = {c.page: c.continues for c in chapters if c.page and c.continues}
    links: list[IdPair] = []
    for path in new:
        folder, _, stem = path.removesuffix(".md").rpartition("/")
        names = [continued.get(path, path)]
        if folder in routes.PAGES.values() and lineage.before.get(stem):
            names = [f"{folder}/{name}.md" for name in lineage.before[stem]]
        links += [(name, path) for name in names if name in old]
    for family in families(list(old), list(new), links):
        files = [(old[o].record.page.path, new[n].record.page.path) for o, n in family.pairs]
        # One file that both plans show is not two pages to compare.
        if len(files) != 1 or files[0][0] != files[0][1]:
            yield family


def _row(
    family: Family,
    before: Mapping[str, Item],
    after: Mapping[str, Item],
    lineage: Lineage | None,
) -> ComparedRow:
    """The row of some records that hang together, or (without lineage) of some pages."""
    pairs = tuple((before[o], after[n]) for o, n in family.pairs)
    rename = lineage.rename if lineage else {}
    changes = tuple(change for pair in pairs for change in _across(*pair, rename))
    old, new = tuple(before[o] for o in family.old), tuple(after[n] for n in family.new)
    # What is said of an old record: by the last plan that had it, else by its own.
    told = lineage.outcomes if lineage else {}
    outcomes = (told.get(item.id) or getattr(item.record, "outcome", None) for item in old)
    outcome = next(filter(None, outcomes), None)
    kind = _became(old, new, changes, outcome)
    if (
        kind is _K.ADDED
        and lineage
        and {item.id for item in new} & {n for _, n in lineage.subjects}
    ):
        kind = _K.SAME_SUBJECT
    return ComparedRow(kind, old, new, pairs, changes, outcome)


def _across(old: Item, new: Item, rename: Rename) -> Iterator[Change]:
    if old.area != new.area and new.area not in rename.get(old.area or "", ()):
        yield _moved(_K.AREA, old, new)
    yield from _contents(old, new, rename)


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
            return _OUTCOMES.get(outcome.kind, _K.UNACCOUNTED)
        return _K.UNACCOUNTED if old[0].record_type in HANDED_ON else _K.ENDED
    if len(old) > 1 or len(new) > 1:
        return _SEVERAL[len(old) > 1, len(new) > 1]
    return _K.SUCCEEDED if new[0].record_type == "plan" else _carried_on(changes)


def _carried_on(changes: tuple[Change, ...]) -> ChangeKind:
    """How a record that only one continues was changed on the way."""
    kinds = {change.kind for change in changes}
    if kinds & _WORDED:
        return _K.REWORDED
    if kinds == {_K.SOURCE}:
        return _K.RESOURCED
    return _K.ALTERED if kinds else _K.CONTINUED
