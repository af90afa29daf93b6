"""Where mike builds: a copy of the tree as it stands, in a throw-away repository.

It is made from the files, not from the history, so that it also holds what is not committed, and
works from an unpacked archive, in a shallow clone, and without a git name.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from macros.engine.embeds import FOLDER as EMBEDS
from macros.engine.errors import BuildError, disk_error
from macros.git.source import PARTS, source_files, source_of
from macros.git.surroundings import surroundings
from macros.model import routes
from macros.publish.interrupts import stop_if_interrupted

_CODE = Path(__file__).parents[2]
_BRANCH = "site"
_CHATTER = ("INFO", "DEBUG", "error: Command", "WARNING -  [macros] - ERROR_")


class Builder:
    """A repository in a folder of its own, and what builds in it."""

    def __init__(self, root: Path, folder: Path, site_url: str) -> None:
        """Copy the tree into an empty folder that goes away afterwards.

        Raises:
            OSError: Where something cannot be read, or the disk is full.
            ProblemError: Where git will not read the repository of the tree, or a link leads out.
        """
        self.root, self.folder = root, folder
        files = source_files(root)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name, follow_symlinks=name in PARTS)
        self.source = source_of(root, folder, files)
        self._embeds = folder / ".git" / "embeds"  # what others may frame, of every period
        self._env = self._environment(site_url)
        self._git("init", "--quiet")

    def _environment(self, site_url: str) -> dict[str, str]:
        """What the tools are told: nothing of the place, and the date of the source."""
        here = Path(sys.executable).parent
        ours = {
            "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
            # No page tells it, and git takes no date near 1970 or after 2099.
            "GIT_COMMITTER_DATE": "1000000000 +0000",
            "GIT_COMMITTER_NAME": "utviklingsplan",
            "GIT_COMMITTER_EMAIL": "utviklingsplan@localhost",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "2",
            # Nothing works on in the background when git has ended.
            "GIT_CONFIG_KEY_0": "gc.auto",
            "GIT_CONFIG_VALUE_0": "0",
            # What users say of line ends in files of theirs holds for their trees, not for ours.
            "GIT_CONFIG_KEY_1": "core.attributesFile",
            "GIT_CONFIG_VALUE_1": os.devnull,
            # What the tools say is read here, and what they write shall not depend on the place.
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "",
            "TZ": "UTC",
            "SITE_URL": site_url,
            "SOURCE_DATE_EPOCH": str(self.source.epoch),
            "PLAN_EDITION": self.source.edition,
            EMBEDS: str(self._embeds),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            # Builds run the code that started them, and no other that may be installed.
            "PYTHONPATH": str(_CODE),
        }
        return surroundings(ours)

    def use_history(self, history: bytes) -> None:
        """Give the builds the history of the tree, which the copy does not have."""
        path = self.folder / ".git" / "history.json"
        path.write_bytes(history)
        self._env["PLAN_HISTORY"] = str(path)

    def build(
        self, period: str, title: str, alias: str | None, on_progress: Callable[[int, int], None]
    ) -> None:
        """Let mike build one period and commit it.

        Args:
            period: The plan.
            title: What `versions.json` calls it.
            alias: A second name for it, as redirects.
            on_progress: Called with how many pages are done, of how many.

        Raises:
            BuildError: With what MkDocs and mike said.
            OSError: Where they stopped because of the disk.
        """
        progress = self.folder / ".git" / "progress"
        command = ["mike", "deploy", "--branch", _BRANCH, "--ignore-remote-status"]
        command += ["--message", period, "--title", title, period]
        command += [alias, "--update-aliases"] if alias else []
        env = {**self._env, "PLAN": period, "PLAN_PROGRESS": str(progress)}
        before = self._last_commit()
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
                wait_for(process, progress, on_progress)
            except BaseException:
                process.send_signal(signal.SIGINT)  # which mike passes on to MkDocs
                process.wait()
                raise
            log.seek(0)
            output = log.read()
        if process.returncode != 0:
            lines = output.replace(f"{self.folder}/", "").splitlines()
            kept = [line for line in lines if line.strip() and not line.startswith(_CHATTER)]
            complaint = "\n".join(line.replace("[macros] - ERROR ", "") for line in kept)
            raise self._error("mike", process.returncode, output, complaint)
        if self._last_commit() == before:
            raise BuildError(f"mike har ikke lagret {period}. Prøv igjen.")

    def _last_commit(self) -> bytes:
        """What mike committed last; empty before the first period."""
        return self._git("for-each-ref", "--format=%(objectname)", f"refs/heads/{_BRANCH}")

    def export(self, target: Path) -> None:
        """Write everything that mike has committed into a folder, and what others may frame."""
        self._git("--work-tree", str(target), "checkout", "--force", _BRANCH, "--", ".")
        if self._embeds.exists():
            shutil.copytree(self._embeds, target / routes.EMBEDDED)

    def _git(self, *words: str) -> bytes:
        """What a git command prints.

        Raises:
            BuildError: With what git said.
            OSError: Where git stopped because of the disk.
        """
        try:
            done = subprocess.run(
                ["git", *words], cwd=self.folder, env=self._env, capture_output=True, check=True
            )
        except FileNotFoundError:
            raise BuildError("Fant ikke programmet «git». Installer det.") from None
        except subprocess.CalledProcessError as error:
            output = error.stderr.decode(errors="replace").strip()
            raise self._error(
                "git", error.returncode, output, output and f"git: {output}"
            ) from None
        return done.stdout

    def _error(self, tool: str, code: int, output: str, complaint: str) -> Exception:
        """Why a tool ended badly: the disk's refusal, its own complaint, or nothing it has said."""
        if number := disk_error(code, output, self.folder):
            return OSError(number, os.strerror(number), str(self.root))
        silent = f"{tool} stoppet uten å si hvorfor (kode {code}). Kanskje var det ikke nok minne."
        return BuildError(complaint or f"{silent} Prøv igjen.")


def wait_for(
    process: subprocess.Popen[bytes], progress: Path, on_progress: Callable[[int, int], None]
) -> None:
    """Wait for mike, and tell how far MkDocs has come."""
    while True:
        try:
            process.wait(0.2)
            return
        except subprocess.TimeoutExpired:
            stop_if_interrupted()
            counts = progress.read_text("ascii").split() if progress.exists() else []
            if len(counts) == 2:
                on_progress(int(counts[0]), int(counts[1]))
