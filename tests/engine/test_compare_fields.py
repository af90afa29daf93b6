"""Nothing is forgotten: every field of every record type is changed, and just that must show."""

from __future__ import annotations

import re
from typing import Any

import pytest
from compare_apply import apply, normal
from compare_values import changed, library, places, record, record_types

from macros.compare.changes import UNCHANGED_KINDS, Change, Comparison, Item, PartKey
from macros.compare.comparison import compare_libraries
from macros.compare.field_changes import compare_fields
from macros.export.comparison import published
from macros.facts.names import Names
from macros.load.library import TYPES
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.fields import LINEAGE_FIELDS, described, fields_of
from macros.model.registry import WORD_LISTS
from macros.views.changes.sentences import ChangeSentences
from macros.views.changes.wording import item_noun, noun

RECORDS = record_types()
# Records that stand in a record have rows of their own; a plan of another id is another plan.
PLACES = {
    kind: [
        place
        for place in places(cls)
        if not fields_of(cls)[place[0]].records and (kind, place) != ("plan", ("id",))
    ]
    for kind, cls in RECORDS.items()
}
each_record_type = pytest.mark.parametrize("kind", RECORDS)


def _comparison(kind: str, old: Any, new: Any) -> Comparison:
    rows = tuple(compare_libraries(library(kind, old), library(kind, new)))
    return Comparison("a", "b", rows)


def _one(kind: str) -> Any:
    return record(RECORDS[kind], "2001-2004" if kind == "plan" else "the-id")


def _holds_parts(cls: type[Part], place: tuple[str, ...]) -> bool:
    """Whether a place holds parts that are compared one by one: each field of theirs is a place."""
    field = fields_of(cls)[place[0]]
    if len(place) > 1:
        assert field.part is not None
        return _holds_parts(field.part, place[1:])
    return field.part is not None


def _keyed_by(cls: type[Part], place: tuple[str, ...]) -> bool:
    """Whether a place is what its part is known by."""
    fields = fields_of(cls)
    if len(place) > 1:
        inner = fields[place[0]].part
        assert inner is not None
        return _keyed_by(inner, place[1:])
    return place[0] in cls.known_by[:1]


def test_the_record_types_are_those_that_files_hold() -> None:
    assert set(RECORDS) - {"word"} == set(TYPES)


@each_record_type
def test_a_changed_field_is_shown_and_nothing_else(kind: str) -> None:
    cls = RECORDS[kind]
    for place in PLACES[kind]:
        old = _one(kind)
        comparison = _comparison(kind, old, changed(old, place))
        changes = list(comparison.changes())
        rows = 1
        if place == ("id",):
            rows = 2
            came, went = changes
            assert (came.kind, went.kind) == (ChangeKind.ADDED, ChangeKind.REMOVED)
        elif _holds_parts(cls, place):
            assert {change.path[0] for change in changes} == {place[0]}, place
        elif _keyed_by(cls, place):
            shape = [(c.path[0], c.old is None, c.new is None) for c in changes]
            assert shape == [(place[0], False, True), (place[0], True, False)], place
        else:
            assert len(changes) == 1, place
            _is_the_change(changes[0], kind, place, old)
        assert sum(row.kind not in UNCHANGED_KINDS for row in comparison.rows) == rows, place


def _is_the_change(change: Change, kind: str, place: tuple[str, ...], old: Any) -> None:
    """Whether a change tells of this place, with its values before and after."""
    assert change.item.record_type == kind
    steps = [step for step in change.path if not isinstance(step, PartKey)]
    assert list(place[: len(steps)]) == steps
    before, after = old, changed(old, place)
    for step in change.path:
        if isinstance(step, PartKey):
            before, after = before[0], after[0]
        else:
            before, after = getattr(before, step), getattr(after, step)
    assert (change.old, change.new) == (before, after)
    assert change.kind is fields_of(type(old))[place[0]].kind


@each_record_type
def test_a_field_that_is_left_out_is_shown(kind: str) -> None:
    old = _one(kind)
    for name in {place[0] for place in PLACES[kind]}:
        info = type(old).model_fields[name]
        if info.is_required():
            continue
        new = old.model_copy(update={name: info.get_default(call_default_factory=True)})
        for sides in ((old, new), (new, old)):
            comparison = _comparison(kind, *sides)
            changes = {change.path[0] for change in comparison.changes()}
            # The first choice of a field with few choices is also what it says when left out.
            assert changes == ({name} if old != new else set())
            names = [Names(library(kind, side)) for side in sides]
            sentences = ChangeSentences(comparison, *names)
            assert all(sentences.change(change) for change in comparison.changes())


@each_record_type
def test_a_changed_field_can_be_played_back(kind: str) -> None:
    old = _one(kind)
    for place in PLACES[kind]:
        sides = library(kind, old), library(kind, changed(old, place))
        assert normal(apply(compare_libraries(*sides), sides[0])) == normal(sides[1]), place


