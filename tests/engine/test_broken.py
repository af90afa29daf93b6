"""A plan with many faults in data and prose: all of them are told, in each form, in one go.

The list in broken/expected.txt was read line by line against the files. When it changes, read the
difference first, then make it anew: `.venv/bin/plan check --root tests/broken`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from building import ROOT, TESTS

import macros.checks
from macros.cli.main import main
from macros.problems import Problem

BROKEN = TESTS / "broken"
EXPECTED = (BROKEN / "expected.txt").read_text("utf-8").splitlines()
RULE = re.compile(r"[a-z]+(-[a-z]+)*")


def test_the_whole_list_as_text_from_the_real_command() -> None:
    command = [sys.executable, "-m", "macros.cli.main", "check", "--root", str(BROKEN)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == EXPECTED
    assert done.stderr.startswith(f"{len(EXPECTED)} feil. ")
    assert done.returncode == 1


def test_the_same_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(BROKEN), "--format", "json"]) == 1
    told = capsys.readouterr()
    rows = json.loads(told.out)
    assert [_line(row) for row in rows] == EXPECTED
    assert told.err == ""
    for row in rows:
        assert list(row) == ["path", "line", "column", "rule", "message", "hint"]
        assert RULE.fullmatch(row["rule"])
        assert row["hint"]


def _line(row: dict[str, str]) -> str:
    place = "{path}:{line}:{column}".format(**row)
    return f"{place}: {row['message']} {row['hint']}"


def test_the_same_list_as_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(BROKEN), "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert main(["check", "--root", str(BROKEN), "--format", "github"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [_annotation(row) for row in rows]
    assert told.err == ""


def _annotation(row: dict[str, str]) -> str:
    # No path in the broken plan holds a character that must be escaped.
    place = "file={path},line={line},col={column}".format(**row)
    said = f"{row['message']} {row['hint']}".replace("%", "%25")
    return f"::error {place}::{said}"


def test_the_places_lie_inside_the_files() -> None:
    for line in EXPECTED:
        name, row, column = line.split(":", 3)[:3]
        path = BROKEN / name
        if path.name == "plan.yml" and "2009-2012" in name:
            assert (row, column) == ("1", "1")  # the file that is missing
            continue
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")
        assert 1 <= int(row) <= len(lines)
        assert 1 <= int(column) <= len(lines[int(row) - 1]) + 1


def test_a_plan_without_faults_has_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(TESTS / "small"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def _stops(_of: object) -> Iterator[Problem]:
    yield Problem("data/x.yml", 1, 1, "seen", "Sett før det stoppet.", "Ingen.")
    raise KeyError("2019-2023")


@pytest.mark.parametrize("rules", ["RECORDS", "MARKUP"])
def test_a_rule_that_stops_is_told_and_hides_nothing(
    rules: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(macros.checks, rules, [_stops, *getattr(macros.checks, rules)])
    assert main(["check", "--root", str(BROKEN)]) == 1
    told = capsys.readouterr().out.splitlines()
    own = [line for line in told if line not in EXPECTED]
    assert [line for line in told if line in EXPECTED] == EXPECTED
    stopped, seen = own
    assert seen == "data/x.yml:1:1: Sett før det stoppet. Ingen."
    assert re.fullmatch(r"\S*test_broken\.py:\d+:1: Uventet feil: «'2019-2023'»\. .+", stopped)
