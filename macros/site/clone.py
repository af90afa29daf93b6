"""The throw-away clone: a copy of the tree as it stands, in a repository that mike can commit to.

It is made from the files, not from the history, so that it also holds what is not committed, and
works from an unpacked archive, in a shallow clone, and without a git name.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

PARTS = ("mkdocs.yml", "data", "docs", "macros", "overrides")
BRANCH = "site"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*", "*~", "*.swp")
_NAME = ("utviklingsplan", "utviklingsplan@localhost")


class BuildError(Exception):
    """A build that stopped; holds what the tools said, ready to show."""


def source_date(root: Path) -> int:
    """Seconds since 1970 of what is built: the commit's, or the newest file's without git."""
    try:
        told = _run(["git", "log", "-1", "--format=%ct"], root, dict(os.environ)).strip()
        if told.isdigit():
            return int(told)
    except BuildError:
        pass
    files = (p for part in PARTS for p in _all(root / part))
    return max((int(p.stat().st_mtime) for p in files), default=0)


def edition(root: Path) -> str:
    """The short name of the commit, marked where the tree has changed since; "" without git."""
    try:
        name = _run(["git", "rev-parse", "--short=10", "HEAD"], root, dict(os.environ)).strip()
        changed = _run(["git", "status", "--porcelain", "--", *PARTS], root, dict(os.environ))
    except BuildError:
        return ""
    return f"{name} med endringer" if changed.strip() else name


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
        """
        self.folder = folder
        date = f"{epoch} +0000"
        here = Path(sys.executable).parent
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "SOURCE_DATE_EPOCH": str(epoch),
            "PLAN_EDITION": edition(root),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        for part in PARTS:
            if (root / part).is_dir():
                shutil.copytree(root / part, folder / part, symlinks=True, ignore=_LEFT_OUT)
            else:
                shutil.copy2(root / part, folder / part)
        self.git("init", "--quiet", "--initial-branch=tree")
        self.git("config", "user.name", _NAME[0])
        self.git("config", "user.email", _NAME[1])
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-gpg-sign", "--message=tree")

    def git(self, *args: str) -> str:
        """Run git in the clone; return what it printed."""
        return _run(["git", *args], self.folder, self.env)

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
        """
        progress = self.folder / ".git" / "progress"
        command = ["mike", "deploy", "--branch", BRANCH, "--title", title, period]
        command += [alias, "--update-aliases"] if alias else []
        env = {**self.env, "PLAN": period, "PLAN_PROGRESS": str(progress)}
        with (self.folder / ".git" / "log").open("w+", encoding="utf-8") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, env=env, stdout=log, stderr=subprocess.STDOUT
            )
            while True:
                try:
                    process.wait(0.2)
                    break
                except subprocess.TimeoutExpired:
                    told = progress.read_text("ascii").split() if progress.exists() else []
                    if len(told) == 2:
                        watch(int(told[0]), int(told[1]))
            log.seek(0)
            if process.returncode != 0:
                raise BuildError(self._told(log.read()))

    def export(self, target: Path) -> None:
        """Unpack everything that mike has committed into a folder."""
        command = ["git", "archive", BRANCH]
        packed = subprocess.run(
            command, cwd=self.folder, env=self.env, check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(target, filter="data")

    def _told(self, log: str) -> str:
        """What went wrong, without the chatter, with paths of the tree."""
        lines = log.replace(f"{self.folder}/", "").splitlines()
        chatter = ("INFO", "DEBUG", "error: Command", "WARNING -  [macros] - ERROR_")
        kept = [line for line in lines if line.strip() and not line.startswith(chatter)]
        return "\n".join(line.replace("[macros] - ERROR ", "") for line in kept)


def _run(command: list[str], folder: Path, env: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, check=True, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise BuildError(f"Fant ikke programmet «{command[0]}». Installer det.") from None
    except subprocess.CalledProcessError as error:
        raise BuildError(f"{' '.join(command[:2])}: {error.stderr.strip()}") from None
    return done.stdout
