"""What has happened: which report counts, what nobody reports, and how far a number has come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from building import content_copy, swapped
from pydantic import ValidationError

from macros.checks import check
from macros.facts.derive import Facts
from macros.facts.followup import by_date, latest, progress, told_moves
from macros.model.edtf import parse
from macros.model.followup import Indicator, Milestone, Report, Value
from macros.views.indicator import layout_indicator, number
from macros.views.templates import archived, at_place

KEY = "2005-2008/bat"
OTHER = "2001-2004/ambulanse"
TODAY = date(2007, 1, 1)
DUE = parse("2006-11-01")


def report(name: str, when: str, more: str = "", about: str = "bat") -> str:
    return (
        f"- id: {name}\n  title: {name}\n  date: {when}\n  concerns: [{about}]\n"
        f"{more}  source: avis#sak\n"
    )


def facts(root: Path, *reports: str, period: str = "2005-2008") -> Facts:
    """The facts of the miniature tree with these reports and no others."""
    tree = content_copy(root)
    (tree / "data/2001-2004/reports.yml").unlink()
    (tree / "data/2005-2008/reports.yml").write_text("".join(reports) or report("x", "2005"))
    workspace = check(tree)
    assert [problem.text() for problem in workspace.problems] == []
    return workspace.facts(period)


DONE, BEGUN = "  state: completed\n", "  state: under-way\n"


@pytest.mark.parametrize(
    ("reports", "state", "heard"),
    [
        ([], None, "2005"),
        ([report("a", "2006-01", BEGUN), report("b", "2006-05", DONE)], "b", "2006-05"),
        ([report("b", "2006-05", DONE), report("a", "2006-01", BEGUN)], "b", "2006-05"),
        # A part that is finished does not finish the whole, and what gives no state keeps it.
        ([report("a", "2006-01", BEGUN), report("b", "2006-05", f"{DONE}  part: b\n")], "a", ...),
        ([report("a", "2006-01", BEGUN), report("b", "2006-05")], "a", "2006-05"),
        ([report("b", "2006-05")], None, "2006-05"),
        # A year may be over later than a month in it.
        ([report("a", "2006-05", BEGUN), report("b", "2006", DONE)], "b", "2006"),
        ([report("a", "2006-05", BEGUN), report("b", "2006-05", DONE)], "b", "2006-05"),
    ],
)
def test_the_state_is_that_of_the_newest_report_of_the_whole(
    tmp_path: Path, reports: list[str], state: str | None, heard: Any
) -> None:
    followed = facts(tmp_path, *reports).followed
    found = followed.state_of(KEY)
    assert (found and found.id) == state
    when = followed.last_heard(KEY)
    assert when is not None
    assert heard in (..., when.text)


@pytest.mark.parametrize(
    ("due", "today", "reports", "silent"),
    [
        (DUE, TODAY, [report("a", "2006-10-31", BEGUN)], True),
        (DUE, TODAY, [report("a", "2006-11-01", BEGUN)], False),
        (DUE, TODAY, [report("a", "2006-12")], False),
        (DUE, TODAY, [report("a", "2006-01", DONE)], False),
        (DUE, TODAY, [report("a", "2006-01", f"{DONE}  part: halve\n")], True),
        (DUE, TODAY, [report("a", "2006-12", about="helikopter")], True),
        (DUE, date(2006, 11, 1), [report("a", "2005")], False),
        (DUE, date(2006, 11, 2), [report("a", "2005")], True),
        (parse("2007"), TODAY, [report("a", "2005")], False),
        (None, TODAY, [report("a", "2005")], False),
        (DUE, None, [report("a", "2005")], False),
    ],
)
def test_a_deadline_is_passed_in_silence_only_where_nothing_is_said_and_nothing_done(
    tmp_path: Path, due: Any, today: date | None, reports: list[str], silent: bool
) -> None:
    assert facts(tmp_path, *reports).followed.silent(KEY, due, today) is silent


def test_a_report_follows_what_it_is_about_into_any_plan(tmp_path: Path) -> None:
    told = report("a", "2005-01", DONE, about=f"{OTHER}, bat")
    old, new = facts(tmp_path / "a", told, period="2001-2004"), facts(tmp_path / "b", told)
    for one in (old, new):
        state = one.followed.state_of(OTHER)
        assert state is not None
        assert (state.period, state.id, state.standing) == ("2005-2008", "a", "happened")
        assert [(e.period, e.id) for e in one.concerned(state)] == [
            ("2001-2004", "ambulanse"),
            ("2005-2008", "bat"),
        ]
        assert [e.id for e in one.latest_reports(5)] == ["a"]


def test_the_latest_reports_are_the_newest_and_each_once(tmp_path: Path) -> None:
    several = [report(f"r{n}", f"2006-{n:02}", about="helikopter, bat") for n in range(1, 8)]
    assert [e.id for e in facts(tmp_path, *several).latest_reports(3)] == ["r7", "r6", "r5"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2001-2004/ambulansen", "Mente du «ambulanse»?"),
        ("2001-2003/ambulanse", "Mente du «2001-2004»?"),
        ("ambulanse", "Ukjent post: «ambulanse»."),
        ("2005/ambulanse", "har ikke riktig form"),
    ],
)
def test_a_reference_to_another_period_must_lead_somewhere(
    tmp_path: Path, name: str, message: str
) -> None:
    tree = content_copy(tmp_path)
    swapped(tree, "data/2005-2008/reports.yml", OTHER, name)
    (problem,) = check(tree).problems
    assert problem.path == "data/2005-2008/reports.yml"
    assert message in problem.text()


def test_moves_that_sources_tell_are_those_of_all_plans_newest_first(tmp_path: Path) -> None:
    moves = told_moves(facts(tmp_path).by_plan)
    assert [(one.entry.id, str(one.move.told)) for one in moves] == [
        ("drift", "2005-05-20"),
        ("drift", "None"),
    ]


# ---------------------------------------------------------------- what may be said


def _step(**given: Any) -> Milestone:
    values = {"id": "a", "kind": "start", "title": "A", "date": "2005", "source": ["brev#tiltak"]}
    return Milestone.model_validate({**values, **given})


MOVE = {"was": "2005", "became": "2006", "source": ["brev#tiltak"]}


@pytest.mark.parametrize(
    ("given", "planned"),
    [
        ({}, "2005"),
        ({"moves": [MOVE]}, "2006"),
        ({"moves": [MOVE, {**MOVE, "became": "2007"}]}, "2007"),
        ({"moves": [MOVE, {"source": ["brev#tiltak"]}]}, "None"),
    ],
)
def test_what_is_planned_now_follows_the_last_move(given: dict[str, Any], planned: str) -> None:
    assert str(_step(**given).planned) == planned


def test_what_came_has_both_a_date_and_a_source() -> None:
    assert _step(actual="2005-02", actual_source=["brev#tiltak"]).actual
    for half in ({"actual": "2005-02"}, {"actual_source": ["brev#tiltak"]}):
        with pytest.raises(ValidationError, match="både dato og kilde"):
            _step(**half)


@pytest.mark.parametrize("missing", ["date", "concerns", "source"])
def test_a_report_has_a_date_a_source_and_something_it_is_about(missing: str) -> None:
    values: dict[str, Any] = {"id": "a", "title": "A", "date": "2005", "concerns": ["b"]}
    values |= {"source": ["brev#tiltak"], "state": "completed"}
    assert Report.model_validate(values)
    with pytest.raises(ValidationError, match=missing):
        Report.model_validate({n: v for n, v in values.items() if n != missing})
    with pytest.raises(ValidationError, match=missing):
        Report.model_validate({**values, missing: []})


def test_a_part_has_no_state_without_one() -> None:
    values = {"id": "a", "title": "A", "date": "2005", "concerns": ["b"], "source": ["x#y"]}
    assert Report.model_validate({**values, "state": "completed", "part": "C"}).part == "C"
    with pytest.raises(ValidationError, match="«part» står uten «state»"):
        Report.model_validate({**values, "part": "C"})


# ---------------------------------------------------------------- numbers


def value(number: Any, when: str = "2005", kind: str = "measured", **more: Any) -> dict[str, Any]:
    return {"date": when, "value": number, "kind": kind, "source": ["brev#tiltak"], **more}


def indicator(*values: dict[str, Any]) -> Indicator:
    given = {"id": "a", "title": "A", "unit": "a", "definition": "A", "concerns": ["b"]}
    return Indicator.model_validate({**given, "source": ["brev#tiltak"], "values": values})


@pytest.mark.parametrize(
    ("written", "read", "shown"),
    [
        ("4,35", "4.35", "4,35"),
        ("28000", "28000", "28\u00a0000"),
        ("1234567,5", "1234567.5", "1\u00a0234\u00a0567,5"),
        ("0", "0", "0"),
        ("0,5", "0.5", "0,5"),
        ("-3", "-3", "-3"),
        (" 12 ", "12", "12"),
        ("100", "100", "100"),
        ("4,30", "4.30", "4,3"),
    ],
)
def test_a_number_is_written_and_shown_as_norwegians_do(
    written: str, read: str, shown: str
) -> None:
    found = Value.model_validate(value(written)).value
    assert found == Decimal(read)
    assert number(found) == shown


@pytest.mark.parametrize(
    "written",
    [
        "4.35",
        "28.000",
        "28 000",
        "28\xa0000",
        "1,2,3",
        ",5",
        "5,",
        "007",
        "+5",
        "1e3",
        "NaN",
        "Infinity",
        "tolv",
        "",
        "5 %",
        "−5",
        "٣",
    ],
)
def test_a_number_that_could_mean_two_things_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="ikke et tall slik det skrives her"):
        Value.model_validate(value(written))


def test_a_number_that_is_refused_is_told_with_its_cure(tmp_path: Path) -> None:
    tree = content_copy(tmp_path)
    swapped(tree, "data/2005-2008/indicators.yml", "value: 34,5", "value: 34.5")
    (problem,) = check(tree).problems
    assert problem.text() == (
        "data/2005-2008/indicators.yml:12:14: «34.5» er ikke et tall slik det skrives her. "
        "Skriv sifrene etter hverandre, uten punktum og mellomrom, og komma foran desimaler."
    )


def test_the_latest_value_is_the_newest_that_was_measured() -> None:
    one = indicator(
        value("8", "2006-05"),
        value("5", "2007", "target"),
        value("4", "2006"),
        value("1", "2005", "baseline"),
        value("9", "2008", "forecast"),
    )
    now = latest(one)
    assert now is not None
    assert now.value == 4
    assert latest(indicator(value("5", "2007", "target"))) is None
    assert [str(v.value) for v in by_date(one.values)] == ["1", "8", "4", "5", "9"]


@pytest.mark.parametrize(
    ("values", "percent"),
    [
        ([("40", "baseline"), ("34,5", "measured"), ("20", "target")], 28),
        ([("40", "baseline"), ("45", "measured"), ("20", "target")], -25),
        ([("40", "baseline"), ("10", "measured"), ("20", "target")], 150),
        ([("5", "measured"), ("20", "target")], 25),
        ([("20", "measured"), ("20", "target")], 100),
        ([("5", "measured")], None),
        ([("5", "measured"), ("9", "forecast")], None),
        ([("40", "baseline"), ("20", "target")], None),
        ([("20", "baseline"), ("5", "measured"), ("20", "target")], None),
        ([("5", "measured"), ("0", "target")], None),
    ],
)
def test_progress_is_told_with_its_inputs_and_only_towards_a_target(
    values: list[tuple[str, str]], percent: int | None
) -> None:
    one = indicator(*(value(number, kind=kind) for number, kind in values))
    way = progress(one)
    assert (way and way.percent) == percent
    if way is not None:
        by_kind = {v.kind: v for v in one.values}
        assert (way.latest, way.target) == (by_kind["measured"], by_kind["target"])
        assert way.baseline == by_kind.get("baseline")


# ---------------------------------------------------------------- how it looks


def test_bars_are_as_long_as_their_values_and_leave_room_for_labels() -> None:
    picture = layout_indicator(indicator(value("40", "2004"), value("20", "2006"), value("0")))
    assert picture is not None
    assert [str(bar.value.value) for bar in picture] == ["40", "0", "20"]
    forty, nothing, twenty = (bar.width for bar in picture)
    tenth = layout_indicator(indicator(value("4", "2004"), value("2", "2006"), value("0")))
    assert [bar.width for bar in tenth or ()] == [forty, nothing, twenty]
    assert forty == 2 * twenty
    assert 0 < nothing < twenty / 10  # Still seen.
    assert forty <= 80  # Room for the number behind it.


@pytest.mark.parametrize("values", [["0"], ["0", "0"], ["-1", "5"], ["-1"]])
def test_what_cannot_be_drawn_from_zero_is_a_table_only(values: list[str]) -> None:
    assert layout_indicator(indicator(*map(value, values))) is None


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        (None, ""),
        ("alle skal nå fram", "#:~:text=alle%20skal%20n%C3%A5%20fram"),
        ("fram-og-tilbake, trygt & raskt", "#:~:text=fram%2Dog%2Dtilbake%2C%20trygt%20%26%20raskt"),
        ("100 % / #1", "#:~:text=100%20%25%20%2F%20%231"),
    ],
)
def test_a_place_is_found_by_its_words(quote: str | None, fragment: str) -> None:
    assert at_place("https://example.org/plan", quote) == f"https://example.org/plan{fragment}"


def test_copies_of_an_address_are_listed_by_the_archive() -> None:
    url = "https://example.org/plan?a=b"
    assert archived(url) == f"https://web.archive.org/web/*/{url}"
