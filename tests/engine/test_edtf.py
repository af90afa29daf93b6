"""EDTF levels 0 and 1: what is read, what it spans, how it is ordered, what is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from pydantic import TypeAdapter, ValidationError
from strategies import EDTF, HOSTILE_DATES, edtf_or_none

from macros.model.edtf import PATTERN, Edtf, EdtfError, parse

POINTS = {
    "2022": ("year", "2022-01-01", "2022-12-31"),
    "2022-XX": ("year", "2022-01-01", "2022-12-31"),
    "2022-XX-XX": ("year", "2022-01-01", "2022-12-31"),
    "2022-02": ("month", "2022-02-01", "2022-02-28"),
    "2024-02": ("month", "2024-02-01", "2024-02-29"),
    "2022-11-XX": ("month", "2022-11-01", "2022-11-30"),
    "2022-11-01": ("day", "2022-11-01", "2022-11-01"),
    "2024-02-29": ("day", "2024-02-29", "2024-02-29"),
    "2016-21": ("season", "2016-03-01", "2016-05-31"),
    "2016-22": ("season", "2016-06-01", "2016-08-31"),
    "2016-23": ("season", "2016-09-01", "2016-11-30"),
    "2016-24": ("season", "2016-12-01", "2017-02-28"),
    "2019-24": ("season", "2019-12-01", "2020-02-29"),
    "201X": ("decade", "2010-01-01", "2019-12-31"),
    "19XX": ("century", "1900-01-01", "1999-12-31"),
    "00XX": ("century", "0001-01-01", "0099-12-31"),
    "000X": ("decade", "0001-01-01", "0009-12-31"),
}

INTERVALS = {
    "2021-03/2022-02": ("2021-03-01", "2022-02-28", False, False),
    "2021/2022": ("2021-01-01", "2022-12-31", False, False),
    "2022-11-01/2023-01": ("2022-11-01", "2023-01-31", False, False),
    "/2022-07": (None, "2022-07-31", False, False),
    "../2022-07": (None, "2022-07-31", True, False),
    "2022-07/": ("2022-07-01", None, False, False),
    "2022-07/..": ("2022-07-01", None, False, True),
    "2021-03?/2022-02~": ("2021-03-01", "2022-02-28", False, False),
}

REFUSED = [
    "",
    " ",
    "22",
    "2022-1",
    "2022-13",
    "2022-00",
    "2022-25",
    "2022-02-29",
    "2022-02-30",
    "2022-11-00",
    "2022-11-31",
    "2022-21-01",
    "0000",
    "2022-11-01T10:00",
    "2022-11-01 ",
    "2022-11-01\n",
    "01.11.2022",
    "2022/11/01",
    "202X-05",
    "2022-XX-03",
    "XXXX",
    "2X22",
    "2022??",
    "?2022",
    "/",
    "../..",
    "/..",
    "2022/2021",
    "2022-05/2022-04",
    "2022-11-02/2022-11-01",
    "-2022",
    "+2022",
    "Y12022",
    "2022..",
    "2021/2022/2023",
    "\u0662\u0660\u0662\u0662",  # 2022 in Arabic digits
    "\uff12\uff10\uff12\uff12-\uff11\uff11",  # 2022-11 in full-width digits
]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("text", POINTS)
def test_a_date_spans_what_it_leaves_open(text: str) -> None:
    precision, first, last = POINTS[text]
    value = parse(text)
    assert value.start is value.end
    assert value.start is not None
    assert (value.start.precision, value.first, value.last) == (precision, _day(first), _day(last))
    assert not value.interval
    assert str(value) == value.text == text


@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_a_mark_is_kept_and_moves_nothing(mark: str) -> None:
    plain, marked = parse("2022-11"), parse(f"2022-11{mark}")
    assert marked.start is not None
    assert marked.start.qualifier == mark
    assert (marked.first, marked.last) == (plain.first, plain.last)


@pytest.mark.parametrize("text", INTERVALS)
def test_an_interval_has_two_ends_of_which_one_may_be_open(text: str) -> None:
    first, last, open_start, open_end = INTERVALS[text]
    value = parse(text)
    assert value.interval
    assert (value.open_start, value.open_end) == (open_start, open_end)
    assert (value.start.first if value.start else None) == _day(first)
    assert (value.end.last if value.end else None) == _day(last)
    assert value.first == (_day(first) or date.min)
    assert value.last == (_day(last) or date.max)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_in_a_norwegian_sentence(text: str) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    said = str(caught.value)
    assert "«" in said
    assert said.endswith(".")
    assert re.search(
        r"\b(er ikke en dato|finnes ikke|kan ikke ha|har verken|slutter|trenger)", said
    )


@pytest.mark.parametrize("text", ["2022-11-01", "/2022-07", "2016-23", "2021-03/2022-02", "19XX~"])
def test_the_model_reads_it_from_its_text_and_writes_it_back(text: str) -> None:
    adapter = TypeAdapter(Edtf)
    value = adapter.validate_python(text)
    assert value == parse(text)
    assert adapter.validate_python(value) is value
    assert adapter.dump_python(value, mode="json") == text
    assert adapter.json_schema()["pattern"] == PATTERN
    assert re.search(PATTERN, text)


@pytest.mark.parametrize(
    "value", [2022, None, 2022.5, ["2022"], {"year": "2022"}, date(2022, 1, 1)]
)
def test_the_model_refuses_what_is_no_text(value: object) -> None:
    with pytest.raises(ValidationError, match="En dato skal være en tekst"):
        TypeAdapter(Edtf).validate_python(value)


def test_what_is_due_first_comes_first() -> None:
    texts = ["2022-11", "/2022-07", "2022-11-01", "2022", "2021-03/2022-02", "2022-07/", "2022-07"]
    assert sorted(texts, key=lambda text: parse(text).sort_key) == [
        "2021-03/2022-02",
        "/2022-07",
        "2022-07",
        "2022-07/",
        "2022-11-01",
        "2022-11",
        "2022",
    ]


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("2022", "2019/2022", True),
        ("2018-12-31", "2019/2022", False),
        ("2023", "2019/2022", False),
        ("2018/2020", "2019/2022", False),
        ("2021/2023", "2019/2022", False),
        ("/2020", "2019/2022", True),
        ("/2018", "2019/2022", False),
        ("2020/..", "2019/2022", True),
        ("2023/..", "2019/2022", False),
        ("20XX", "2019/2022", False),
        ("1000", "../2022", True),
        ("9998", "2019/", True),
    ],
)
def test_what_is_known_of_a_date_lies_inside_a_reach(inner: str, outer: str, inside: bool) -> None:
    assert parse(inner).known_within(parse(outer)) is inside


@given(HOSTILE_DATES)
@example("9999-24")
@example("9999-12-31/..")
@example("00XX/000X")
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    value = edtf_or_none(text)
    if value is not None:
        assert value.text == text
        assert re.search(PATTERN, text)


@given(EDTF)
def test_it_begins_before_it_ends(value: Edtf) -> None:
    assert value.first <= value.last


@given(EDTF)
@example(parse("2006-06/2006"))
def test_it_lies_inside_itself(value: Edtf) -> None:
    assert value.known_within(value)
    assert value.known_within(parse("0001/9999"))


@given(EDTF, EDTF, EDTF)
def test_the_order_is_total(one: Edtf, two: Edtf, three: Edtf) -> None:
    assert (one.sort_key == two.sort_key) == (one.text == two.text)
    assert (one.sort_key < two.sort_key) + (two.sort_key < one.sort_key) == (one.text != two.text)
    if one.sort_key <= two.sort_key <= three.sort_key:
        assert one.sort_key <= three.sort_key


@given(EDTF)
def test_the_same_text_is_the_same_date(value: Edtf) -> None:
    parse.cache_clear()
    assert parse(value.text) == value
    assert hash(parse(value.text)) == hash(value)
