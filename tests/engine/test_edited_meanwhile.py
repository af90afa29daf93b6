"""What is saved while a command works is never written over: not an editor's line, not a command's.

A command reads the tree, thinks, perhaps asks, and writes. Here somebody saves in between.
"""

from __future__ import annotations

import importlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import DEADLINE, PLAN, content_copy, contents, environment
from newing import ENOUGH

from macros.checks import check
from macros.cli.main import main
from macros.editing.change import new_problems, snapshot, write
from macros.problems import ProblemError

EDITED = (
    "Filen er endret mens kommandoen arbeidet. Kjør kommandoen på nytt, så tar den med det nye."
)
COMMANDS = {
    "actor": (["new", *ENOUGH["actor"]], "macros.editing.change:new_problems", "data/actors.yml"),
    "addresses": (["addresses"], "macros.cli.addresses:of_tree", "data/addresses.txt"),
    "freeze": (
        ["freeze", "2001-2004"],
        "macros.editing.change:new_problems",
        "data/2001-2004/plan.yml",
    ),
}
"""Command → its words, a step between its reading and its writing, and a file that it writes."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = content_copy(tmp_path / "tree")
    (root / "data/addresses.txt").write_text("# Ingen ennå\n", "utf-8")
    return root


def save_before(monkeypatch: pytest.MonkeyPatch, step: str, path: Path) -> None:
    """Have somebody save a line in a file just before a step of a command."""
    module, _, name = step.partition(":")
    real: Callable[..., Any] = getattr(importlib.import_module(module), name)

    def later(*args: Any, **kwargs: Any) -> Any:
        path.write_text(f"{path.read_text('utf-8')}# Lagret imens\n", "utf-8")
        return real(*args, **kwargs)

    monkeypatch.setattr(f"{module}.{name}", later)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_an_editor_has_saved_is_kept(
    tree: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words, step, file = COMMANDS[name]
    save_before(monkeypatch, step, tree / file)
    before = contents(tree)
    assert main([*words, "--root", str(tree)]) == 1
    assert f"{file}:1:1: {EDITED}" in capsys.readouterr().err
    after = contents(tree)
    assert after.pop(file) == before.pop(file) + b"# Lagret imens\n"
    assert after == before
    monkeypatch.undo()
    assert main([*words, "--root", str(tree)]) == 0


def test_a_file_that_came_or_went_is_another_too(tree: Path) -> None:
    before = snapshot(tree)
    (tree / "data/ny.yml").write_text("kommet", "utf-8")
    (tree / "data/glossary.yml").unlink()
    with pytest.raises(ProblemError) as caught:
        write(tree, {"data/ny.yml": "x", "data/glossary.yml": "x", "data/actors.yml": "x"}, before)
    found = [problem.path for problem in caught.value.problems]
    assert found == ["data/glossary.yml", "data/ny.yml"]
    assert (tree / "data/ny.yml").read_text("utf-8") == "kommet"


def test_answers_are_put_into_what_was_saved_while_they_were_asked_for(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines move while somebody thinks of an answer; what is put in stands right all the same."""
    sources = tree / "data/sources.yml"
    assert main(["new", *ENOUGH["source"], "--root", str(tree)]) == 0
    made = sources.read_text("utf-8")
    name = next(s.id for s in check(tree).loaded.library.shared.sources if s.title == "Ny kilde")
    section = next(p for p in check(tree).loaded.sections if p.startswith(f"{name}#"))
    module = importlib.import_module("macros.cli.new")
    real = module.proposed

    def slow(*args: Any) -> Any:
        sources.write_text(f"# Én linje til\n{made}", "utf-8")
        return real(*args)

    monkeypatch.setattr(module, "proposed", slow)
    assert main(["new", "actor", "--kind", "board", "--name", "Rådet", "--source", section,
                 "--root", str(tree)]) == 0  # fmt: skip
    waiting = "  declined: Ingenting viser til delen ennå.\n"
    assert made.count(waiting.strip()) == 1
    left = sources.read_text("utf-8")
    assert waiting.strip() not in left
    assert len(left.split("\n")) == len(made.split("\n"))


def test_two_commands_at_once_lose_nothing(tree: Path) -> None:
    names = [f"Aktør {number}" for number in range(4)]
    commands = [
        [PLAN, "new", "actor", "--kind", "board", "--name", name, "--source",
         "brev#tiltak", "--root", str(tree)]
        for name in names
    ]  # fmt: skip
    running = [
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env=environment(),
        )
        for command in commands
    ]  # fmt: skip
    errors = [child.communicate(timeout=DEADLINE)[1] for child in running]
    done = {name for name, child in zip(names, running, strict=True) if child.returncode == 0}
    assert done
    found = {actor.name for actor in check(tree).loaded.library.shared.actors}
    assert found & set(names) == done
    assert check(tree).problems == []
    assert all(
        EDITED in message
        for message, child in zip(errors, running, strict=True)
        if child.returncode
    )


def test_a_pipe_in_the_tree_stops_no_change(tree: Path) -> None:
    os.mkfifo(tree / "docs" / "rør")
    assert new_problems(tree, {"data/actors.yml": "[]\n"}, check(tree).problems)
    assert main(["new", *ENOUGH["actor"], "--root", str(tree)]) == 0
