"""The history of deadlines, from git: one walk over the commits that touched the data.

What counts is what stood on the line of first parents, which is what the site was published from.
A merge is the day on which what it brings was published; the reason is sought in what it brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from macros.git.repository import CLOCK_SET, NoRepositoryError, Repository, RevisionError
from macros.history.reasons import Reason, reasons_for, reasons_in
from macros.history.slips import History, Key, Skipped, State, Version, slips
from macros.history.versions import Deadlines, deadlines_in, deadlines_of
from macros.load.library import Loaded

_FORMAT = "--format=%H %ct %P%n%B%x00"
_FILES = ("100644", "100755")
_NONE = Deadlines()
Reader = Callable[[str, str], Deadlines | None]
"""Path and object → the deadlines of that version of a file."""
Reasons = dict[Key, tuple[str, ...]]


@dataclass(slots=True)
class _Commit:
    """A commit, with the reasons in its message.

    Attributes:
        time: What the clock of its machine said, in seconds since 1970.
        files: Path in the data → the objects in its first parent and here; "" for no file.
        day: The day (ISO, UTC) that it came on the line of first parents; "" where it never did.
    """

    time: int
    parents: list[str]
    reasons: list[Reason]
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    day: str = ""


def read_history(root: Path, loaded: Loaded, head: str = "HEAD") -> History:
    """The history of every deadline of a tree; empty where git does not know it.

    Args:
        root: Folder of the tree, in a repository or not.
        loaded: The tree as it is now; where it differs from the last commit, that is a move too.
        head: The commit to go back from.

    Raises:
        RevisionError: Where git knows it, and cannot read all that it should have.
    """
    plans = [data.plan for data in loaded.library.plans]
    starts = {plan.id: plan.published.first.isoformat() for plan in plans if plan.published}
    try:
        repository = Repository(root)
    except NoRepositoryError:
        return History()
    if not repository.head():
        return History()
    repository.date(head)  # all that follows is held against its clock
    commits = _commits(repository, head)
    _set_days([commits[name] for name in _first_parents(commits)])
    line = [name for name in _first_parents(commits) if commits[name].files]
    if not line:
        return History()
    cut = repository.shallow or _came_from_elsewhere(repository, line[0], commits[line[0]])
    skipped: list[Skipped] = []
    with repository.objects() as read:

        @lru_cache(maxsize=256)
        def reader(path: str, name: str) -> Deadlines | None:
            if not name:
                return _NONE
            if (data := read(name)) is None:  # a clone without the contents of old files
                raise RevisionError(
                    f"git mangler innholdet i en eldre versjon av {path} og får ikke hentet det. "
                    "Koble til nettet og prøv igjen, eller klon på nytt uten «--filter»."
                )
            return deadlines_in(path, data)

        histories = slips(
            _versions(commits, reader, skipped), deadlines_of(loaded.placed).dates, starts
        )
    state = State.CUT if cut else State.WHOLE
    published = tuple(old for old in skipped if old.day > starts.get(old.period, ""))
    return History(state, commits[line[0]].day, starts, published, histories)


def published_line(
    repository: Repository, head: str
) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    """The commits of the published line that touched the data, oldest first.

    Returns:
        For each its name, its day (ISO, UTC), and path → the objects before and in it.
    """
    commits = _commits(repository, head)
    line = _first_parents(commits)
    _set_days([commits[name] for name in line])
    return [(n, commits[n].day, commits[n].files) for n in line if commits[n].files]


def _commits(repository: Repository, head: str) -> dict[str, _Commit]:
    """Every commit that leads to `head`, newest first."""
    listed = repository.git("rev-list", "--topo-order", "--encoding=UTF-8", _FORMAT, head, "--")
    commits: dict[str, _Commit] = {}
    for record in listed.decode("utf-8", "replace").split("\0")[:-1]:
        _, facts, message = record.lstrip("\n").split("\n", 2)
        name, time, *parents = facts.split()
        commits[name] = _Commit(int(time), parents, reasons_in(message))
    # The plumbing asks no settings of the user, and compares with the parent it is told.
    pairs = "".join(f"{' '.join([name, *c.parents[:1]])}\n" for name, c in commits.items())
    words = ("diff-tree", "--stdin", "--root", "-r", "-z", "--no-renames", "--relative")
    raw = repository.git(*words, "--", "data", stdin=pairs.encode())
    parts = iter(raw.decode("utf-8", "surrogateescape").split("\0"))
    name = ""
    for part in parts:
        if part.startswith(":"):
            modes = part[1:].split()
            before, after = (
                name if mode in _FILES else ""
                for mode, name in zip(modes[:2], modes[2:4], strict=True)
            )
            commits[name].files[next(parts)] = (before, after)
        elif part:
            name = part.strip()
    return commits


def _first_parents(commits: Mapping[str, _Commit]) -> list[str]:
    """The line of first parents that ends in the newest commit, oldest first."""
    line, name = [], next(iter(commits), "")
    while name in commits:
        line.append(name)
        name = next(iter(commits[name].parents), "")
    return line[::-1]


def _set_days(line: list[_Commit]) -> None:
    """Give the commits of the line, oldest first, their days, of which none is before the last.

    A clock that was not set (1970), or that was ahead of the newest commit, has nothing to say: its
    commit has the day of the one before, or of the first with a day.
    """
    newest = line[-1].time if line else 0
    told = [commit.time for commit in line if CLOCK_SET <= commit.time <= newest]
    last = next(iter(told), newest)
    for commit in line:
        if CLOCK_SET <= commit.time <= newest:
            last = max(last, commit.time)
        commit.day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(0, last)).date().isoformat()


def _versions(
    commits: Mapping[str, _Commit], read: Reader, skipped: list[Skipped]
) -> Iterator[Version]:
    """What each commit of the line made of the deadlines, oldest first.

    The commits are given newest first; `skipped` gets what could not be read.
    """
    age = {name: i for i, name in enumerate(commits)}
    known: set[str] = set()
    for name in _first_parents(commits):
        commit = commits[name]
        brought = sorted(_brought(commits, name, known), key=age.__getitem__, reverse=True)
        dates: dict[Key, str] = {}
        for path, (_, after) in commit.files.items():
            deadlines = read(path, after)
            if deadlines is None:
                continue
            if not deadlines.readable:
                skipped.append(Skipped(path, commit.day))
            dates.update(deadlines.dates)
        if dates:
            own = {key: reasons_for(key, commit.reasons, dates) for key in dates}
            any_commit, last = _reasons_brought([commits[n] for n in brought], dates, read)
            reasons = {**any_commit, **{key: given for key, given in own.items() if given}, **last}
            yield Version(commit.day, dates, reasons)


def _brought(commits: Mapping[str, _Commit], name: str, known: set[str]) -> set[str]:
    """The commits that a merge brings to the line, which then are known; none for other commits."""
    known.add(name)
    brought: set[str] = set()
    waiting = commits[name].parents[1:]
    while waiting:
        other = waiting.pop()
        if other in commits and other not in known:
            known.add(other)
            brought.add(other)
            waiting.extend(commits[other].parents)
    return brought


def _reasons_brought(
    brought: Iterable[_Commit], dates: Mapping[Key, str], read: Reader
) -> tuple[Reasons, Reasons]:
    """The reasons that commits gave when they moved deadlines, each the last that was given.

    Returns:
        Those of any commit, and those of a commit that set what the merge brought. Where that one
        gives none, it put right what another had done, for instance the form of a date.
    """
    any_commit: Reasons = {}
    last: Reasons = {}
    for commit in brought:
        for path, objects in commit.files.items() if commit.reasons else ():
            before, after = ((read(path, name) or _NONE).dates for name in objects)
            for key in dates.keys() & (before.keys() | after.keys()):
                given = reasons_for(key, commit.reasons, dates)
                if given and before.get(key) != after.get(key):
                    (last if after.get(key) == dates[key] else any_commit)[key] = given
    return any_commit, last


def _came_from_elsewhere(repository: Repository, name: str, commit: _Commit) -> bool:
    """Whether the oldest commit of a tree took it from another folder, which is not followed."""
    if not commit.parents or not all(after for _, after in commit.files.values()):
        return False
    words = ("diff-tree", "-r", "-z", "--no-renames", "--diff-filter=D", commit.parents[0], name)
    raw = repository.git(*words).decode("utf-8", "surrogateescape").split("\0")
    deleted = zip(raw[::2], raw[1::2], strict=False)
    brought = {after for _, after in commit.files.values()}
    places = tuple(f"/{path}" for path in commit.files)
    return any(
        info.split()[2] in brought or f"/{path}".endswith(places) for info, path in deleted if info
    )
