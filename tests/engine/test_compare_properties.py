"""What holds for any two libraries: nothing is lost, nothing is told twice, all can be undone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import jsonschema
import strategies  # the house's settings for hypothesis
from compare_apply import apply, apply_plan, normal, put_together
from compare_values import changed, part, places, record_types
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.compare.changes import UNCHANGED_KINDS, ComparedRow, Comparison, Item
from macros.compare.comparison import compare_libraries, compare_plans
from macros.compare.items import plan_items, shared_items
from macros.compare.lineage import declared
from macros.compare.part_lists import moved, preceding
from macros.compare.prose import ComparedPage, pair_blocks
from macros.compare.words import diff
from macros.export import comparison as published
from macros.model.base import Part
from macros.model.fields import Field, fields_of
from macros.model.plan import Library, PlanData, Shared
from macros.model.records import Area
from macros.reading.front_matter import read_page

RECORDS = record_types()
PERIODS = ("2001-2004", "2005-2008")
NAMES = [f"{letter}-{n}" for letter in "ab" for n in range(3)]
SCHEMA = jsonschema.Draft202012Validator(json.loads(published.schema()))

# ---------------------------------------------------------------- libraries


def _variants(cls: type[Part]) -> tuple[Any, list[dict[str, Any]]]:
    """A record of a type, and its fields with another value in one place of each."""
    fields = fields_of(cls)
    inner = {name: () for name, field in fields.items() if field.records}
    lineage = {"continues": ()} if "continues" in fields else {}
    base = part(cls, **inner, **lineage)
    own = [place for place in places(cls) if place[0] not in {*inner, *lineage, "id"}]
    variants = [{place[0]: getattr(changed(base, place), place[0])} for place in own]
    lists = (f for f in fields.values() if f.part and f.many and f.name not in inner)
    return base, [*variants, *(variant for field in lists for variant in _orders(field))]


def _orders(field: Field) -> Iterator[dict[str, Any]]:
    """A list of parts in several orders, with some left out."""
    assert field.part
    parts = [part(field.part, n, 1) for n in range(3)]
    for length in (2, 3):
        for order in permutations(parts, length):
            yield {field.name: order}


MADE = {kind: _variants(cls) for kind, cls in RECORDS.items()}
WORDS = "word"
SINGLE = {f.part.record_type for f in fields_of(PlanData).values() if f.part and not f.many}


def _lists(cls: type[Part]) -> dict[str, str]:
    """Record type → the list of a holder that it stands in."""
    fields = fields_of(cls).items()
    return {f.part.record_type: n for n, f in fields if f.part and f.many and f.records}


@st.composite
def _some(draw: st.DrawFn, kinds: list[str]) -> list[tuple[str, Any]]:
    """A few records of some types: type and record. Ids are used once, as the checks demand."""
    records = []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=6, unique=True)):
        kind = draw(st.sampled_from(kinds))
        records.append((kind, _one(kind, name, draw(_CHOICES))))
    return records


_CHOICES = st.lists(st.integers(0, 1000), max_size=2)


def _one(kind: str, name: str, choices: list[int]) -> Any:
    base, variants = MADE[kind]
    update: dict[str, Any] = {}
    for n in choices:
        update.update(variants[n % len(variants)])
    return base.model_copy(update={**update, "id": name})


def _listed(records: list[tuple[str, Any]], lists: dict[str, str]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(r for k, r in records if k == kind) for kind, name in lists.items()}


@st.composite
def _plan(draw: st.DrawFn, period: str) -> PlanData:
    outer, inner = _lists(PlanData), _lists(Area)
    records = draw(_some([*outer, *inner]))
    areas = [n for n, (kind, _) in enumerate(records) if kind == "area"]
    below: dict[int, list[tuple[str, Any]]] = {n: [] for n in areas}
    for kind, record in records:
        if kind in inner and areas:
            below[draw(st.sampled_from(areas))].append((kind, record))
    for n, inside in below.items():
        records[n] = "area", records[n][1].model_copy(update=_listed(inside, inner))
    head = {kind: _one(kind, period, draw(_CHOICES)) for kind in SINGLE}
    return PlanData.model_construct(**head, **_listed(records, outer))


@st.composite
def _libraries(draw: st.DrawFn) -> Library:
    lists = _lists(Shared)
    shared: dict[str, Any] = _listed(draw(_some([*lists])), lists)
    words = {name: tuple(r for _, r in draw(_some([WORDS]))) for name in ("list-a", "list-b")}
    shared["vocabulary"] = {name: entries for name, entries in words.items() if entries}
    periods = draw(st.sampled_from([(), PERIODS[:1], PERIODS[1:], PERIODS]))
    plans = tuple(draw(_plan(period)) for period in periods)
    return Library.model_construct(shared=Shared.model_construct(**shared), plans=plans)


LIBRARIES = _libraries()
_FEWER = settings(max_examples=40)


def _items(library: Library) -> list[Item]:
    plans = (item for plan in library.plans for item in plan_items(plan))
    return [*shared_items(library.shared), *plans]


def _key(item: Item) -> tuple[str | None, str, str]:
    return item.period, item.record_type, item.id


def _comparison(rows: list[ComparedRow]) -> Comparison:
    return Comparison("a", "b", tuple(rows))


@_FEWER
@given(LIBRARIES)
def test_a_library_is_the_same_as_itself(library: Library) -> None:
    comparison = _comparison(list(compare_libraries(library, library)))
    assert list(comparison.changes()) == []
    assert comparison.unchanged == len(_items(library))


@_FEWER
@given(LIBRARIES, LIBRARIES)
def test_every_record_of_both_sides_is_in_one_row(old: Library, new: Library) -> None:
    rows = list(compare_libraries(old, new))
    for side, library in (("old", old), ("new", new)):
        counts = Counter(_key(item) for row in rows for item in getattr(row, side))
        assert counts == Counter(_key(item) for item in _items(library))


@_FEWER
@given(LIBRARIES, LIBRARIES)
def test_a_comparison_played_back_gives_the_other_side(old: Library, new: Library) -> None:
    assert normal(apply(compare_libraries(old, new), old)) == normal(new)
    assert normal(apply(compare_libraries(new, old), new)) == normal(old)


@_FEWER
@given(LIBRARIES, LIBRARIES)
def test_there_are_changes_just_where_something_reads_otherwise(old: Library, new: Library) -> None:
    changes = list(_comparison(list(compare_libraries(old, new))).changes())
    assert (changes == []) == (normal(old) == normal(new))


@_FEWER
@given(LIBRARIES, LIBRARIES)
def test_what_is_published_follows_its_schema(old: Library, new: Library) -> None:
    rows = list(compare_libraries(old, new))
    document = json.loads(published.as_json(_comparison(rows)))
    SCHEMA.validate(document)
    assert document["unchanged"] == sum(row.kind in UNCHANGED_KINDS for row in rows)
    shown = {(c["new_period"] or c["old_period"], c["type"], c["id"]) for c in document["changes"]}
    assert shown == {_key(row.item) for row in rows if row.kind not in UNCHANGED_KINDS}


# ---------------------------------------------------------------- plans by lineage


@st.composite
def _successors(draw: st.DrawFn) -> tuple[PlanData, PlanData]:
    """Two plans; some records of the later one say that they continue some of the earlier one."""
    old, new = draw(_plan(PERIODS[0])), draw(_plan(PERIODS[1]))
    ids = [item.id for item in plan_items(old)]

    def linked(one: Any) -> Any:
        if isinstance(one, tuple):
            return tuple(map(linked, one))
        lists = {n: linked(getattr(one, n)) for n, f in fields_of(type(one)).items() if f.records}
        names = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        return one.model_copy(update={**lists, "continues": tuple(names)})

    lists = {name: linked(getattr(new, name)) for name in fields_of(PlanData) if name != "plan"}
    head = new.plan.model_copy(update={"predecessor": PERIODS[0]})
    return old, new.model_copy(update={**lists, "plan": head})


def _rows(old: PlanData, new: PlanData) -> list[ComparedRow]:
    library = Library.model_construct(shared=Shared(), plans=(old, new))
    return list(compare_plans(old, new, declared(library, *PERIODS)))


@_FEWER
@given(_successors())
def test_every_record_of_two_plans_is_in_one_row(plans: tuple[PlanData, PlanData]) -> None:
    rows = _rows(*plans)
    for side, plan in zip(("old", "new"), plans, strict=True):
        counts = Counter(_key(item) for row in rows for item in getattr(row, side))
        assert counts == Counter(_key(item) for item in plan_items(plan))


@_FEWER
@given(_successors())
def test_records_are_together_just_where_it_is_declared(
    plans: tuple[PlanData, PlanData],
) -> None:
    old = {item.id for item in plan_items(plans[0])}
    pairs = {(o.id, n.id) for row in _rows(*plans) for o, n in row.pairs}
    declared_pairs = {
        (name, item.id)
        for item in plan_items(plans[1])
        for name in (*getattr(item.record, "continues", ()), item.id)
        if name in old
    }
    assert pairs == declared_pairs | {PERIODS}


@_FEWER
@given(_successors())
def test_a_comparison_of_plans_played_back_gives_the_later_one(
    plans: tuple[PlanData, PlanData],
) -> None:
    assert normal(apply_plan(_rows(*plans), plans[0])) == normal(plans[1])


def test_where_a_record_stood_is_not_taken_for_a_field_of_what_carries_it_on() -> None:
    """A challenge stands in an area; the group that carries it on has a field of that name."""
    empty = {name: () for name in fields_of(PlanData) if name not in SINGLE}
    area = _one("area", "a-0", []).model_copy(
        update={"challenges": (_one("challenge", "b-0", []),)}
    )
    old, new = (
        PlanData.model_construct(plan=_one("plan", period, []), **{**empty, **lists})
        for period, lists in (
            (PERIODS[0], {"areas": (area,)}),
            (PERIODS[1], {"groups": (_one("group", "b-0", []),)}),
        )
    )
    new = new.model_copy(update={"plan": new.plan.model_copy(update={"predecessor": PERIODS[0]})})
    assert normal(apply_plan(_rows(old, new), old)) == normal(new)


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
    sides = [ComparedPage(read_page("docs/felles/x.md", text.encode())[0]) for text in (old, new)]
    pairs = pair_blocks(*sides)
    assert tuple(pair.old for pair in pairs if pair.old) == sides[0].blocks
    assert tuple(pair.new for pair in pairs if pair.new) == sides[1].blocks
    assert all(pair.kept for pair in pair_blocks(sides[0], sides[0]))
