"""A change of several files, made whole or not at all, and only where it makes nothing worse.

A change is a mapping from paths, relative to the root of a tree, to the whole new text of each
file. Lines that a file had stay as they were, byte for byte: texts are read and written with their
own line ends.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from macros.checks import check
from macros.problems import Problem, ProblemError, ordered
from macros.reading.yaml_text import decode

Change = Mapping[str, str]

_PLACE = re.compile(r":\d+")


def text_of(root: Path, name: str) -> str:
    """The text of a file as it stands, line ends included; empty where there is no such file.

    Raises:
        ProblemError: Where the file is not UTF-8.
    """
    path = root / name
    data = path.read_bytes() if path.exists() else b""
    if decode(name, data)[0] is None:
        raise ProblemError(decode(name, data)[1])
    return data.decode("utf-8")


def line_end(text: str) -> str:
    """How the lines of a file end: as those that are put in must, too."""
    return "\r\n" if "\r\n" in text else "\n"


def new_problems(root: Path, change: Change, before: list[Problem]) -> list[Problem]:
    """What would be wrong with a tree after a change that was not wrong before it.

    The tree is copied and the copy is changed, so that everything that looks at trees can judge.

    Args:
        root: The tree; it is only read.
        change: The change.
        before: What is wrong with the tree already.

    Raises:
        ProblemError: Where the change goes outside the tree.
    """
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        copy = Path(folder)
        for part in ("data", "docs"):
            if (root / part).is_dir():
                shutil.copytree(root / part, copy / part, symlinks=True)
        for name, text in change.items():
            path = _inside(copy, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        after = check(copy).problems
    known = Counter(map(_essence, before))
    found = []
    for problem in after:
        if known[_essence(problem)] > 0:
            known[_essence(problem)] -= 1
        else:
            found.append(problem)
    return ordered(found)


def _essence(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which moves when something is put in above it."""
    return problem.path, problem.rule, _PLACE.sub("", f"{problem.message} {problem.hint}")


def make(root: Path, change: Change) -> None:
    """Write all files of a change, or none.

    Each text is written beside its file first; then the names are exchanged, one after the other.
    What fails, or is interrupted, midway is undone.

    Raises:
        OSError: Where something could not be written; the tree is as it was.
        ProblemError: Where the change goes outside the tree, which is as it was.
    """
    with ExitStack() as undo:
        ready: list[tuple[Path, Path]] = []
        for name, text in change.items():
            path = _inside(root, name)
            _make_folder(path.parent, undo)
            fresh = path.with_name(f".{path.name}.ny")
            undo.callback(fresh.unlink, missing_ok=True)
            try:
                fresh.write_bytes(text.encode("utf-8"))
            except OSError as error:  # told of the file that an editor knows
                raise OSError(error.errno, error.strerror, name) from error
            if path.exists():
                shutil.copymode(path, fresh)
            ready.append((fresh, path))
        for fresh, path in ready:
            undo.callback(_put_back, path, path.read_bytes() if path.exists() else None)
            fresh.replace(path)
        undo.pop_all()


def _inside(root: Path, name: str) -> Path:
    """Where a file of a change stands, links followed."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        message, hint = "Filen ligger utenfor mappen.", "Velg et navn uten skråstreker."
        raise ProblemError([Problem(name, 1, 1, "file-name", message, hint)])
    return path


def _make_folder(folder: Path, undo: ExitStack) -> None:
    for missing in [f for f in (folder, *folder.parents) if not f.exists()][::-1]:
        missing.mkdir()
        undo.callback(missing.rmdir)


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)
