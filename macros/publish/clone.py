"""The throw-away clone: a copy of the tree as it stands, in a repository that mike can commit to.

It is made from the files, not from the history, so that it also holds what is not committed, and
works from an unpacked archive, in a shallow clone, and without a git name.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.engine.trouble import BuildError, of_copying, of_log, refused
from macros.git.source import leading_out, parts, source_of
from macros.problems import ProblemError
from macros.publish import stopping
from macros.reading.tree import LEFT_OUT

BRANCH = "site"
_DIED = re.compile(r"died with <Signals\.\w+: (\d+)>")
_NAME = ("utviklingsplan", "utviklingsplan@localhost")


class Clone:
    """A repository in a folder of its own."""

    def __init__(self, root: Path, folder: Path, site_url: str) -> None:
        """Copy the tree and commit it.

        Args:
            root: The tree.
            folder: An empty folder that goes away afterwards.
            site_url: Address of the site, ending with a slash.

        Raises:
            OSError: Where something cannot be read, or the disk is full.
            ProblemError: Where git will not read the repository of the tree, or a link leads out.
        """
        self.root, self.folder = root, folder
        self._copy()
        self.source = source_of(root, folder)
        self.env = self._environment(site_url)
        self.git("init", "--quiet", "--initial-branch=tree")
        # Nothing works on in the background when git has ended.
        self.git("config", "gc.auto", "0")
        # What users say of line ends in files of theirs holds for their trees, not for ours.
        self.git("config", "core.attributesFile", os.devnull)
        self.git("config", "user.name", _NAME[0])
        self.git("config", "user.email", _NAME[1])
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-gpg-sign", "--message=tree")

    def _environment(self, site_url: str) -> dict[str, str]:
        """What the tools are told: nothing of the place, and the date of the source."""
        date = f"{self.source.epoch} +0000"
        here = Path(sys.executable).parent
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            # What the tools say is read here, and what they write shall not depend on the place.
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "",
            "TZ": "UTC",
            "SITE_URL": site_url,
            "SOURCE_DATE_EPOCH": str(self.source.epoch),
            "PLAN_EDITION": self.source.edition,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def hand_over(self, history: bytes) -> None:
        """Give the builds the history of the tree, which the clone does not have."""
        path = self.folder / ".git" / "history.json"
        path.write_bytes(history)
        self.env["PLAN_HISTORY"] = str(path)

    def _copy(self) -> None:
        if problems := leading_out(self.root):
            raise ProblemError(problems)
        left_out = shutil.ignore_patterns(*LEFT_OUT)
        for part in parts(self.root):
            here, there = self.root / part, self.folder / part
            if not here.is_dir():
                shutil.copy2(here, there)
                continue
            try:
                shutil.copytree(here, there, symlinks=True, ignore=left_out)
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
        tool = f"git {args[0]}"
        self._judge(tool, done.returncode, said, said and f"{tool}: {said}")
        return done.stdout

    def _judge(self, tool: str, code: int, said: str, told: str) -> None:
        """Raise where a tool ended badly.

        Args:
            tool: Its name.
            code: How it ended: its exit code, or less than 0 for a signal.
            said: All it said, in which the disk's refusal is looked for.
            told: What of it there is to tell.
        """
        if code == 0:
            return
        if number := refused(code, said, self.folder):
            raise OSError(number, os.strerror(number), str(self.root))
        raise BuildError(told or _ended(tool, code, said))

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
            self._judge("mike", process.returncode, said, self._told(said))

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


def _ended(program: str, code: int, said: str) -> str:
    """How a tool ended that said nothing of why: by a signal, to itself or to what it ran."""
    inner = _DIED.search(said)
    number = int(inner[1]) if inner else -code
    if number <= 0:
        return f"{program} stoppet med kode {code}, uten å si hvorfor. Prøv igjen."
    name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
    full = " Kanskje var det ikke nok minne." if number == signal.SIGKILL else ""
    return f"{program} ble avbrutt av systemet (signal {name}).{full} Prøv igjen."


def _without(program: str) -> BuildError:
    return BuildError(f"Fant ikke programmet «{program}». Installer det.")
