"""A change of several files, made whole or not at all, and only where it makes nothing worse.

A change is a mapping from paths, relative to the root of a tree, to the whole new text of each
file. Lines that a file had stay as they were, byte for byte: texts are read and written with their
own line ends.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from macros.checks import check
from macros.problems import Problem, ProblemError, ordered
from macros.reading.yaml_text import decode

Change = Mapping[str, str]
Seen = Mapping[str, str]
"""File, relative to the root → SHA-256 of what it was."""

_JOURNAL = ".endring.ny"
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


def seen(root: Path) -> Seen:
    """What every file of data/ and docs/ is now: to be taken before the tree is read.

    Questions in the terminal take minutes, and another command or an editor does not wait. A change
    is made of what was read, and would write over what they have saved since.
    """
    found = {}
    for path in (path for part in ("data", "docs") for path in (root / part).rglob("*")):
        with suppress(OSError):  # what cannot be read is told by who reads the tree
            if path.is_file():
                found[path.relative_to(root).as_posix()] = _digest(path)
    return found


def still(root: Path, change: Change, before: Seen | None) -> None:
    """See that the files of a change are what they were when it was thought of.

    Args:
        root: The tree.
        change: The change.
        before: What they were; None where the change is made of nothing that stood there.

    Raises:
        ProblemError: With a problem for each file that is another now.
    """
    if before is None:
        return
    hint = "Kjør kommandoen på nytt, så tar den med det nye."
    problems = [
        Problem(name, 1, 1, "edited", "Filen er endret mens kommandoen arbeidet.", hint)
        for name in change
        if before.get(name) != (_digest(root / name) if (root / name).is_file() else None)
    ]
    if problems:
        raise ProblemError(problems)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


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
                shutil.copytree(root / part, copy / part, symlinks=True, ignore=_no_files)
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


def _no_files(folder: str, names: list[str]) -> list[str]:
    """What cannot be copied, and would be waited for: pipes and the like, told by who reads."""
    paths = {name: Path(folder, name) for name in names}
    return [n for n, p in paths.items() if not (p.is_symlink() or p.is_dir() or p.is_file())]


def _essence(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which moves when something is put in above it."""
    return problem.path, problem.rule, _PLACE.sub("", f"{problem.message} {problem.hint}")


def make(root: Path, change: Change, before: Seen | None) -> None:
    """Write all files of a change, or none.

    What the files were is noted down first, in a journal at the root of the tree. Then each text is
    written beside its file, and the names are exchanged, one after the other. The change is made in
    the moment the journal is gone. What fails or is interrupted before that is undone; what is
    killed, by the next command (`undo`).

    Args:
        root: The tree.
        change: The change.
        before: As in `still`, which is asked when nobody else can be writing.

    Raises:
        OSError: Where something could not be written; the tree is as it was.
        ProblemError: Where the change goes outside the tree, or a file of it has been edited since;
            the tree is as it was.
    """
    files = [(_inside(root, name), text.encode("utf-8")) for name, text in change.items()]
    journal = root / _JOURNAL
    with _alone(root):
        still(root, change, before)
        try:
            _note(root, journal, files)
            for (path, data), name in zip(files, change, strict=True):
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh = _beside(path)
                try:
                    fresh.write_bytes(data)
                except OSError as error:  # told of the file that an editor knows
                    raise OSError(error.errno, error.strerror, name) from error
                if path.exists():
                    shutil.copymode(path, fresh)
            for path, _ in files:
                _beside(path).replace(path)
            journal.unlink()
        except BaseException:
            _put_back(root, journal)
            raise


def undo(root: Path) -> list[str]:
    """Take back a change that was killed midway; does nothing where none was.

    What has been edited since is left as it is.

    Returns:
        The paths of the change, relative to the root; empty where there was none.

    Raises:
        OSError: Where something could not be written.
    """
    journal = root / _JOURNAL
    if not (journal.exists() or _beside(journal).exists()):
        return []
    with _alone(root):  # the change may be underway, and no journal be left when it is our turn
        return _put_back(root, journal)


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


def _note(root: Path, journal: Path, files: list[tuple[Path, bytes]]) -> None:
    """Write down what each file is, and what it becomes."""
    noted = {
        path.relative_to(root.resolve()).as_posix(): {
            "was": _text(path.read_bytes()) if path.exists() else None,
            "becomes": _text(data),
            "folders": sum(not folder.exists() for folder in path.parents),
        }
        for path, data in files
    }
    fresh = _beside(journal)
    try:
        fresh.write_text(json.dumps(noted), "ascii")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(root)) from error
    fresh.replace(journal)


def _put_back(root: Path, journal: Path) -> list[str]:
    """Undo what the journal tells of, as far as it has come, and then the journal itself."""
    _beside(journal).unlink(missing_ok=True)
    if not journal.exists():
        return []
    noted: dict[str, Any] = json.loads(journal.read_text("ascii"))
    for name, file in noted.items():
        path = _inside(root, name)
        _beside(path).unlink(missing_ok=True)
        if path.exists() and _text(path.read_bytes()) == file["becomes"]:
            if file["was"] is None:
                path.unlink()
            else:
                _beside(path).write_bytes(file["was"].encode("latin-1"))
                shutil.copymode(path, _beside(path))
                _beside(path).replace(path)
        for folder in [*path.parents][: file["folders"]]:
            with suppress(OSError):  # never made, or somebody has put something there
                folder.rmdir()
    journal.unlink()
    return list(noted)


def _text(data: bytes) -> str:
    """Bytes as JSON can hold them, one character each."""
    return data.decode("latin-1")


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.ny")


def _inside(root: Path, name: str) -> Path:
    """Where a file of a change stands, links followed."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        message, hint = "Filen ligger utenfor mappen.", "Velg et navn uten skråstreker."
        raise ProblemError([Problem(name, 1, 1, "file-name", message, hint)])
    return path
