"""A tree that the real tools can build, and the real `plan` command run on it."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from macros.checks import check
from macros.cli.main import main
from macros.git.source import PARTS

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
MINI = TESTS / "mini"
PLAN = str(Path(sys.executable).parent / "plan")
NO_DOCUMENT = "--without-document"
DEADLINE = 300
"""Seconds after which something that should have ended is taken to hang."""

_CONTENT = ("data", "docs")
_ENGINE = tuple(part for part in PARTS if part not in _CONTENT)
KEPT = {"HOME", "LD_LIBRARY_PATH", "LOGNAME", "PATH", "TMPDIR", "USER", "XDG_CONFIG_HOME"}
"""What programs are told of the surroundings (conftest.py); all else a test says itself."""


def whole_tree(folder: Path, content: Path = MINI) -> Path:
    """A copy of some content, with the repository's own engine around it; no git."""
    for base, names in ((content, _CONTENT), (ROOT, _ENGINE)):
        for name in names:
            if (base / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(base / name, folder / name, ignore=ignored)
            else:
                shutil.copy2(base / name, folder / name)
    return folder


def content_copy(folder: Path, content: Path = MINI) -> Path:
    """A copy of some content alone, data/ and docs/, for a test to change."""
    for name in _CONTENT:
        shutil.copytree(content / name, folder / name)
    return folder


def problem_lines(root: Path) -> list[str]:
    """What `plan check` says of a tree, a line a problem."""
    return [problem.text() for problem in check(root).problems]


def one_period(folder: Path) -> Path:
    """A tree of one period, which is quicker, with a former site that is easy to know again."""
    root = whole_tree(folder)
    for name in ("data", "docs"):
        shutil.rmtree(root / name / "2001-2004")
    swapped(root, "data/2005-2008/plan.yml", "predecessor: 2001-2004\n", "")
    swapped(root, "data/2005-2008/areas/akutt-og-beredskap.yml", "continues: [akutt]\n", "")
    swapped(
        root, "data/2005-2008/areas/akutt-og-beredskap.yml", "    same_subject: [ambulanse]\n", ""
    )
    swapped(root, "data/2005-2008/indicators.yml", ", 2001-2004/akutt", "")
    swapped(root, "data/2005-2008/reports.yml", "2001-2004/ambulanse", "bat")
    (root / "_site" / "2001-2004").mkdir(parents=True)
    (root / "_site" / "index.html").write_text("gammel", "utf-8")
    (root / "_site" / "2001-2004" / "index.html").write_bytes(b"\x00gammel\r\n")
    return root


def swapped(root: Path, name: str, old: str, new: str) -> None:
    """Put one text in the place of another that a file must have."""
    path = root / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def git(root: Path, *words: str) -> str:
    """Run git in a tree as somebody who has a name, on a day long ago."""
    named = ["git", "-c", "user.name=Kari", "-c", "user.email=kari@fjord.example"]
    done = run([*named, *words], cwd=root, env={"GIT_COMMITTER_DATE": "2020-02-03T12:00:00Z"})
    assert done.returncode == 0, done.stderr
    return done.stdout


def committed(root: Path) -> Path:
    """A tree with the repository's .gitignore, and a history of two commits."""
    (root / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "commit", "--quiet", "--allow-empty", "--message=Først")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Alt")
    return root


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a program is told of its surroundings: little, whatever the shell has handed down."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return {**kept, "LANG": "C.UTF-8", "COLUMNS": "80", **(changes or {})}


def plan(
    *words: str, root: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `plan` to its end, in this process: what a new one costs is paid where it is tested."""
    command = [*words, *(("--root", str(root)) if root else ())]
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environment(env), clear=True),
        patch("sys.stdin", io.StringIO()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = main(command)
        except SystemExit as stop:  # wrong use
            code = int(stop.code or 0)
    return subprocess.CompletedProcess(command, code, out.getvalue(), err.getvalue())


def published(root: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Publish a tree in this process, without its documents: they cost as much as all the rest."""
    return plan("publish", NO_DOCUMENT, root=root, env=env)


def plan_process(
    *words: str, root: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `plan` as a person would, in a process of its own, to its end."""
    command = [PLAN, *words, *(("--root", str(root)) if root else ())]
    return run(command, env=env)


def run(
    command: list[str], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, with what it says."""
    with hanging_up():
        return subprocess.run(
            command,
            cwd=cwd,
            env=environment(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=DEADLINE,
            check=False,
        )


@contextmanager
def hanging_up() -> Iterator[None]:
    """What is started in the block hears a SIGHUP, also where the tests run under `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


@contextmanager
def started(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A program that goes on while the block runs; it and what it started end with the block."""
    env = environment(options.pop("env", None))
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **options}
    with hanging_up():
        child = subprocess.Popen(command, env=env, text=True, start_new_session=True, **options)
    with child:
        try:
            yield child
        finally:
            end(child)


def end(child: subprocess.Popen[str]) -> None:
    """Kill a program and what it started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, 9)
    child.wait(DEADLINE)


def built_once(
    shared: Path, name: str, content: Path | Callable[[Path], Path], *words: str
) -> Path:
    """The published site of some content, built by whichever worker comes first.

    Args:
        shared: A folder that all workers of this run see.
        name: What to call the tree in it.
        content: Folder of its data/ and docs/, or what makes the tree.
        words: What `plan publish` is told; most who read a site do without its documents.

    Returns:
        The tree; its `_site/` is for reading only.
    """
    root, told = shared / name, shared / f"{name}.told"
    with (shared / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not told.exists():
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            made = whole_tree(root, content) if isinstance(content, Path) else content(root)
            done = plan_process("publish", *words, root=made)
            told.write_text(done.stdout + done.stderr, "utf-8")
    assert (root / "_site").exists(), told.read_text("utf-8")
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def until(true: Callable[[], Any], what: str) -> Any:
    """Wait until something is true, and return it."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        found = true()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {DEADLINE} s in vain: {what}")
