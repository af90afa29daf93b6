"""What changed, as a stream: with all of it applied, what was before is what is now.

Between two plans, or from one published version to the next. The records are those of `plan.json`,
without what follows from the rest of the plan. A line about a record comes before those about its
fields; only a line that is the `base` has such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.compare.changes import Item
from macros.compare.comparison import compare_plans
from macros.compare.lineage import declared
from macros.export.encode import in_json
from macros.export.plan_json import Open, OpenPlan
from macros.history.revisions import Kept, Revision
from macros.model.change_kinds import ChangeKind
from macros.model.fields import Field, Rename, fields_of
from macros.model.registry import EXPORTED, TYPES

_K = ChangeKind
Line = dict[str, Any]
"""One change, with the columns of `shape.CHANGE` that say something."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A record on one side: its plan, its type, and what is published of it."""

    period: str | None
    type: str
    values: Mapping[str, Any]


_Sides = tuple[_Side | None, _Side | None]


def between_plans(old: OpenPlan, new: OpenPlan) -> Iterator[Line]:
    """Every change from a plan to a later one, by declared lineage."""
    library, names = old.data.library, (old.period, new.period)
    lineage, plans = declared(library, *names), library.by_period
    for row in compare_plans(plans[old.period], plans[new.period], lineage):
        first = {after.id: before.id for before, after in reversed(row.pairs)}
        paired = {item.id for pair in row.pairs for item in pair}
        sides: list[tuple[Item | None, Item | None]] = list(row.pairs)
        sides += [(item, None) for item in row.old if item.id not in paired]
        sides += [(None, item) for item in row.new if item.id not in paired]
        for one, other in sides:
            base = bool(one and other and first[other.id] == one.id)
            both = _side(old, one), _side(new, other)
            yield from _lines(names, row.kind, both, lineage.rename if base else None)


def _side(plan: OpenPlan, item: Item | None) -> _Side | None:
    if item is None:
        return None
    return _Side(plan.period, item.record_type, plan.own(plan.facts.entries[item.id]))


def of_revision(data: Open, revision: Revision) -> list[Line]:
    """Every change that a published version made."""
    names = revision.previous[:12], revision.commit[:12]
    lines: list[Line] = []
    for key in dict.fromkeys((*revision.before, *revision.after)):
        period, name, _ = key
        kept = (side.get(key) for side in (revision.before, revision.after))
        old, new = (_kept(data, period, name, one) for one in kept)
        kind = _K.CHANGED if old and new else _K.ADDED if new else _K.REMOVED
        lines += _lines(names, kind, (old, new), {}) if name in EXPORTED else ()
    return lines


def _kept(data: Open, period: str | None, name: str, kept: Kept | None) -> _Side | None:
    if kept is None:
        return None
    area = {"area": kept.area} if kept.area else {}
    return _Side(period, name, {**data.people.record(kept.record), **area})


def _lines(
    names: tuple[str, str], kind: ChangeKind, sides: _Sides, rename: Rename | None = None
) -> Iterator[Line]:
    """The lines about one record, or about two of which one carries on the other.

    `rename` is what ids are called on the other side; None where only the record is told of.
    """
    old, new = sides
    side = new or old
    assert side
    head: Line = {"period": side.period, "type": side.type}
    if old and new and old.type != new.type:
        head["old_type"] = old.type
    head |= {"old": old.values["id"] if old else None, "new": new.values["id"] if new else None}
    if kind is not _K.CHANGED:
        whole: Line = {"base": True if old and new and rename is not None else None}
        whole["before"] = old.values if old and not new else None
        whole["after"] = new.values if new and not old else None
        yield _line(names, kind, head, whole)
    if old and new and rename is not None:
        for changed, values in _fields(old, new, rename):
            yield _line(names, changed, head, values)


def _fields(old: _Side, new: _Side, rename: Rename) -> Iterator[tuple[ChangeKind, Line]]:
    fields = fields_of(TYPES[new.type].cls)
    for name in dict.fromkeys((*old.values, *new.values)):
        before, after = old.values.get(name), new.values.get(name)
        if name != "id" and before != after:
            values = {"field": name, "before": before, "after": after}
            if name == "area" and name not in fields:
                follows, kind = after in rename.get(str(before), ()), _K.AREA
            else:
                field = fields.get(name)
                kind = field.kind if field else _K.DETAIL
                follows = _follows(field, before, after, rename)
            yield kind, {**values, "follows": follows or None}


def _follows(field: Field | None, before: Any, after: Any, rename: Rename) -> bool:
    """Whether a field refers to what carries on what it referred to, and to nothing else."""
    if field is None or not field.refs or not before or not after:
        return False
    old, new = (value if isinstance(value, list) else [value] for value in (before, after))
    return [name for one in old for name in rename.get(one, (one,))] == new


def _line(names: tuple[str, str], kind: ChangeKind, head: Line, values: Line) -> Line:
    about = head["type"], f"{head['old'] or ''}..{head['new'] or ''}", values.get("field", "")
    name = "/".join((f"{names[0]}..{names[1]}", head["period"] or "felles", *about)).rstrip("/")
    told = {"id": name, "from": names[0], "to": names[1], "kind": kind.slug, "label": kind.value}
    # An old value that is gone, or a new one that came, is told by being left out.
    return {n: v for n, v in {**told, **head, **values}.items() if v is not None}


def as_lines(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Changes as JSON Lines."""
    return "".join(f"{in_json(line)}\n" for line in lines).encode()
