"""The picture of the timetable: every bar inside it, no row over another, open ends to the edge."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from building import ROOT
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDTF

from macros.checks.records import WORDS_ASKED_FOR
from macros.facts.dates import date_in_words
from macros.facts.entries import Entry
from macros.model.edtf import Edtf, parse
from macros.model.followup import Milestone
from macros.views.timeline import WIDTH, Row, Timeline, layout_timeline

LEFT, RIGHT = 6, WIDTH - 6
BAR = 10
LETTER = 6.2
"""Width of a digit of the labels, in units: 11 px of a wide system font."""


def _entry(date: Edtf, title: str = "Trinn") -> Entry:
    values = {"id": "trinn", "kind": "process", "title": title, "date": date, "source": "a#b"}
    record = Milestone.model_validate(values)
    return Entry(record, "milestone", title, "tidslinje/#trinn", "2005-2008")


def _drawn(*texts: str) -> Timeline:
    picture = layout_timeline([_entry(parse(text)) for text in texts])
    assert picture is not None
    return picture


def _top(row: Row) -> float:
    return row.lines[0][1] - 12


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
    assert all(row.x >= LEFT and row.x + row.width <= RIGHT for row in picture.rows)


def test_a_bar_stands_where_its_date_is() -> None:
    first, second, whole = _drawn("2021", "2022", "2021/2022").rows
    assert (first.x, whole.x) == (LEFT, LEFT)
    assert whole.width == pytest.approx(RIGHT - LEFT, abs=1)
    assert second.x == pytest.approx(LEFT + (RIGHT - LEFT) / 2, abs=0.1)
    assert first.width == pytest.approx(second.width, abs=0.7)


def test_a_day_is_wide_enough_to_see_even_on_the_last_day() -> None:
    early, late = _drawn("2020-01-01", "2022-12-31").rows
    assert early.width == late.width == 5
    assert early.x == LEFT
    assert late.x + late.width <= RIGHT


@pytest.mark.parametrize("text", ["/2021-06", "../2021-06"])
def test_an_open_start_begins_at_the_edge(text: str) -> None:
    _, row = _drawn("2019/2022", text).rows
    assert row.open_start
    assert not row.open_end
    assert row.x == LEFT
    assert row.x + row.width < RIGHT


@pytest.mark.parametrize("text", ["2021-06/", "2021-06/.."])
def test_an_open_end_reaches_the_edge(text: str) -> None:
    _, row = _drawn("2019/2022", text).rows
    assert row.open_end
    assert not row.open_start
    assert row.x > LEFT
    assert row.x + row.width == pytest.approx(RIGHT)


def test_a_long_title_is_broken_into_lines_of_whole_words() -> None:
    title = "Helseforetakene sender utkast til utviklingsplan på høring med frist for innspill"
    picture = layout_timeline([_entry(parse("2022"), title), _entry(parse("2022"))])
    assert picture is not None
    lines = picture.rows[0].lines
    assert len(lines) == 2
    assert " ".join(text for text, _ in lines) == title
    assert all(len(text) <= 50 for text, _ in lines)
    assert lines[0][1] < lines[1][1] < picture.rows[0].when_y < picture.rows[0].y


def test_a_word_without_end_stays_inside_the_picture() -> None:
    picture = layout_timeline([_entry(parse("2022"), "a" * 120)])
    assert picture is not None
    assert all(len(text) <= 50 for text, _ in picture.rows[0].lines)


def test_the_years_have_room() -> None:
    wide = 4 * LETTER
    crowded = []
    for years in range(1, 60):
        places = [tick.x for tick in _drawn("2000", f"{2000 + years - 1}").ticks]
        if any(one + wide > two for one, two in pairwise([*places, WIDTH])):
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
    assert picture.width == WIDTH
    assert len(picture.rows) == len(items)
    for row, (_, date) in zip(picture.rows, items, strict=True):
        assert row.when == date_in_words(date)
        assert row.x >= LEFT
        assert row.x + row.width <= RIGHT + 0.01
        assert row.width >= 5
        assert picture.axis_y < _top(row) < row.lines[-1][1] < row.when_y < row.y
        assert row.y + BAR < picture.height
        assert (row.open_start, row.open_end) == (date.start is None, date.end is None)
    for above, below in pairwise(picture.rows):
        assert above.y + BAR < _top(below)
    assert [tick.x for tick in picture.ticks] == sorted({tick.x for tick in picture.ticks})
    assert all(LEFT <= tick.x <= RIGHT for tick in picture.ticks)


@given(DATES, DATES)
def test_an_earlier_date_never_begins_further_right(one: Edtf, two: Edtf) -> None:
    picture = layout_timeline([_entry(one), _entry(two)])
    assert picture is not None
    first, second = picture.rows
    # A bar that would be too thin to see is moved left, by its width at most.
    if one.first <= two.first:
        assert first.x <= second.x + 5


def test_every_word_that_pictures_draw_in_a_way_of_their_own_is_demanded() -> None:
    css = (ROOT / "overrides/assets/pictures.css").read_text("utf-8")
    drawn = set(re.findall(r"\.pl-row--(\w+)", css))
    assert drawn <= WORDS_ASKED_FOR["milestone_kind"]
    assert set(re.findall(r"\.pl-box--(\w+)", css)) <= WORDS_ASKED_FOR["document_kind"]
    assert drawn
