"""A change of several files: judged on a copy first, then written, each file whole.

A change is a mapping from paths, relative to the root of a tree, to the whole new text of each
file. Lines that a file had stay as they were, byte for byte: texts are read and written with their
own line ends. What a change did is undone with git.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from macros.checks import check
from macros.facts.workspace import Workspace
from macros.problems import PartlyWrittenError, Problem, ProblemError, ordered
from macros.reading.yaml_text import decode

Change = Mapping[str, str]
Snapshot = Mapping[str, bytes]
"""File, relative to the root → what it held."""

_NUMBERS = re.compile(r":\d+")


class RefusedError(Exception):
    """What was asked for makes no sense; a Norwegian line for each reason."""


def text_of(root: Path, name: str) -> str:
    """The text of a file as it stands, line ends included; empty where there is no such file.

    Raises:
        ProblemError: Where the file is not UTF-8.
    """
    path = root / name
    data = path.read_bytes() if path.exists() else b""
    text, problems = decode(name, data)
    if text is None:
        raise ProblemError(problems)
    return data.decode("utf-8")


def line_end(text: str) -> str:
    """How the lines of a file end: as those that are put in must, too."""
    return "\r\n" if "\r\n" in text else "\n"


def snapshot(root: Path) -> Snapshot:
    """What every file of data/ and docs/ is now: to be taken before the tree is read.

    Questions in the terminal take minutes, and another command or an editor does not wait. A change
    is made of what was read, and would write over what they have saved since.
    """
    files = {}
    for path in (*(root / "data").rglob("*"), *(root / "docs").rglob("*")):
        with suppress(OSError):  # what cannot be read is told by who reads the tree
            if path.is_file():
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    return files


def make(workspace: Workspace, change: Change, before: Snapshot) -> None:
    """Write a change of a tree that has been read, if it brings no new problems.

    Raises:
        OSError, PartlyWrittenError: As `write`.
        ProblemError: With what would be wrong that was not, or as `write`.
    """
    root = workspace.loaded.tree.root
    _see_unedited(root, change, before)  # or it would be judged with what somebody else has done
    if problems := new_problems(root, change, workspace.problems):
        raise ProblemError([_as_it_stands(root, change, problem) for problem in problems])
    write(root, change, before)


def new_problems(root: Path, change: Change, before: list[Problem]) -> list[Problem]:
    """What would be wrong with a tree after a change that was not wrong before it.

    The tree is copied and the copy is changed, so that everything that looks at trees can judge.

    Raises:
        ProblemError: Where the change goes outside the tree.
    """
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        copy = Path(folder)
        for part in ("data", "docs"):
            if (root / part).is_dir():
                shutil.copytree(root / part, copy / part, symlinks=True, ignore=_no_files)
        for name, text in change.items():
            path = _inside(copy, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        after = check(copy).problems
    known = Counter(map(_essence, before))
    new = []
    for problem in after:
        known[_essence(problem)] -= 1
        if known[_essence(problem)] < 0:
            new.append(problem)
    return ordered(new)


def _as_it_stands(root: Path, change: Change, problem: Problem) -> Problem:
    """A problem of a change that is not made, at a line that the file has."""
    if problem.path not in change:
        return problem
    old = text_of(root, problem.path).splitlines()
    lines = SequenceMatcher(None, old, change[problem.path].splitlines(), autojunk=False)
    for block in lines.get_matching_blocks():
        if block.b < problem.line <= block.b + block.size:
            return replace(problem, line=problem.line - block.b + block.a)
        if problem.line <= block.b:
            return replace(problem, line=max(1, block.a), column=1)
    return replace(problem, line=max(1, len(old)), column=1)


def _no_files(folder: str, names: list[str]) -> list[str]:
    """What cannot be copied, and would be waited for: pipes and the like, told by who reads."""
    paths = {name: Path(folder, name) for name in names}
    return [n for n, p in paths.items() if not (p.is_symlink() or p.is_dir() or p.is_file())]


def _essence(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which moves when something is put in above it."""
    return problem.path, problem.rule, _NUMBERS.sub("", f"{problem.message} {problem.hint}")


def write(root: Path, change: Change, before: Snapshot | None = None) -> None:
    """Write the files of a change, unless one of them has been edited since it was thought of.

    All texts are written to a folder beside data/ and docs/ first. Then each takes the place of its
    file: whoever reads meanwhile, or kills the command, finds each file whole.

    Args:
        root: The tree.
        change: The change.
        before: What the files were; left out where the change is made of nothing that stood there.

    Raises:
        OSError: Where something cannot be written; the tree is as it was.
        PartlyWrittenError: Where it stops after the first file and before the last.
        ProblemError: Where a file stands outside the tree, or has been edited; nothing is written.
    """
    paths = {name: _inside(root, name) for name in change}
    with _alone(root), tempfile.TemporaryDirectory(prefix=".endring-", dir=root) as folder:
        _see_unedited(root, change, before)
        fresh = {name: Path(folder, str(number)) for number, name in enumerate(change)}
        for name, text in change.items():
            try:
                fresh[name].write_bytes(text.encode("utf-8"))
            except OSError as error:  # told of the file that an editor knows
                raise OSError(error.errno, error.strerror, name) from error
            if paths[name].exists():
                shutil.copymode(paths[name], fresh[name])
        try:
            for name, path in paths.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh[name].replace(path)
        except BaseException as error:
            left = [name for name in change if fresh[name].exists()]
            done = [name for name in change if name not in left]
            if not done:
                raise
            if left:
                raise PartlyWrittenError(
                    f"Endringen stoppet underveis. Skrevet: {', '.join(done)}. "
                    f"Ikke skrevet: {', '.join(left)}. "
                    "Hent tilbake det som er skrevet, med git, og kjør kommandoen på nytt."
                ) from error


def _see_unedited(root: Path, change: Change, before: Snapshot | None) -> None:
    """Raise a `ProblemError` with each file of a change that is not what it was."""
    message = "Filen er endret mens kommandoen arbeidet."
    hint = "Kjør kommandoen på nytt, så tar den med det nye."
    now = {name: (root / name).read_bytes() for name in change if (root / name).is_file()}
    edited = [name for name in change if before is not None and before.get(name) != now.get(name)]
    if edited:
        raise ProblemError(Problem(name, 1, 1, "edited", message, hint) for name in edited)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One change of a tree at a time. The lock is the folder itself, so it leaves no file."""
    handle = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system of the network that locks no folders
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _inside(root: Path, name: str) -> Path:
    """Where a file of a change stands, links followed."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        message, hint = "Filen ligger utenfor mappen.", "Velg et navn uten skråstreker."
        raise ProblemError([Problem(name, 1, 1, "file-name", message, hint)])
    return path