@each_record_type
def test_a_changed_field_is_shown_between_plans(kind: str) -> None:
    old = _one(kind)
    for place in PLACES[kind]:
        items = [Item(None, kind, "the-id", one) for one in (old, changed(old, place))]
        changes = {change.path[0] for change in compare_fields(*items, rename={})}
        assert changes == (set() if place[0] in LINEAGE_FIELDS else {place[0]}), place


@each_record_type
def test_a_changed_field_is_told_in_words_and_published(kind: str) -> None:
    old = _one(kind)
    for place in PLACES[kind]:
        sides = library(kind, old), library(kind, changed(old, place))
        comparison = _comparison(kind, old, changed(old, place))
        names = Names(sides[0]), Names(sides[1])
        sentences = ChangeSentences(comparison, *names)
        for change in (change for row in comparison.rows for change in row.changes):
            sentence = "".join(piece.text for piece in sentences.change(change))
            assert sentence.endswith((".", "»")), place
            assert sentence.count("«") == sentence.count("»"), place
            assert "ikke vises her" not in sentence, place
            _both_are_told(change, sentence, names)
        assert len(published(comparison).changes) == len(list(comparison.changes())), place


@each_record_type
def test_a_record_that_is_new_or_gone_is_told_however_little_it_says(kind: str) -> None:
    full = _one(kind)
    fields = type(full).model_fields.items()
    optional = {name: info for name, info in fields if not info.is_required()}
    least = {n: info.get_default(call_default_factory=True) for n, info in optional.items()}
    for one in (full, full.model_copy(update=least)):
        there, empty = library(kind, one), library(kind, one.model_copy(update={"id": "other"}))
        rows = list(compare_libraries(there, empty))
        sentences = ChangeSentences(Comparison("a", "b", tuple(rows)), Names(there), Names(empty))
        texts = [
            "".join(p.text for p in sentences.outcome(row)) for row in rows if row.record_changes
        ]
        assert [text.endswith(".") for text in texts if text] == [True, True]


def _both_are_told(change: Change, sentence: str, names: tuple[Names, Names]) -> None:
    """Whether a sentence tells what stood there before, and what stands there now."""
    cls: type[Part] = type(change.item.record)
    field = None
    for step in change.path:
        if not isinstance(step, PartKey):
            field = fields_of(cls)[step]
            cls = field.part or cls
    old, new = (names[i].value(v, field, None) for i, v in enumerate((change.old, change.new)))
    assert old != new, change.path
    assert old in sentence, (change.path, sentence)
    assert new in sentence, (change.path, sentence)


# ---------------------------------------------------------------- what the tables must have


VERBS = re.compile(
    r"\b(er|ble|bygger|fører|gjelder|hører|kan|leder|sier|står|svarer|vedtok|viser)\b"
)


def _every_part() -> set[type[Part]]:
    parts: set[type[Part]] = set(RECORDS.values())
    waiting = list(parts)
    while waiting:
        inner = {field.part for field in fields_of(waiting.pop()).values() if field.part}
        waiting.extend(inner - parts)
        parts |= inner
    return parts


@pytest.mark.parametrize("cls", sorted(_every_part(), key=lambda cls: cls.__name__))
def test_everything_is_said_of_every_field(cls: type[Part]) -> None:
    for name, field in fields_of(cls).items():
        about = described(cls, name)
        assert about.help.endswith("."), name
        assert not VERBS.search(about.words), name  # «er endret» follows, and asks for no comma
        if name != "id" and cls in RECORDS.values():
            assert about.change, name
        assert bool(about.due) <= field.dated, name


def test_every_part_has_a_norwegian_name() -> None:
    parts = _every_part() - set(RECORDS.values())
    assert {cls.__name__ for cls in parts if cls.called == Part.called} == set()
    assert all(noun(record_type) for record_type in (*RECORDS, "page"))


def test_what_a_part_is_known_by_is_a_field_of_it() -> None:
    assert [cls for cls in _every_part() if set(cls.known_by) - set(fields_of(cls))] == []


def test_every_list_of_the_vocabulary_has_a_norwegian_name() -> None:
    words = [item_noun(Item(None, "word", f"{name}#x", None, area=name)) for name in WORD_LISTS]
    assert len(set(words)) == len(WORD_LISTS)
    assert words[WORD_LISTS.index("area_kind")] == "ord for slag område"
    assert words[WORD_LISTS.index("report_state")] == "ord for tilstanden i meldinger"
    assert words[WORD_LISTS.index("standing")] == "ord for avsenderen"
    assert words[WORD_LISTS.index("plan_status")] == "ord for status på planer"
    assert words[WORD_LISTS.index("outcome")] == "ord for utfall"


def test_the_sentences_of_kinds_are_all_different() -> None:
    assert len({kind.value for kind in ChangeKind}) == len(ChangeKind)
    assert len({kind.slug for kind in ChangeKind}) == len(ChangeKind)
