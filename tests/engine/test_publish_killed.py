"""A publication that is killed or interrupted, at any moment: the former site or the new, whole.

Where MkDocs only has to be at work, and then done, a stand-in takes its place; where it matters
what it does with a signal, it is the real one. mike and git always are.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import (
    DEADLINE,
    NO_DOCUMENT,
    PLAN,
    built_once,
    committed,
    contents,
    end,
    git,
    one_period,
    plan,
    published,
    started,
    until,
)
from stand_in import running, stand_in, struck
from test_serve import ask

KEPT = "Den forrige _site/ er ikke rørt."
IGNORING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Runs a command as a script's background job is run: without SIGINT."""

STEPS = [f"rich.console:Console.print {number} after" for number in range(1, 6)]
EARLY = [
    "macros.publish.swap:recover 1 before",
    "tempfile:mkdtemp 1 after",
    "shutil:copyfile 2 after",
    "macros.publish.builder:Builder._git 1 after",
    "macros.publish.publish:check 1 after",
    "tempfile:mkdtemp 2 after",
    "macros.publish.builder:configured 1 after",
    "macros.publish.interrupts:stop_if_interrupted 2 before",
    "mike.git_utils:Commit.add_file 2 after",
    "mike.git_utils:Commit.finish 1 before",
    "mike.git_utils:Commit.finish 1 after",
    "macros.publish.builder:Builder._git 2 after",
    "._site-new-*/2005-2008/index.html",
]
LATE = ["macros.publish.document:compiled 1 after"]
LATE += ["macros.publish.manifest:write 1 after", "macros.publish.swap:ignore_interrupts 1 after"]
SWAPPED = "macros.publish.swap:exchange 1 after"
"""Moments: calls of functions, or files that appear."""
TELLING = [EARLY[5], "mike.git_utils:Commit.finish 1 after", "._site-new-*/2005-2008/index.html"]
TELLING += [STEPS[2], LATE[1]]
"""Some of them, unlike each other; the rest take their time."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return committed(one_period(tmp_path / "tree"))


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, in which nobody shall leave anything."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def url(tree: Path) -> Iterator[str]:
    """Where a running `plan serve` shows the site of the tree."""
    with started([PLAN, "serve", "--root", str(tree), "--port", "0"]) as child:
        assert child.stdout
        yield re.findall(r"http://\S+", child.stdout.readline())[0]


@pytest.fixture
def tools(shared_folder: Path, tmp_path: Path) -> dict[str, str]:
    """The environment in which MkDocs is a stand-in; where a test leaves it out, it is real."""
    built = built_once(shared_folder, "one", one_period, NO_DOCUMENT)
    return stand_in(tmp_path / "tools", built / "_site", "2005-2008")


def at(moment: str, number: int, tree: Path) -> list[str]:
    """The command that publishes a tree and gets a signal at a moment, most without documents."""
    words = [] if "document" in moment else [NO_DOCUMENT]
    return struck(moment, number, "publish", *words, "--root", str(tree))


def publishing(tree: Path) -> list[str]:
    """The command that publishes a tree without documents."""
    return running("publish", NO_DOCUMENT, "--root", str(tree))


def killed(tree: Path, moment: str, url: str, tools: dict[str, str]) -> set[bytes]:
    """Publish, and kill it and all it has started at a moment; what was served meanwhile."""
    by_itself = not moment.startswith("._site")
    words = (
        at(moment, 9, tree) if by_itself else running("publish", NO_DOCUMENT, "--root", str(tree))
    )
    served = set()
    with started(words, env=tools) as child:
        while child.poll() is None:
            served.add(ask(url, "/")[1])
            if not by_itself and list(tree.glob(moment)):
                end(child)
            time.sleep(0.02)
        output, _ = child.communicate(timeout=DEADLINE)
    assert child.returncode == -9, (moment, output)
    if moment in STEPS:
        assert output.splitlines()[-1].startswith(f"[{moment.split()[1]}/5] ")
    return {*served, ask(url, "/")[1]}


def assert_clean(tree: Path, temporary: Path) -> None:
    """A whole new site, and nothing else."""
    verified = plan("verify", root=tree)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "gammel" not in (tree / "_site" / "index.html").read_text("utf-8")
    assert not (tree / "_site" / "2001-2004").exists()
    assert [path.name for path in tree.glob("._site*")] == ["._site.lock"]
    assert list(temporary.iterdir()) == []
    assert git(tree, "status", "--porcelain") == ""
    assert len(git(tree, "worktree", "list").splitlines()) == 1
    assert list((tree / ".git").rglob("*.lock")) == []


@pytest.mark.parametrize(
    "moments",
    [
        pytest.param(TELLING, id="some"),
        pytest.param(EARLY, id="early", marks=pytest.mark.slow),
        pytest.param(STEPS + LATE, id="steps and late", marks=pytest.mark.slow),
    ],
)
def test_killed_at_any_moment_the_former_site_is_served_as_before_and_the_next_run_succeeds(
    tree: Path, temporary: Path, url: str, tools: dict[str, str], moments: list[str]
) -> None:
    before = contents(tree / "_site")
    for moment in moments:
        assert killed(tree, moment, url, tools) == {b"gammel"}, moment
        assert contents(tree / "_site") == before, moment
        # What one left is cleared by the next; it does not pile up.
        assert len(list(tree.glob("._site-*"))) <= 2, moment
        assert list(temporary.iterdir()) == [], moment

    done = published(tree)

    assert done.returncode == 0, done.stderr
    assert_clean(tree, temporary)
    assert b"2005-2008" in ask(url, "/")[1]


def test_killed_right_after_the_swap_the_new_site_is_there_whole(
    tree: Path, url: str, tools: dict[str, str]
) -> None:
    new = killed(tree, SWAPPED, url, tools) - {b"gammel"}
    assert new == {(tree / "_site" / "index.html").read_bytes()}
    verified = plan("verify", root=tree)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert not (tree / "_site" / "2001-2004").exists()
    assert killed(tree, "macros.publish.publish:work_folder 1 before", url, tools) == new
    assert not list(tree.glob("._site-*"))


def waiting(child: subprocess.Popen[str]) -> None:
    assert child.stdout
    assert child.stdout.readline().startswith("En annen bygging pågår")


def test_of_four_at_once_two_are_killed_and_the_others_end_with_a_whole_site(
    tree: Path, temporary: Path, tools: dict[str, str]
) -> None:
    words = publishing(tree)
    hold = Path(tools["STAND_IN"]).parent / "hold"
    hold.touch()
    with started(words, env=tools) as runs:
        until(lambda: list(tree.glob("._site-new-*")), "the first has begun")
        others = [started(words, env=tools) for _ in range(3)]
        with others[0] as waits, others[1] as one, others[2] as other:
            for child in (waits, one, other):
                waiting(child)
            end(waits)
            end(runs)
            hold.unlink()
            output = [child.communicate(timeout=DEADLINE)[0] for child in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), output
    assert_clean(tree, temporary)


def assert_interrupted(tree: Path, child: subprocess.Popen[str], before: dict[str, bytes]) -> None:
    output, _ = child.communicate(timeout=DEADLINE)
    assert child.returncode == 1, output
    assert output.splitlines()[-1] == f"Avbrutt. {KEPT}"
    assert "Traceback" not in output
    assert contents(tree / "_site") == before
    assert not list(tree.glob("._site-*"))
    # Nothing that it had started goes on; what is dead may lie a moment before it is taken away.
    until(lambda: not _lives(child.pid), "all that it started has ended")


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("macros.publish.publish:check 1 after", 2),
        pytest.param("macros.publish.builder:Builder._git 2 after", 15, marks=pytest.mark.slow),
        pytest.param("macros.publish.builder:configured 1 after", 2, marks=pytest.mark.slow),
        ("macros.publish.interrupts:stop_if_interrupted 2 cleared", 15),
        ("mike.git_utils:Commit.add_file 2 after", 2),
        pytest.param("macros.publish.builder:source_of 1 cleared", 2, marks=pytest.mark.slow),
        pytest.param("macros.publish.manifest:write 1 cleared", 15, marks=pytest.mark.slow),
        ("macros.publish.swap:ignore_interrupts 1 before", 2),
    ],
)
def test_an_interrupt_stops_it_whenever_it_comes(
    tree: Path, tools: dict[str, str], moment: str, number: int
) -> None:
    before = contents(tree / "_site")
    with started(at(moment, number, tree), env=tools) as child:
        assert_interrupted(tree, child, before)


def test_an_interrupt_stops_it_also_where_a_script_has_started_it_in_the_background(
    tree: Path,
) -> None:
    before = contents(tree / "_site")
    words = [sys.executable, "-c", IGNORING, PLAN, "publish", NO_DOCUMENT, "--root", str(tree)]
    with started(words) as child:
        until(lambda: list(tree.glob("._site-new-*/2005-2008/*")), "MkDocs is at work")
        child.send_signal(2)
        assert_interrupted(tree, child, before)


def test_an_interrupt_in_the_swap_is_too_late_and_the_site_is_published(
    tree: Path, temporary: Path, tools: dict[str, str]
) -> None:
    with started(at(SWAPPED, 2, tree), env=tools) as child:
        output, _ = child.communicate(timeout=DEADLINE)
    assert child.returncode == 0, output
    assert output.splitlines()[-1].startswith("Ferdig: ")
    assert_clean(tree, temporary)
