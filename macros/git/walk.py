"""The history of deadlines, from git: one walk over the commits that touched the data.

What counts is what stood on the line of first parents, which is what the site was published from.
A merge is the day on which what it brings was published; the reason is sought in what it brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from macros.git.repository import Repository, RevisionError
from macros.history.reasons import Reason, reasons_for, reasons_in
from macros.history.slips import History, Key, Skipped, State, Version, slips
from macros.history.versions import Said, said, said_by
from macros.load.library import Loaded

_FORMAT = "--format=%H %ct %P%n%B%x00"
_FILES = ("100644", "100755")
_NO_FILE = Said()
Read = Callable[[str, str], Said | None]
"""Path and object → what that version of a file says."""


@dataclass(slots=True)
class _Commit:
    """A commit, with what it changed in the data against its first parent.

    Attributes:
        day: When it was committed, as an ISO date (UTC).
        parents: Its parents, the first one being what it was built on.
        reasons: What its message gives as reasons.
        files: Path → the objects before and after; empty where there is no file.
    """

    day: str
    parents: list[str]
    reasons: list[Reason]
    files: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_history(root: Path, loaded: Loaded, head: str = "HEAD") -> History:
    """The history of every deadline of a tree.

    Args:
        root: Folder of the tree, in a repository or not.
        loaded: The tree as it is now; where it differs from the last commit, that is a move too.
        head: The commit to go back from.

    Returns:
        The history. Where there is no git, or it does not know the tree, one without content.
    """
    plans = [data.plan for data in loaded.library.plans]
    starts = {plan.id: plan.published.first.isoformat() for plan in plans if plan.published}
    try:
        repository = Repository(root)
        commits = _commits(repository, head)
        line = [name for name in _line(commits, next(iter(commits), "")) if commits[name].files]
        if not line:
            return History()
        cut = repository.shallow or _moved_in(repository, line[0], commits[line[0]])
    except RevisionError:
        return History()
    skipped: list[Skipped] = []
    with repository.objects() as read:

        @lru_cache(maxsize=256)
        def reader(path: str, name: str) -> Said | None:
            data = read(name) if name else b""
            if data is None:
                return Said(whole=False)  # a clone without the contents of old files
            return said_by(path, data) if name else _NO_FILE

        versions = _versions(commits, reader, skipped)
        found = slips(versions, said(loaded.placed).values, starts)
    state = State.CUT if cut else State.WHOLE
    late = tuple(old for old in skipped if old.day > starts.get(old.period, ""))
    return History(state, commits[line[0]].day, starts, late, found)


def _commits(repository: Repository, head: str) -> dict[str, _Commit]:
    """Every commit that leads to `head`, newest first."""
    listed = repository.git("rev-list", "--topo-order", "--encoding=UTF-8", _FORMAT, head, "--")
    found: dict[str, _Commit] = {}
    for record in listed.decode("utf-8", "replace").split("\0")[:-1]:
        _, told, message = record.lstrip("\n").split("\n", 2)
        name, time, *parents = told.split()
        day = datetime.fromtimestamp(int(time), tz=UTC).date().isoformat()
        found[name] = _Commit(day, parents, reasons_in(message))
    # The plumbing asks no settings of the user, and compares with the parent it is told.
    wanted = "".join(f"{' '.join([name, *c.parents[:1]])}\n" for name, c in found.items())
    words = ("diff-tree", "--stdin", "--root", "-r", "-z", "--no-renames", "--relative")
    raw = repository.git(*words, "--", "data", given=wanted.encode())
    parts = iter(raw.decode("utf-8", "surrogateescape").split("\0"))
    name = ""
    for part in parts:
        if part.startswith(":"):
            modes = part[1:].split()
            objects = (o if m in _FILES else "" for m, o in zip(modes[:2], modes[2:4], strict=True))
            found[name].files[next(parts)] = (next(objects), next(objects))
        elif part:
            name = part.strip()
    return found


def _line(commits: Mapping[str, _Commit], head: str) -> list[str]:
    """The line of first parents that ends in `head`, oldest first."""
    found = []
    while head in commits:
        found.append(head)
        head = next(iter(commits[head].parents), "")
    return found[::-1]


def _versions(
    commits: Mapping[str, _Commit], read: Read, skipped: list[Skipped]
) -> Iterator[Version]:
    """What each commit of the line made of the deadlines, oldest first.

    Args:
        commits: All of them, newest first.
        read: Reads a version of a file.
        skipped: Is told of what could not be read.
    """
    place = {name: i for i, name in enumerate(commits)}
    seen: set[str] = set()
    for name in _line(commits, next(iter(commits))):
        commit = commits[name]
        brought = sorted(_brought(commits, name, seen), key=lambda n: -place[n])
        values: dict[Key, str] = {}
        for path, (_, after) in commit.files.items():
            found = read(path, after)
            if found is None:
                continue
            if not found.whole or found.doubtful:
                skipped.append(Skipped(path, commit.day))
            values.update(found.values)
        if values:
            own = {key: reasons_for(key, commit.reasons, values) for key in values}
            told = {key: reasons for key, reasons in own.items() if reasons}
            moved, final = _given((commits[n] for n in brought), values, read)
            yield Version(commit.day, values, {**moved, **told, **final})


def _brought(commits: Mapping[str, _Commit], name: str, seen: set[str]) -> set[str]:
    """The commits that a merge brings to the line; none for any other commit."""
    seen.add(name)
    found: set[str] = set()
    waiting = commits[name].parents[1:]
    while waiting:
        other = waiting.pop()
        if other in commits and other not in seen:
            seen.add(other)
            found.add(other)
            waiting.extend(commits[other].parents)
    return found


def _given(
    brought: Iterable[_Commit], values: Mapping[Key, str], read: Read
) -> tuple[dict[Key, tuple[str, ...]], dict[Key, tuple[str, ...]]]:
    """The reasons that commits gave when they moved deadlines, each the last that was given.

    Returns:
        Those of any commit, and those of a commit that set what the merge brought. Where that one
        gives none, it put right what another had done, for instance the form of a date.
    """
    found: dict[Key, tuple[str, ...]] = {}
    final: dict[Key, tuple[str, ...]] = {}
    for commit in brought:
        for path, objects in commit.files.items() if commit.reasons else ():
            before, after = ((read(path, name) or _NO_FILE).values for name in objects)
            for key in values.keys() & (before.keys() | after.keys()):
                told = reasons_for(key, commit.reasons, values)
                if told and before.get(key) != after.get(key):
                    (final if after.get(key) == values[key] else found)[key] = told
    return found, final


def _moved_in(repository: Repository, name: str, commit: _Commit) -> bool:
    """Whether a commit took the tree from another folder, whose history is not followed.

    Args:
        repository: The repository.
        name: The oldest commit that knows the tree where it stands now.
        commit: What it did.
    """
    if not commit.parents or not all(after for _, after in commit.files.values()):
        return False
    words = ("diff-tree", "-r", "-z", "--no-renames", "--diff-filter=D", commit.parents[0], name)
    raw = repository.git(*words).decode("utf-8", "surrogateescape").split("\0")
    gone = zip(raw[::2], raw[1::2], strict=False)
    brought = {after for _, after in commit.files.values()}
    places = tuple(f"/{path}" for path in commit.files)
    return any(
        told.split()[2] in brought or f"/{path}".endswith(places) for told, path in gone if told
    )
