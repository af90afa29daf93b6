"""One located finding, and the forms in which it is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from strategies import TEXTS

from macros.problems import FORMATS, Problem, ProblemError, as_github, as_json, as_text, ordered

FIRST = Problem("data/a.yml", 2, 3, "type", "Ett.", "Gjør ett.")
SECOND = Problem("data/a.yml", 10, 1, "type", "To.")
THIRD = Problem("data/b.yml", 1, 1, "type", "Tre.")


def test_text_is_a_place_that_editors_can_follow() -> None:
    assert FIRST.text() == "data/a.yml:2:3: Ett. Gjør ett."
    assert SECOND.text() == "data/a.yml:10:1: To."


def test_problems_are_sorted_by_place_as_numbers_and_told_once() -> None:
    assert ordered([THIRD, SECOND, FIRST, SECOND]) == [FIRST, SECOND, THIRD]


def test_the_error_carries_its_problems_sorted_and_says_them_all() -> None:
    error = ProblemError([THIRD, FIRST, FIRST])
    assert error.problems == [FIRST, THIRD]
    assert str(error) == "data/a.yml:2:3: Ett. Gjør ett.\ndata/b.yml:1:1: Tre."


def test_the_forms_are_the_three_that_the_command_line_offers() -> None:
    assert sorted(FORMATS) == ["github", "json", "text"]


@pytest.mark.parametrize(("form", "empty"), [("text", ""), ("json", "[]"), ("github", "")])
def test_nothing_wrong_is_an_empty_list(form: str, empty: str) -> None:
    assert FORMATS[form]([]) == empty


def test_json_has_every_field_under_its_own_name() -> None:
    assert json.loads(as_json([FIRST])) == [
        {
            "path": "data/a.yml",
            "line": 2,
            "column": 3,
            "rule": "type",
            "message": "Ett.",
            "hint": "Gjør ett.",
        }
    ]
    assert "Gjør" in as_json([FIRST])


def test_an_annotation_escapes_what_would_end_a_property_or_the_message() -> None:
    odd = Problem("docs/a,b:c%.md", 1, 2, "r:u,l%e", "50 % av: a, b", "En\nto\r\ntre")
    assert as_github([odd, SECOND]) == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=1,col=2::"
        "50 %25 av: a, b En%0Ato%0D%0Atre\n"
        "::error file=data/a.yml,line=10,col=1::To."
    )


def test_a_message_cannot_start_an_annotation_of_its_own() -> None:
    sly = Problem("data/a.yml", 1, 1, "type", "Ukjent: «\n::error file=x::y»", "")
    assert as_github([sly]).count("\n") == 0


@given(TEXTS, TEXTS, TEXTS)
def test_text_is_one_line_without_control_characters(path: str, message: str, hint: str) -> None:
    told = as_text([Problem(path, 1, 1, "type", message, hint)])
    assert len(told.splitlines()) == 1
    assert not [c for c in told if ord(c) < 32 or 127 <= ord(c) < 160]
