"""What holds for any two libraries: nothing is lost, nothing is told twice, all can be undone."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import jsonschema
import strategies  # the house's settings for hypothesis
from compare_values import changed, part, places, record_types
from hypothesis import given
from hypothesis import strategies as st

from macros.compare import published
from macros.compare.apply import apply, apply_plan, normal
from macros.compare.changes import STILL, Comparison, Item, Row
from macros.compare.fields import fields_of
from macros.compare.items import plan_items, shared_items
from macros.compare.keyed import moved, preceding, put_together
from macros.compare.lineage import declared
from macros.compare.prose import Prose, script
from macros.compare.records import libraries, plans_by_lineage
from macros.compare.words import diff
from macros.model.base import Part
from macros.model.plan import Library, PlanData, Shared
from macros.reading.front_matter import read_page

RECORDS = record_types()
PERIODS = ("2001-2004", "2005-2008")
NAMES = [f"{letter}-{n}" for letter in "ab" for n in range(3)]
SCHEMA = json.loads(published.schema())

# ---------------------------------------------------------------- libraries


@st.composite
def _records(draw: st.DrawFn, cls: type[Part], ids: list[str]) -> tuple[Any, ...]:
    """Some records of a type, with ids that are not used yet; each may differ in one place."""
    found = []
    for name in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else ():
        ids.remove(name)
        found.append(draw(_record(cls, name, ids)))
    return tuple(found)


@st.composite
def _record(draw: st.DrawFn, cls: type[Part], name: str, ids: list[str]) -> Any:
    inner = {n: f.part for n, f in fields_of(cls).items() if f.records}
    one = part(cls, **dict.fromkeys(inner, ()))
    own = [p for p in places(cls) if p[0] not in inner and p != ("id",)]
    for place in draw(st.lists(st.sampled_from(own), max_size=2, unique_by=lambda p: p[0])):
        one = changed(one, place)
    lists = {n: draw(_records(kind, ids)) for n, kind in inner.items() if kind}
    refs = {"continues": ()} if "continues" in cls.model_fields else {}
    return one.model_copy(update={"id": name, **refs, **lists})


@st.composite
def _plans(draw: st.DrawFn, period: str) -> PlanData:
    ids = list(NAMES)
    lists: dict[str, Any] = {}
    for name, field in fields_of(PlanData).items():
        assert field.part
        if field.many:
            lists[name] = draw(_records(field.part, ids))
        else:
            lists[name] = draw(_record(field.part, period, ids))
    return PlanData.model_construct(**lists)


@st.composite
def _libraries(draw: st.DrawFn) -> Library:
    shared: dict[str, Any] = {}
    ids = [f"s-{name}" for name in NAMES]
    for name, field in fields_of(Shared).items():
        assert field.part
        if field.many and hasattr(field.part, "kind_name"):
            shared[name] = draw(_records(field.part, ids))
        else:
            words = {n: draw(_records(field.part, list(NAMES))) for n in ("list-a", "list-b")}
            shared[name] = {n: entries for n, entries in words.items() if entries}
    periods = draw(st.lists(st.sampled_from(PERIODS), unique=True))
    plans = tuple(draw(_plans(period)) for period in sorted(periods))
    return Library.model_construct(shared=Shared.model_construct(**shared), plans=plans)


LIBRARIES = _libraries()


def _items(library: Library) -> list[Item]:
    plans = (item for plan in library.plans for item in plan_items(plan))
    return [*shared_items(library.shared), *plans]


def _key(item: Item) -> tuple[str | None, str, str]:
    return item.period, item.type, item.id


def _comparison(rows: list[Row]) -> Comparison:
    return Comparison("a", "b", across=False, rows=tuple(rows))


@given(LIBRARIES)
def test_a_library_is_the_same_as_itself(library: Library) -> None:
    comparison = _comparison(list(libraries(library, library)))
    assert list(comparison.changes()) == []
    assert comparison.unchanged == len(_items(library))


@given(LIBRARIES, LIBRARIES)
def test_every_record_of_both_sides_is_in_one_row(old: Library, new: Library) -> None:
    rows = list(libraries(old, new))
    for side, library in (("old", old), ("new", new)):
        found = Counter(_key(item) for row in rows for item in getattr(row, side))
        assert found == Counter(_key(item) for item in _items(library))


@given(LIBRARIES, LIBRARIES)
def test_a_comparison_played_back_gives_the_other_side(old: Library, new: Library) -> None:
    assert normal(apply(libraries(old, new), old)) == normal(new)
    assert normal(apply(libraries(new, old), new)) == normal(old)


@given(LIBRARIES, LIBRARIES)
def test_there_are_changes_just_where_something_reads_otherwise(old: Library, new: Library) -> None:
    changes = list(_comparison(list(libraries(old, new))).changes())
    assert (changes == []) == (normal(old) == normal(new))


@given(LIBRARIES, LIBRARIES)
def test_what_is_published_follows_its_schema(old: Library, new: Library) -> None:
    rows = list(libraries(old, new))
    found = json.loads(published.as_json(_comparison(rows)))
    jsonschema.validate(found, SCHEMA)
    assert found["unchanged"] == sum(row.kind in STILL for row in rows)
    told = {(c["new_period"] or c["old_period"], c["type"], c["id"]) for c in found["changes"]}
    assert told == {_key(row.item) for row in rows if row.kind not in STILL}


# ---------------------------------------------------------------- plans by lineage


@st.composite
def _successors(draw: st.DrawFn) -> tuple[PlanData, PlanData]:
    """Two plans; some records of the later one say that they continue some of the earlier one."""
    old, later = draw(_plans(PERIODS[0])), draw(_plans(PERIODS[1]))
    ids = [item.id for item in plan_items(old)]

    def linked(one: Any) -> Any:
        if not isinstance(one, Part):
            return tuple(map(linked, one)) if isinstance(one, tuple) else one
        if not hasattr(one, "continues") or not hasattr(one, "kind_name"):
            return one
        lists = {n: linked(getattr(one, n)) for n, f in fields_of(type(one)).items() if f.records}
        names = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        return one.model_copy(update={**lists, "continues": tuple(names)})

    plan = later.plan.model_copy(update={"predecessor": PERIODS[0]})
    lists = {n: linked(getattr(later, n)) for n in fields_of(PlanData) if n != "plan"}
    return old, later.model_copy(update={**lists, "plan": plan})


def _rows(old: PlanData, new: PlanData) -> list[Row]:
    library = Library.model_construct(shared=Shared(), plans=(old, new))
    return list(plans_by_lineage(old, new, declared(library, *PERIODS)))


@given(_successors())
def test_every_record_of_two_plans_is_in_one_row(plans: tuple[PlanData, PlanData]) -> None:
    rows = _rows(*plans)
    for side, plan in zip(("old", "new"), plans, strict=True):
        found = Counter(_key(item) for row in rows for item in getattr(row, side))
        assert found == Counter(_key(item) for item in plan_items(plan))


@given(_successors())
def test_records_are_together_just_where_it_is_declared(
    plans: tuple[PlanData, PlanData],
) -> None:
    old = {item.id for item in plan_items(plans[0])}
    pairs = {(o.id, n.id) for row in _rows(*plans) for o, n in row.pairs}
    said = {
        (name, item.id)
        for item in plan_items(plans[1])
        for name in (*getattr(item.record, "continues", ()), item.id)
        if name in old
    }
    assert pairs == said | {PERIODS}


@given(_successors())
def test_a_comparison_of_plans_played_back_gives_the_later_one(
    plans: tuple[PlanData, PlanData],
) -> None:
    assert normal(apply_plan(_rows(*plans), plans[0])) == normal(plans[1])


# ---------------------------------------------------------------- lists, words, pages

_KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(_KEYS, _KEYS)
def test_a_list_is_put_together_from_what_moved_and_what_is_new(
    old: list[str], new: list[str]
) -> None:
    shift = moved(old, new)
    placed = {k: b for k, b in preceding(new).items() if k in shift or k not in old}
    stay = [key for key in old if key in new and key not in shift]
    assert put_together(stay, placed) == new
    assert moved(old, [key for key in old if key in new]) == frozenset()


_TEXTS = st.text(st.sampled_from("ab cæ.,\n–1"), max_size=30)


@given(_TEXTS, _TEXTS)
def test_the_words_of_both_texts_are_all_there(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert all(piece.kept for piece in pieces) == (old == new)


@given(strategies.MARKDOWN, strategies.MARKDOWN)
def test_the_blocks_of_both_pages_are_all_there(old: str, new: str) -> None:
    sides = [Prose(read_page("docs/felles/x.md", text.encode())[0]) for text in (old, new)]
    steps = script(*sides)
    assert tuple(step.old for step in steps if step.old) == sides[0].blocks
    assert tuple(step.new for step in steps if step.new) == sides[1].blocks
    assert all(step.kept for step in script(sides[0], sides[0]))
