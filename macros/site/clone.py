"""The throw-away clone: a copy of the tree as it stands, in a repository that mike can commit to.

It is made from the files, not from the history, so that it also holds what is not committed, and
works from an unpacked archive, in a shallow clone, and without a git name.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.site import stopping
from macros.site.trouble import of_copying, of_log, refused

GUIDE = "CONTRIBUTING.md"
PARTS = ("mkdocs.yml", "data", "docs", "macros", "overrides", GUIDE)
"""What a build reads, and nothing else; a tree without a guide has none to show."""
BRANCH = "site"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*", "*~", "*.swp")
_NAME = ("utviklingsplan", "utviklingsplan@localhost")


class BuildError(Exception):
    """A build that stopped; holds what the tools said, ready to show."""


def source_date(root: Path) -> int:
    """Seconds since 1970 of what is built: the commit's, or the newest file's without git."""
    told = _ask(root, "log", "-1", "--format=%ct")
    if told.isdigit():
        return int(told)
    files = (p for part in _parts(root) for p in _all(root / part))
    return max((int(p.stat().st_mtime) for p in files), default=0)


def edition(root: Path) -> str:
    """The short name of the commit, marked where the tree has changed since; "" without git."""
    name, changed = commit(root)
    return f"{name[:10]} med endringer" if changed else name[:10]


def commit(root: Path) -> tuple[str, bool]:
    """The whole name of the commit, and whether the tree has changed since; "" without git."""
    name = _ask(root, "rev-parse", "HEAD")
    return name, bool(name and _ask(root, "status", "--porcelain", "--", *_parts(root)))


def _parts(root: Path) -> list[str]:
    """What a build reads of a tree, as paths below its root."""
    return [part for part in PARTS if part != GUIDE or (root / GUIDE).is_file()]


def _all(path: Path) -> list[Path]:
    return [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]


class Clone:
    """A repository in a folder of its own."""

    def __init__(self, root: Path, folder: Path, epoch: int) -> None:
        """Copy the tree and commit it.

        Args:
            root: The tree.
            folder: An empty folder that goes away afterwards.
            epoch: Date of everything that is made, in seconds since 1970.

        Raises:
            OSError: Where something cannot be read, or the disk is full.
        """
        self.root, self.folder = root, folder
        date = f"{epoch} +0000"
        here = Path(sys.executable).parent
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            # What the tools say is read here, and what they write shall not depend on the place.
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "",
            "TZ": "UTC",
            "SOURCE_DATE_EPOCH": str(epoch),
            "PLAN_EDITION": edition(root),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._copy()
        self.git("init", "--quiet", "--initial-branch=tree")
        # Nothing works on in the background when git has ended.
        self.git("config", "gc.auto", "0")
        self.git("config", "user.name", _NAME[0])
        self.git("config", "user.email", _NAME[1])
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-gpg-sign", "--message=tree")

    def hand_over(self, history: bytes) -> None:
        """Give the builds the history of the tree, which the clone does not have."""
        path = self.folder / ".git" / "history.json"
        path.write_bytes(history)
        self.env["PLAN_HISTORY"] = str(path)

    def _copy(self) -> None:
        for part in _parts(self.root):
            here, there = self.root / part, self.folder / part
            if not here.is_dir():
                shutil.copy2(here, there)
                continue
            try:
                shutil.copytree(here, there, symlinks=True, ignore=_LEFT_OUT)
            except shutil.Error as error:
                raise of_copying(error) from None

    def git(self, *args: str) -> bytes:
        """Run git in the clone; return what it printed.

        Raises:
            BuildError: With what git said.
            OSError: Where git stopped because of the disk.
        """
        command = ["git", *args]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=self.env, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise _without("git") from None
        said = done.stderr.decode(errors="replace").strip()
        self._judge(done.returncode, said, f"git {args[0]}: {said}")
        return done.stdout

    def _judge(self, code: int, said: str, complaint: str) -> None:
        """Raise where a tool ended badly: what the disk refused, or else the tool's complaint."""
        if code == 0:
            return
        if number := refused(code, said, self.folder):
            raise OSError(number, os.strerror(number), str(self.root))
        raise BuildError(complaint)

    def deploy(
        self, period: str, title: str, alias: str | None, watch: Callable[[int, int], None]
    ) -> None:
        """Let mike build one period and commit it.

        Args:
            period: The plan.
            title: What `versions.json` calls it.
            alias: A second name for it, as redirects; None for none.
            watch: Told how many pages are done, of how many.

        Raises:
            BuildError: With what MkDocs and mike said.
            OSError: Where they stopped because of the disk.
        """
        progress = self.folder / ".git" / "progress"
        command = ["mike", "deploy", "--branch", BRANCH, "--title", title, period]
        command += [alias, "--update-aliases"] if alias else []
        env = {**self.env, "PLAN": period, "PLAN_PROGRESS": str(progress)}
        with (self.folder / ".git" / "log").open("w+", encoding="utf-8") as log:
            # With what may be inherited: the lock of the publication, so that it lasts until mike
            # has ended, also where this process is killed.
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
                close_fds=False,
            )
            try:
                _follow(process, progress, watch)
            except BaseException:
                process.send_signal(signal.SIGINT)  # which mike passes on to MkDocs
                process.wait()
                raise
            log.seek(0)
            said = log.read()
            self._judge(process.returncode, said, self._told(said))

    def export(self, target: Path) -> None:
        """Unpack everything that mike has committed into a folder."""
        # Python has had filters since 3.11.4, and asks for one; Debian 12 has 3.11.2. They are for
        # archives of others; this one git has made of what we have built.
        options: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        with tarfile.open(fileobj=io.BytesIO(self.git("archive", BRANCH))) as archive:
            archive.extractall(target, **options)

    def _told(self, log: str) -> str:
        """What went wrong, without the chatter, with paths of the tree."""
        lines = of_log(log, str(self.folder)).splitlines()
        chatter = ("INFO", "DEBUG", "error: Command", "WARNING -  [macros] - ERROR_")
        kept = [line for line in lines if line.strip() and not line.startswith(chatter)]
        return "\n".join(line.replace("[macros] - ERROR ", "") for line in kept)


def _follow(
    process: subprocess.Popen[bytes], progress: Path, watch: Callable[[int, int], None]
) -> None:
    """Wait for mike, and tell how far MkDocs has come."""
    while True:
        try:
            process.wait(0.2)
            return
        except subprocess.TimeoutExpired:
            stopping.heed()
            told = progress.read_text("ascii").split() if progress.exists() else []
            if len(told) == 2:
                watch(int(told[0]), int(told[1]))


def _ask(root: Path, *args: str) -> str:
    """What git knows of the tree; "" where there is no git, or it knows nothing."""
    try:
        done = subprocess.run(["git", *args], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _without(program: str) -> BuildError:
    return BuildError(f"Fant ikke programmet «{program}». Installer det.")
