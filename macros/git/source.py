"""What a site is built from: the files of a tree, and the commit they are held against.

All that stands on the disk is built, whether git knows it, ignores it or has never heard of it. So
the copy that is built is held against the commit byte for byte: no setting, no index and no list of
what to ignore can make a changed tree look unchanged, and nothing in the repository is touched.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.git.repository import CLOCK_ENDS, NoRepositoryError, Repository, RevisionError
from macros.problems import Problem, ProblemError
from macros.reading.tree import is_left_out, wrong_link

_GUIDES = ("CONTRIBUTING.md", "guide", "schemas")
PARTS = ("mkdocs.yml", "data", "docs", "macros", "overrides", *_GUIDES)
"""What a build reads, and nothing else; a tree without guides has none to show."""
_CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Source:
    """What a site is built from."""

    commit: str
    """Whole name of the commit; "" without git."""
    changed: bool
    """Whether what is built differs from it."""
    epoch: int
    """Date of the commit, or of the newest file without git, in seconds since 1970."""

    @property
    def edition(self) -> str:
        """The short name of the commit, marked where something has changed since."""
        return f"{self.commit[:10]} med endringer" if self.changed else self.commit[:10]


def source_files(root: Path) -> list[str]:
    """Every file that a build reads, links as links, as paths below the root of a tree.

    Raises:
        OSError: Where a part is missing or cannot be read.
        ProblemError: Where links lead out of the tree: what they show may not be for everyone.
    """
    inside = root.resolve()
    names, problems = [], []
    for part in PARTS:
        if part in _GUIDES and not (root / part).exists():
            continue
        for path in _below(root / part):
            name = path.relative_to(root).as_posix()
            if path.is_symlink() and (fault := wrong_link(path, inside)):
                hint = "Legg en kopi her i stedet."
                problems.append(Problem(name, 1, 1, "symlink", fault, hint))
            elif path.is_symlink() or path.is_file():
                names.append(name)
    if problems:
        raise ProblemError(problems)
    return names


def _below(top: Path) -> Iterator[Path]:
    """A file, or all that stands below a folder and is not left out."""

    def fail(error: OSError) -> None:
        raise error

    if top.is_symlink() or top.is_file():
        yield top
    for folder, folders, files in os.walk(top, onerror=fail) if not top.is_file() else ():
        folders[:] = [name for name in folders if not is_left_out(name)]
        yield from (Path(folder, name) for name in (*folders, *files) if not is_left_out(name))


def source_of(root: Path, files: Mapping[str, Path]) -> Source:
    """What is built of a tree; `files` says of each (`source_files`) below which folder it is read.

    The commit counts only where it has the configuration of the tree: a tree unpacked in a folder
    of another repository is none of that one's.

    Raises:
        ProblemError: Where there is a repository, and git cannot or will not read it.
    """
    try:
        repository = Repository(root)
        commit = repository.head()
        listed = repository.files(commit, PARTS) if commit else []
        objects = {
            path: name
            for _, name, path in listed
            if not any(map(is_left_out, PurePosixPath(path).parts))
        }
        if _CONFIGURATION in objects:
            digits = len(objects[_CONFIGURATION])
            built = {name: _object_name(at / name, digits) for name, at in files.items()}
            return Source(commit, built != objects, repository.date(commit))
    except NoRepositoryError:
        pass
    except RevisionError as error:
        raise ProblemError([Problem(".git", 1, 1, "git", str(error), "")]) from None
    times = {name: int((root / name).lstat().st_mtime) for name in files}
    newest = max(times, key=times.__getitem__, default="")
    if times.get(newest, 0) >= CLOCK_ENDS:
        why = "Filen er datert så langt fram at ingenting kan bygges: en klokke var feil."
        raise ProblemError([Problem(newest, 1, 1, "date", why, f"Kjør «touch {newest}».")])
    return Source("", changed=False, epoch=max(0, times.get(newest, 0)))


def _object_name(path: Path, digits: int) -> str:
    """The name that git gives a file as it stands (gitformat-objects)."""
    data = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    algorithm = "sha256" if digits == 64 else "sha1"
    made = hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False)
    return made.hexdigest()
