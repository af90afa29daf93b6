"""The picture of the timetable: every bar inside it, where its date is, and today where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as day
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDTF

from macros.facts.dates import date_in_words
from macros.facts.entries import Entry
from macros.model.edtf import Edtf, parse
from macros.model.followup import Milestone, Move
from macros.views.timeline import Timeline, layout_timeline

LEFT, RIGHT = 0, 100
LEAST = 1.2
LABEL = 8.7
"""Width of a year on the narrowest axis, in per cent: four digits of 7.5 px, in 345 px."""


def _entry(date: Edtf, title: str = "Trinn", actual: str = "") -> Entry:
    values = {"id": "trinn", "kind": "process", "title": title, "date": date, "source": "a#b"}
    came = {"actual": parse(actual), "actual_source": "a#b"} if actual else {}
    record = Milestone.model_validate(values | came)
    return Entry(record, "milestone", title, "tidslinje/#trinn", "2005-2008")


def test_what_only_is_told_afterwards_is_drawn_as_it_came() -> None:
    told = replace(_entry(parse("2021-05")), standing="happened")
    both = replace(_entry(parse("2021-05"), actual="2021-05"), standing="happened")
    picture = layout_timeline([told, both, _entry(parse("2021-05"))])
    assert picture is not None
    bars = [(row.planned is not None, row.came is not None) for row in picture.rows]
    assert bars == [(False, True), (True, True), (True, False)]
    assert picture.rows[0].note == "mai 2021"


@pytest.mark.parametrize(
    ("date", "told", "note"),
    [
        ("2021-05", "2021-04-30", "planlagt mai 2021"),
        ("2021-05", "2021-05-20", "mai 2021"),
        ("2021/2024", "2022-01-01", "planlagt 2021–2024"),
    ],
)
def test_what_a_source_tells_before_the_day_is_no_more_than_planned(
    date: str, told: str, note: str
) -> None:
    entry = replace(_entry(parse(date)), standing="happened", told=day.fromisoformat(told))
    picture = layout_timeline([entry])
    assert picture is not None
    row = picture.rows[0]
    assert (row.note, row.planned is None) == (note, not note.startswith("planlagt"))
    assert (row.came is None) == note.startswith("planlagt")


def test_what_was_moved_and_has_not_come_is_drawn_where_it_was_moved_to() -> None:
    move = Move.model_validate({"was": parse("2021"), "became": parse("2023"), "source": "a#b"})
    plain = _entry(parse("2021"))
    record = plain.record.model_copy(update={"moves": (move,)})
    picture = layout_timeline([replace(plain, record=record)])
    assert picture is not None
    row = picture.rows[0]
    assert row.note == "planlagt 2021, sist flyttet til 2023"
    assert row.planned is not None
    assert row.moved is not None
    assert (row.planned.x < row.moved.x, row.came) == (True, None)


def _drawn(*texts: str) -> Timeline:
    picture = layout_timeline([_entry(parse(text)) for text in texts])
    assert picture is not None
    return picture


def test_nothing_to_draw_is_no_picture() -> None:
    assert layout_timeline([]) is None


def test_the_picture_spans_whole_years() -> None:
    picture = _drawn("2020-06", "2022-03-01")
    assert (picture.first, picture.last) == ("2020", "2022")
    assert [tick.label for tick in picture.ticks] == ["2020", "2021", "2022"]
    assert picture.ticks[0].x == LEFT


@pytest.mark.parametrize("texts", [("9999",), ("0001", "9999-12-31"), ("9998/..", "../9999-12")])
def test_the_first_and_the_last_year_there_are_can_be_drawn(texts: tuple[str, ...]) -> None:
    picture = _drawn(*texts)
    assert picture.last == "9999"
    assert all(row.planned.x >= LEFT and row.planned.end <= RIGHT for row in picture.rows)


def test_a_bar_stands_where_its_date_is() -> None:
    first, second, whole = (row.planned for row in _drawn("2021", "2022", "2021/2022").rows)
    assert (first.x, whole.x, whole.width) == (LEFT, LEFT, RIGHT)
    assert second.x == pytest.approx(RIGHT / 2, abs=0.1)
    assert first.width == pytest.approx(second.width, abs=0.2)


def test_a_day_is_wide_enough_to_see_even_on_the_last_day() -> None:
    early, late = (row.planned for row in _drawn("2020-01-01", "2022-12-31").rows)
    assert early.width == late.width == LEAST
    assert (early.x, late.end) == (LEFT, RIGHT)


@pytest.mark.parametrize(("text", "far"), [("/2021-06", False), ("../2021-06", True)])
def test_an_open_start_reaches_the_edge_and_an_unknown_one_is_a_stump(text: str, far: bool) -> None:
    _, row = _drawn("2019/2022", text).rows
    assert (row.planned.open_start, row.planned.open_end) == (True, False)
    assert (row.planned.x == LEFT) == far
    assert far or 0 < row.planned.width < 10


@pytest.mark.parametrize(("text", "far"), [("2021-06/", False), ("2021-06/..", True)])
def test_an_open_end_reaches_the_edge_and_an_unknown_one_is_a_stump(text: str, far: bool) -> None:
    _, row = _drawn("2019/2022", text).rows
    assert (row.planned.open_start, row.planned.open_end) == (False, True)
    assert (row.planned.end == RIGHT) == far
    assert far or 0 < row.planned.width < 10


def test_what_was_planned_and_what_came_are_two_bars() -> None:
    picture = layout_timeline([_entry(parse("2021"), actual="2022"), _entry(parse("2022"))])
    assert picture is not None
    first, second = picture.rows
    assert first.came == second.planned
    assert second.came is None
    assert first.note == "planlagt 2021, skjedde 2022"


def test_today_is_where_it_is_or_not_in_the_picture() -> None:
    entries = [_entry(parse("2020/2021"))]
    places = []
    for today in (None, day(2019, 12, 31), day(2020, 1, 1), day(2021, 12, 31), day(2022, 1, 1)):
        picture = layout_timeline(entries, today)
        assert picture is not None
        places.append(picture.today)
    assert places == [None, None, 0.0, pytest.approx(99.86, abs=0.01), None]


def test_the_years_have_room() -> None:
    crowded = []
    for years in range(1, 60):
        places = [tick.x for tick in _drawn("2000", f"{2000 + years - 1}").ticks]
        if any(one + LABEL > two for one, two in pairwise([*places, RIGHT])):
            crowded.append(years)
    assert crowded == []


SANE = EDTF.filter(lambda date: all(1800 <= p.first.year <= 2200 for p in _points(date)))
NEAR = st.integers(2015, 2030).map(str)
DATES = st.one_of(
    NEAR,
    st.builds("{}-{:02d}".format, NEAR, st.integers(1, 12)),
    st.builds("/{}".format, NEAR),
    st.builds("{}/..".format, NEAR),
    st.builds("{}-12-31".format, NEAR),
).map(parse)
ITEMS = st.lists(st.tuples(st.text("abc ", min_size=1, max_size=130), DATES | SANE), min_size=1)


def _points(date: Edtf) -> list[object]:
    return [point for point in (date.start, date.end) if point]


@given(ITEMS)
def test_every_picture_is_in_order(items: list[tuple[str, Edtf]]) -> None:
    picture = layout_timeline([_entry(date, title.strip() or "x") for title, date in items])
    assert picture is not None
    assert len(picture.rows) == len(items)
    for row, (_, date) in zip(picture.rows, items, strict=True):
        assert row.note == date_in_words(date)
        assert row.planned.x >= LEFT
        assert row.planned.end <= RIGHT + 0.01
        assert row.planned.width >= LEAST
        ends = row.planned.open_start, row.planned.open_end
        assert ends == (date.start is None, date.end is None)
    assert [tick.x for tick in picture.ticks] == sorted({tick.x for tick in picture.ticks})
    assert all(LEFT <= tick.x <= RIGHT for tick in picture.ticks)


@given(DATES, DATES)
def test_an_earlier_date_never_begins_further_right(one: Edtf, two: Edtf) -> None:
    picture = layout_timeline([_entry(one), _entry(two)])
    assert picture is not None
    first, second = (row.planned for row in picture.rows)
    # A bar that would be too thin to see is moved left, by its width at most.
    if one.first <= two.first and not (first.open_start or second.open_start):
        assert first.x <= second.x + LEAST
