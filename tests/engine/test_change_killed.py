"""A command that writes in the tree, killed or interrupted at any moment: all of it, or nothing."""

from __future__ import annotations

import subprocess
from itertools import cycle
from pathlib import Path

import pytest
from building import DEADLINE, PLAN, contents, plan, run, started, until
from helpers import small_copy
from stand_in import struck

from macros.editing.schemas import schemas

OVER = "2001-2004"
COMMANDS = {
    "freeze": ["freeze", OVER],
    "period": ["new", "period", "2009-2012"],
}
MOMENTS = [
    "macros.editing.change:_note 1 before",
    "pathlib:Path.write_text 1 after",
    "macros.editing.change:_note 1 after",
    "pathlib:Path.write_bytes 1 after",
    "pathlib:Path.replace 1 after",
    "pathlib:Path.replace 2 after",
    "pathlib:Path.unlink 1 before",
]
"""Before and after the journal is there, and after each kind of step that follows."""


@pytest.fixture(params=COMMANDS)
def words(request: pytest.FixtureRequest) -> list[str]:
    return COMMANDS[request.param]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    return small_copy(tmp_path / "tree")


def at(moment: str, number: int, tree: Path, words: list[str]) -> list[str]:
    return struck(moment, number, *words, "--root", str(tree))


def assert_undone(tree: Path, before: dict[str, bytes]) -> None:
    assert contents(tree) == before
    assert [path for path in tree.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_killed_at_any_moment_the_next_command_finds_the_tree_as_it_was(
    tree: Path, words: list[str]
) -> None:
    before = contents(tree)
    for moment in MOMENTS:
        with started(at(moment, 9, tree, words)) as child:
            assert child.wait(DEADLINE) == -9, moment
        done = plan("check", root=tree)
        assert done.returncode == 0, (moment, done.stdout)
        assert_undone(tree, before)
    done = plan(*words, root=tree)
    assert done.returncode == 0, done.stderr
    assert not list(tree.rglob("*.ny"))


def test_an_interrupt_undoes_it_at_once(tree: Path, words: list[str]) -> None:
    before = contents(tree)
    for moment, number in zip(MOMENTS, cycle((15, 1, 2)), strict=False):
        done = run(at(moment, number, tree, words))
        assert done.returncode == 1, (moment, done.stdout)
        assert done.stderr.strip() in (
            "Avbrutt. Ingenting er skrevet.",
            "Avbrutt. Ingenting er endret.",
        )
        assert_undone(tree, before)


def test_what_was_killed_is_told_and_what_was_edited_since_is_kept(tree: Path) -> None:
    moment = "pathlib:Path.replace 3 after"
    with started(at(moment, 9, tree, COMMANDS["freeze"])) as child:
        assert child.wait(DEADLINE) == -9
    path, frozen = tree / f"data/{OVER}/plan.yml", tree / f"data/{OVER}/frozen.yml"
    edited = path.read_text("utf-8").replace("frozen: ", "frozen: 2009-01-05 # ")
    path.write_text(edited, "utf-8")
    done = plan("check", root=tree)
    told = f"data/{OVER}/plan.yml, data/{OVER}/frozen.yml"
    assert done.stderr.startswith(f"En endring som ble avbrutt, er tatt tilbake: {told}.\n")
    assert path.read_text("utf-8") == edited
    assert not frozen.exists()


def stopped(pid: int) -> bool:
    done = run(["ps", "-o", "stat=", "-p", str(pid)])
    return done.stdout.startswith("T")


def test_a_command_that_comes_in_the_middle_waits_and_takes_nothing_back(tree: Path) -> None:
    moment = "pathlib:Path.replace 3 after"
    with started(at(moment, 19, tree, ["schema"])) as first:
        until(lambda: stopped(first.pid), "it has stopped in the middle")
        with started([PLAN, "check", "--root", str(tree)]) as second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(3)
            first.send_signal(18)
            assert first.wait(DEADLINE) == 0
            said, _ = second.communicate(timeout=DEADLINE)
    assert said.startswith("Ingen feil.")
    assert {path.name for path in (tree / "schemas").iterdir()} == set(schemas())
