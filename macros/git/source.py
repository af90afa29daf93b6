"""What a site is built from: the parts of a tree, and the commit they are held against.

Everything that stands on the disk is built, whether git knows it, ignores it or has never seen it.
So the copy that is built is held against the commit byte for byte: no setting, no index and no list
of what to ignore can make a changed tree look unchanged, and nothing in the repository is touched.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.git.repository import NoRepositoryError, Repository, RevisionError
from macros.problems import Problem, ProblemError
from macros.reading.tree import is_left_out, wrong_link

GUIDE = "CONTRIBUTING.md"
PARTS = ("mkdocs.yml", "data", "docs", "macros", "overrides", GUIDE)
"""What a build reads, and nothing else; a tree without a guide has none to show."""
_CONFIGURATION = "mkdocs.yml"
_SHA256 = 64
"""Digits of an object's name in a repository of that kind; in others it is SHA-1."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a site is built from.

    Attributes:
        commit: Whole name of the commit; "" without git.
        changed: Whether what is built differs from it.
        epoch: Date of the commit, or of the newest file without git, in seconds since 1970.
    """

    commit: str
    changed: bool
    epoch: int

    @property
    def edition(self) -> str:
        """The short name of the commit, marked where something has changed since."""
        return f"{self.commit[:10]} med endringer" if self.changed else self.commit[:10]


def parts(root: Path) -> list[str]:
    """What a build reads of a tree, as paths below its root."""
    return [part for part in PARTS if part != GUIDE or (root / GUIDE).is_file()]


def source_of(root: Path, copy: Path) -> Source:
    """What a copy of a tree was made from.

    Args:
        root: The tree. Its commit counts only where that commit has its configuration: a tree
            unpacked in a folder of another repository is none of that one's.
        copy: The copy, with the dates of its files.

    Raises:
        ProblemError: Where there is a repository, and git cannot or will not read it.
    """
    try:
        found = _of_commit(Repository(root), copy)
    except NoRepositoryError:
        found = None
    except RevisionError as error:
        raise ProblemError([Problem(".git", 1, 1, "git", str(error), "")]) from None
    newest = (int(path.lstat().st_mtime) for path in _files(copy))
    return found or Source("", changed=False, epoch=max(newest, default=0))


def _of_commit(repository: Repository, copy: Path) -> Source | None:
    name = repository.head()
    listed = repository.files(name, PARTS) if name else []
    objects = {path: found for _, found, path in listed if _is_built(path)}
    if _CONFIGURATION not in objects:
        return None
    digits = len(objects[_CONFIGURATION])
    built = {path.relative_to(copy).as_posix(): _object(path, digits) for path in _files(copy)}
    return Source(name, changed=built != objects, epoch=repository.date(name))


def leading_out(root: Path) -> list[Problem]:
    """Links that lead out of a tree: what they show is not in it, and may not be for everyone."""
    inside = root.resolve()
    problems = []
    for part in parts(root):
        for path in sorted([root / part, *(root / part).rglob("*")]):
            name, hint = path.relative_to(root).as_posix(), "Legg en kopi her i stedet."
            if path.is_symlink() and _is_built(name) and (wrong := wrong_link(path, inside)):
                problems.append(Problem(name, 1, 1, "symlink", wrong, hint))
    return problems


def _is_built(path: str) -> bool:
    return not any(map(is_left_out, PurePosixPath(path).parts))


def _files(copy: Path) -> Iterator[Path]:
    """Every file of the parts that is built from, links as links."""
    for part in parts(copy):
        found = [copy / part, *(copy / part).rglob("*")]
        for path in found:
            is_file = path.is_symlink() or path.is_file()
            if is_file and _is_built(path.relative_to(copy).as_posix()):
                yield path


def _object(path: Path, digits: int) -> str:
    """The name that git gives a file as it stands (gitformat-objects)."""
    data = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    made = hashlib.new("sha256" if digits == _SHA256 else "sha1", usedforsecurity=False)
    made.update(b"blob %d\0" % len(data) + data)
    return made.hexdigest()
