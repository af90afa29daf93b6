"""Revisions of the repository, read without touching the work tree, the index or any branch.

The files come straight from git's object store: nothing that a checkout would do to them (line
endings, filters, attributes) comes between.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from macros.git.surroundings import surroundings

PARTS = ("data", "docs")
_ABSENT = "not a git repository"
_NOT_OURS = re.compile(
    r"detected dubious ownership.*?(?P<cure>git config \S+ --add \S+ \S.*?)\s*$", re.S
)
_LINK, _MODULE = "120000", "160000"
CLOCK_SET, CLOCK_ENDS = 365 * 86_400, 2**32
"""Seconds since 1970: what is before was told by a clock that nobody had set, and nothing later
fits in what a build writes (a time in gzip has 32 bits, RFC 1952)."""


class RevisionError(ValueError):
    """A revision that cannot be read; says why and how to cure it, in Norwegian."""


class NoRepositoryError(RevisionError):
    """There is no git, or no repository."""


class Repository:
    """The repository that a tree stands in."""

    def __init__(self, root: Path) -> None:
        """Find the repository of a folder that holds data/ and docs/.

        Raises:
            NoRepositoryError: Where there is no git, or no repository.
            RevisionError: Where there is one that git will not read.
        """
        self.root = root
        try:
            self.git("rev-parse", "--git-dir", cure="Kjør kommandoen i en klone av repositoriet.")
        except NoRepositoryError as error:
            # What is there and cannot be read is not taken for none: its history would be lost.
            whole = root.resolve()
            there = next((f for f in (whole, *whole.parents) if os.path.lexists(f / ".git")), None)
            if there is None:
                raise
            hint = "Klon repositoriet på nytt; i et tre uten historikk slettes den."
            message = f"git kan ikke lese {there / '.git'}, så historikken mangler."
            message = str(error) if "«git»" in str(error) else f"{message} {hint}"
            raise RevisionError(message) from None

    @property
    def shallow(self) -> bool:
        """Whether the history is cut: what is older than the cut is not here."""
        return self.git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def commit(self, name: str) -> str:
        """The id of the commit that a branch, a tag or an id names.

        Raises:
            RevisionError: Where there is none.
        """
        cure = f"Hent den med «git fetch origin {name}», eller se «git log --oneline»."
        if self.shallow:
            cure = f"Historikken er kuttet her; hent resten med «git fetch --unshallow». {cure}"
        words = ("--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        try:
            return self.git("rev-parse", *words).decode().strip()
        except RevisionError:
            raise RevisionError(f"Fant ikke revisjonen «{name}». {cure}") from None

    def head(self) -> str:
        """The id of the commit that the work tree stands on; "" before the first one."""
        try:
            return self.git("rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        except RevisionError:
            return ""

    def date(self, commit: str) -> int:
        """When a commit was made, in seconds since 1970.

        Raises:
            RevisionError: Where it was made by a clock that was wrong, as far as can be seen.
        """
        seconds = int(self.git("rev-list", "--max-count=1", "--timestamp", commit).split()[0])
        if CLOCK_SET <= seconds < CLOCK_ENDS:
            return seconds
        year = f"år {datetime.fromtimestamp(seconds, UTC):%Y}" if seconds < 10**11 else "langt fram"
        raise RevisionError(
            f"Commiten {commit[:10]} er datert {year}: klokken var feil da den ble laget. "
            "Still klokken, og lag en ny: «git commit --allow-empty -m 'Riktig klokke'»."
        )

    def files(self, commit: str, parts: Sequence[str]) -> list[tuple[str, str, str]]:
        """(mode, object, path below the root) of every file in some parts of a commit."""
        files = []
        for entry in self.git("ls-tree", "-r", "-z", commit, "--", *parts).split(b"\0")[:-1]:
            info, _, raw = entry.partition(b"\t")
            mode, _, name = info.decode().split()
            path = os.fsdecode(raw)
            if ".." in PurePosixPath(path).parts or path.startswith("/"):
                raise RevisionError(f"Stien «{path}» leder ut av treet.")
            if mode != _MODULE:
                files.append((mode, name, path))
        return files

    @contextmanager
    def tree(self, commit: str) -> Iterator[Path]:
        """The data and prose of a commit, in a folder that goes away afterwards.

        Raises:
            RevisionError: Where git cannot read it, or a path in it leads out of the tree.
        """
        with tempfile.TemporaryDirectory(prefix="plan-") as folder, self.objects() as read:
            for mode, name, path in self.files(commit, PARTS):
                data = read(name)
                if data is None:
                    raise RevisionError(f"git har ikke innholdet i «{path}».")
                target = Path(folder, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                if mode == _LINK:
                    target.symlink_to(os.fsdecode(data))
                else:
                    target.write_bytes(data)
            yield Path(folder)

    @contextmanager
    def objects(self) -> Iterator[Callable[[str], bytes | None]]:
        """A reader of single objects, so that a long history fits in memory.

        Returns:
            Id of an object → its bytes; None where it is not here.
        """
        command, env = self._command("cat-file", "--batch")
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=env) as git:
            stdin, stdout = git.stdin, git.stdout
            assert stdin is not None
            assert stdout is not None

            def read(name: str) -> bytes | None:
                with suppress(BrokenPipeError):  # git gives up where it cannot fetch what it lacks
                    stdin.write(f"{name}\n".encode())
                    stdin.flush()
                head = stdout.readline().split()
                return stdout.read(int(head[2]) + 1)[:-1] if len(head) == 3 else None

            yield read

    def git(self, *words: str, stdin: bytes | None = None, cure: str = "") -> bytes:
        """What a git command prints.

        Raises:
            RevisionError: Where git is missing, or fails; with a cure after what git says.
        """
        command, env = self._command(*words)
        try:
            done = subprocess.run(command, input=stdin, capture_output=True, env=env, check=True)
        except FileNotFoundError:
            raise NoRepositoryError("Fant ikke programmet «git». Installer det.") from None
        except subprocess.CalledProcessError as error:
            raise _refused(error.stderr.decode(errors="replace"), cure) from None
        return done.stdout

    def _command(self, *words: str) -> tuple[list[str], dict[str, str]]:
        # What git says is recognised, it asks nobody for a password, and nothing stands in the
        # place of what was committed (git-replace, grafts).
        ours = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_GRAFT_FILE": os.devnull}
        options = ("--no-optional-locks", "--no-replace-objects", "-C", str(self.root))
        return ["git", *options, *words], surroundings(ours)


def _refused(stderr: str, cure: str) -> RevisionError:
    """What git printed when it gave up, as something that can be told."""
    if _ABSENT in stderr:
        return NoRepositoryError(f"Mappen hører ikke til noe git-repositorium. {cure}".strip())
    if match := _NOT_OURS.search(stderr):
        why = "Mappen eies av en annen bruker, og derfor vil ikke git lese historikken."
        return RevisionError(
            f"{why} Kjør som den brukeren, eller stol på mappen: «{match['cure']}»."
        )
    return RevisionError(f"git sier: {stderr.strip().removeprefix('fatal: ')} {cure}".strip())
