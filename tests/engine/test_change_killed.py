"""A command that writes, killed or interrupted: every file is whole, the old or the new.

Where it stops between two files it says which were written; git takes them back.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from building import DEADLINE, contents, run, started
from helpers import small_copy
from stand_in import struck

from macros.checks import check
from macros.cli.main import main

OVER = "2001-2004"
COMMANDS = {
    "freeze": ["freeze", OVER, "--date", "2009-01-05"],
    "period": ["new", "period", "2009-2012"],
}
MOMENTS = {
    "pathlib:Path.write_bytes 1 after": 0,
    "pathlib:Path.replace 1 before": 0,
    "pathlib:Path.replace 1 after": 1,
    "pathlib:Path.replace 2 before": 1,
}
"""A moment in the work → how many files are written by then."""


@pytest.fixture(params=COMMANDS)
def words(request: pytest.FixtureRequest) -> list[str]:
    return COMMANDS[request.param]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    return small_copy(tmp_path / "tree")


@pytest.fixture
def done(words: list[str], tmp_path: Path) -> dict[str, bytes]:
    """What the tree holds when the command has done its work."""
    whole = small_copy(tmp_path / "whole")
    assert main([*words, "--root", str(whole)]) == 0
    return contents(whole)


def at(moment: str, number: int, tree: Path, words: list[str]) -> list[str]:
    return struck(moment, number, *words, "--root", str(tree))


def written(tree: Path, before: dict[str, bytes], done: dict[str, bytes]) -> list[str]:
    """The files that are as the command leaves them; all others are as they were."""
    found = {name: data for name, data in contents(tree).items() if ".endring-" not in name}
    names = [name for name, data in found.items() if data != before.get(name)]
    assert set(before) <= set(found)
    assert all(found[name] == done[name] for name in names)
    return sorted(names)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_every_file_whole(
    tree: Path, words: list[str], done: dict[str, bytes], moment: str
) -> None:
    before = contents(tree)
    with started(at(moment, 9, tree, words)) as child:
        assert child.wait(DEADLINE) == -9
    assert len(written(tree, before, done)) == MOMENTS[moment]
    # What is half done is told of by the check, as soon as something is.
    assert bool(check(tree).problems) == bool(MOMENTS[moment])


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interrupt_tells_what_was_written(
    tree: Path, words: list[str], done: dict[str, bytes], moment: str
) -> None:
    before = contents(tree)
    child = run(at(moment, 15, tree, words))
    assert child.returncode == 1, child.stdout
    names = written(tree, before, done)
    assert len(names) == MOMENTS[moment]
    assert not list(tree.glob(".*"))
    if names:
        message = f"Endringen stoppet underveis. Skrevet: {names[0]}. Ikke skrevet: "
        assert child.stderr.startswith(message)
        assert child.stderr.endswith(
            "Hent tilbake det som er skrevet, med git, og kjør kommandoen på nytt.\n"
        )
    else:
        message = child.stderr.strip()
        assert message in ("Avbrutt. Ingenting er skrevet.", "Avbrutt. Ingenting er endret.")


def test_an_interrupt_after_the_last_file_is_too_late(tree: Path) -> None:
    child = run(at("pathlib:Path.replace 2 after", 15, tree, COMMANDS["freeze"]))
    assert child.returncode == 0, child.stderr
    assert check(tree).problems == []
