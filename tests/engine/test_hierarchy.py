"""The picture of documents that build on each other: who stands over whom, and which arrows."""

from __future__ import annotations

import pytest

from macros.facts.entries import Entry
from macros.model.proceedings import Document
from macros.views.diagrams import WIDTH, Diagram, layout_hierarchy


def _document(name: str, *above: str) -> Entry:
    bases = [{"document": upper, "says": "Bygger på.", "source": "a#b"} for upper in above]
    values = {"id": name, "kind": "plan", "title": name, "source": "a#b"}
    record = Document.model_validate(values | ({"builds_on": bases} if bases else {}))
    return Entry(record, "document", name, f"dokumenter/{name}/", "2005-2008")


def _drawn(above: dict[str, str]) -> Diagram:
    picture = layout_hierarchy([_document(name, *uppers.split()) for name, uppers in above.items()])
    assert picture is not None
    return picture


def _rows(picture: Diagram) -> list[set[str]]:
    """The documents of each row, from the top."""
    rows: dict[float, set[str]] = {}
    for box in picture.boxes:
        rows.setdefault(box.y, set()).add(box.subject.id)
    return [rows[y] for y in sorted(rows)]


def _arrows(picture: Diagram) -> set[tuple[str, str]]:
    """Each arrow, from what is built on to what builds on it; no two boxes may share an edge."""
    return {
        (upper.subject.id, lower.subject.id)
        for arrow in picture.lines
        for upper in picture.boxes
        for lower in picture.boxes
        if arrow.y1 == upper.bottom and arrow.y2 == lower.y - 5
    }


def test_nothing_to_draw_is_no_picture() -> None:
    assert layout_hierarchy([]) is None


@pytest.mark.parametrize(
    ("above", "rows", "arrows"),
    [
        ({"b": "a", "a": ""}, [{"a"}, {"b"}], {("a", "b")}),
        ({"c": "b a", "b": "a", "a": ""}, [{"a"}, {"b"}, {"c"}], {("a", "b"), ("b", "c")}),
        (
            {"d": "c a", "c": "b", "b": "a", "a": ""},
            [{"a"}, {"b"}, {"c"}, {"d"}],
            {("a", "b"), ("b", "c"), ("c", "d")},
        ),
        ({"a": "borte"}, [{"a"}], set()),
    ],
)
def test_an_arrow_that_others_imply_is_left_out(
    above: dict[str, str], rows: list[set[str]], arrows: set[tuple[str, str]]
) -> None:
    picture = _drawn(above)
    assert _rows(picture) == rows
    assert _arrows(picture) == arrows


def test_a_document_stands_below_the_lowest_of_those_it_builds_on() -> None:
    picture = _drawn({"a": "", "b": "a", "c": "a", "d": "c", "e": "b d"})
    assert _rows(picture) == [{"a"}, {"b", "c"}, {"d"}, {"e"}]


def test_a_row_holds_what_there_is_room_for() -> None:
    picture = _drawn({"a": "", **dict.fromkeys("bcdefgh", "a")})
    assert [len(row) for row in _rows(picture)] == [1, 3, 3, 1]
    assert all(box.x + box.width <= WIDTH for box in picture.boxes)
    wide = layout_hierarchy([box.subject for box in picture.boxes], 2 * WIDTH)
    assert wide is not None
    assert [len(row) for row in _rows(wide)] == [1, 6, 1]
    assert WIDTH < max(box.x + box.width for box in wide.boxes) <= 2 * WIDTH


def test_an_arrow_begins_and_ends_at_the_boxes_it_joins() -> None:
    picture = _drawn({"a": "", "b": "", "c": "a", "d": "a b", "e": "b", "f": "c"})
    for line in picture.lines:
        ends = [
            (upper, lower)
            for upper in picture.boxes
            for lower in picture.boxes
            if line.y1 == upper.bottom
            and line.y2 == lower.y - 5
            and upper.x <= line.x1 <= upper.x + upper.width
            and lower.x <= line.x2 <= lower.x + lower.width
        ]
        assert len(ends) == 1, line


@pytest.mark.parametrize(
    ("above", "count"),
    [({"a": "a"}, 1), ({"a": "b", "b": "a"}, 2), ({"a": "c", "b": "a", "c": "b", "d": "c"}, 4)],
)
def test_documents_in_a_circle_are_drawn_with_every_arrow(
    above: dict[str, str], count: int
) -> None:
    picture = _drawn(above)
    assert len(picture.boxes) == len(above)
    assert len(picture.lines) == count


def test_a_ladder_with_two_documents_a_layer_is_drawn_at_once() -> None:
    """Every path through it would be more than there are atoms."""
    ladder = {"a0": "", "b0": ""}
    for n in range(1, 300):
        ladder |= {f"a{n}": f"a{n - 1} b{n - 1}", f"b{n}": f"a{n - 1} b{n - 1}"}
    picture = _drawn(ladder)
    assert [len(row) for row in _rows(picture)] == [2] * 300
    assert len(picture.lines) == 4 * 299
