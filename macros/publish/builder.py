"""Where a site is built: a copy of the tree as it stands, in a throw-away repository.

It is made from the files, not from the history, so that it also holds what is not committed, and
works from an unpacked archive, in a shallow clone, and without a git name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mike.commands import AliasType, deploy
from mike.git_utils import GitError
from mike.mkdocs_utils import docs_version_var

from macros.engine.embeds import FOLDER as EMBEDS
from macros.engine.errors import BuildError, disk_error
from macros.engine.period import build as build_period
from macros.engine.period import configured
from macros.engine.state import Given
from macros.git.source import PARTS, source_files, source_of
from macros.git.surroundings import surroundings
from macros.model import routes

_BRANCH = "site"
_CODE, _HOOKS = "macros", "macros/engine/hooks.py"
"""What Python has read already, and is not copied; but for what MkDocs loads by its path."""
_SETTINGS = {
    # Nothing works on in the background when git has ended.
    "gc.auto": "0",
    # What users say of line ends in files of theirs holds for their trees, not for ours.
    "core.attributesFile": os.devnull,
    # The repository goes away with the folder: what is packed tightly, is packed for nobody.
    "core.compression": "0",
    "pack.depth": "0",
    "core.fsync": "none",
}


class Builder:
    """A repository in a folder of its own, and what builds in it."""

    def __init__(self, root: Path, folder: Path, site_url: str) -> None:
        """Copy the tree into an empty folder that goes away afterwards.

        Raises:
            OSError: Where something cannot be read, or the disk is full.
            ProblemError: Where git will not read the repository of the tree, or a link leads out.
        """
        self.root, self.folder = root, folder
        code = f"{_CODE}/"
        files = source_files(root)
        copied = [name for name in files if not name.startswith(code) or name == _HOOKS]
        for below in {(folder / name).parent for name in copied}:
            below.mkdir(parents=True, exist_ok=True)
        for name in copied:
            shutil.copyfile(root / name, folder / name, follow_symlinks=name in PARTS)
        self.source = source_of(root, dict.fromkeys(files, root) | dict.fromkeys(copied, folder))
        self._env = self._environment(site_url)
        self._git("init", "--quiet", "--template=")

    def _environment(self, site_url: str) -> dict[str, str]:
        """What the tools are told: nothing of the place, and the date of the source."""
        ours = {
            # No page tells it, and git takes no date near 1970 or after 2099.
            "GIT_COMMITTER_DATE": "1000000000 +0000",
            "GIT_COMMITTER_NAME": "utviklingsplan",
            "GIT_COMMITTER_EMAIL": "utviklingsplan@localhost",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **git_settings(_SETTINGS),
            # What the tools say is read here, and what they write shall not depend on the place.
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "",
            "SITE_URL": site_url,
            "SOURCE_DATE_EPOCH": str(self.source.epoch),
            "NO_MKDOCS_2_WARNING": "1",
        }
        return surroundings(ours)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Let what builds here see the surroundings of the copy, and git its repository."""
        before = dict(os.environ)
        os.environ.clear()
        os.environ.update(self._env, GIT_DIR=str(self.folder / ".git"))
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    def build(
        self, site: Path, period: str, read: Given, *, title: str, alias: str | None = None
    ) -> None:
        """Build one period into the folder of the new site, and let mike commit it.

        Args:
            site: The folder.
            period: The plan.
            read: The tree, as it has been read.
            title: What `versions.json` calls it.
            alias: A second name for it, as redirects.

        Raises:
            BuildError: With what MkDocs or mike said.
            OSError: Where they stopped because of the disk.
        """
        try:
            with self.building():
                os.environ[docs_version_var] = period
                os.environ[EMBEDS] = str(site / routes.EMBEDDED)
                config = configured(self.folder, site / period)
                mike = config.plugins["mike"].config
                with deploy(
                    config,
                    period,
                    title,
                    [alias] if alias else [],
                    alias_type=AliasType[mike["alias_type"]],
                    template=self.folder / mike["redirect_template"],
                    branch=_BRANCH,
                    message=period,
                ):
                    build_period(self.folder, config, read)
        except (BuildError, GitError) as error:
            raise self._error("mike", 0, str(error), str(error)) from None

    def export(self, target: Path) -> None:
        """Add what mike has committed besides the periods: the alias, and the list of versions."""
        built = [f":(exclude){path.name}" for path in target.iterdir()]
        self._git("--work-tree", str(target), "checkout", "--force", _BRANCH, "--", ".", *built)

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


def git_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """Settings of git as variables of its surroundings."""
    named = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        named |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return named
