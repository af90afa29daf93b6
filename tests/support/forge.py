"""The workflows without the forge: a bare remote, a fresh clone for each job, its steps in order.

What GitHub gives a job is given here by hand: the checked-out revision, the files a step writes
its summary to, the values of expressions, and an answer to the one question that is asked of it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from building import ROOT, content_copy, environment, run

WORKFLOWS = ROOT / ".github" / "workflows"
MERGE = "refs/pull/1/merge"
PREVIEW = "https://preview.example/1"
SITE_URL = "https://plan.example/plan"
FORGE_URL = "https://forge.example/helse/plan"
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
_GIT = ("git", "-c", "user.name=Kari", "-c", "user.email=kari@fjord.example")


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody who has a name."""
    done = run([*_GIT, *words], cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def workflow(name: str) -> dict[str, Any]:
    """A workflow file. `on` is read as text, not as the truth."""
    found: dict[str, Any] = yaml.load((WORKFLOWS / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def committed(folder: Path) -> None:
    """The repository's files as they stand here, committed or not, but not what git ignores.

    The plans are those of the miniature site, so that an editor who corrects a real one does not
    have to correct a test.
    """
    listed = run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file() and not name.startswith((".venv", "data/", "docs/")):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    content_copy(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Alt")


class Forge:
    """A bare remote with `main` and a pull request that makes one change."""

    def __init__(self, folder: Path, path: str, old: str, new: str) -> None:
        """Make both.

        Args:
            folder: An empty folder.
            path: A file of the repository.
            old: What stands in it once.
            new: What the pull request writes instead.
        """
        self.folder, self.remote = folder, folder / "remote.git"
        work = folder / "work"
        work.mkdir()
        committed(work)
        self.base = git(work, "rev-parse", "HEAD")
        git(work, "checkout", "--quiet", "-b", "forslag")
        text = (work / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (work / path).write_text(text.replace(old, new), "utf-8")
        git(work, "commit", "--quiet", "--all", "--message=Endret")
        git(work, "checkout", "--quiet", "main")
        git(work, "merge", "--quiet", "--no-ff", "--message=Slått sammen", "forslag")
        self.head = git(work, "rev-parse", "HEAD")
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        git(work, "push", "--quiet", str(self.remote), f"{self.base}:refs/heads/main")
        git(work, "push", "--quiet", str(self.remote), f"{self.head}:{MERGE}")

    def checkout(self, name: str, depth: str = "1") -> Path:
        """A fresh clone of the pull request, as the checkout action makes one; 0 is no depth."""
        clone = self.folder / name
        clone.mkdir()
        git(clone, "init", "--quiet")
        git(clone, "remote", "add", "origin", f"file://{self.remote}")
        cut = () if depth == "0" else (f"--depth={depth}",)
        branches = ("+refs/heads/*:refs/remotes/origin/*",) if depth == "0" else ()
        git(clone, "fetch", "--quiet", *cut, "origin", *branches, f"+{MERGE}:refs/pull/1")
        git(clone, "checkout", "--quiet", "--detach", "refs/pull/1")
        _lend_venv(clone)
        return clone


def _lend_venv(clone: Path) -> None:
    """The packages that are installed here, with the stamps that tools/setup.sh would leave.

    So nothing is installed again; a test sees to it that the stamps are still the right ones.
    """
    venv = clone / ".venv"
    venv.mkdir()
    for part in (ROOT / ".venv").iterdir():
        if not part.name.startswith("stamp-"):
            (venv / part.name).symlink_to(part)
    named = {name: f"requirements/{name}.txt" for name in ("site", "tools", "test")}
    for name, path in (named | {"plan": "pyproject.toml"}).items():
        stamp = f"{{ pwd -P && cat {path}; }} | git hash-object --stdin >.venv/stamp-{name}"
        assert run(["bash", "-c", stamp], cwd=clone).returncode == 0


@dataclass
class Job:
    """One job, run in a clone of its own.

    Attributes:
        forge: Where it is checked out from.
        workflow: File name of the workflow.
        name: Its key there.
        left_out: Commands that are not run here.
        api: Address of what answers for the forge.
        ran: What was run, with what it said.
        clone: The clone it was run in.
    """

    forge: Forge
    workflow: str
    name: str
    left_out: set[str] = field(default_factory=set)
    api: str = ""
    ran: list[subprocess.CompletedProcess[str]] = field(default_factory=list)
    clone: Path = Path()

    @property
    def summary(self) -> str:
        """What the job shows on its page."""
        path = self.clone.parent / f"{self.clone.name}.summary"
        return path.read_text("utf-8") if path.exists() else ""

    def run(self) -> Job:
        """Every step in order; stops at the first that fails, as the forge does."""
        for step in workflow(self.workflow)["jobs"][self.name]["steps"]:
            if "run" in step:
                if step["run"] not in self.left_out:
                    done = self.step(step["run"], step.get("env", {}))
                    assert done.returncode == 0, f"{step['run']}\n{done.stdout}{done.stderr}"
            else:
                self._use(step["uses"].partition("@")[0], step.get("with", {}))
        return self

    def step(self, command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run one command as the forge would, in the job's clone."""
        given = {name: self._value(text) for name, text in env.items()}
        beside = self.clone.parent / self.clone.name
        around = {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.api,
            "GITHUB_REPOSITORY": "helse/plan",
            "GITHUB_STEP_SUMMARY": f"{beside}.summary",
            "GITHUB_OUTPUT": f"{beside}.output",
            "PYTHONPATH": str(self.clone),
            "MAKEFLAGS": "",
        }
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        self.ran.append(run(words, cwd=self.clone, env=environment(around | given)))
        return self.ran[-1]

    def _use(self, action: str, given: dict[str, str]) -> None:
        """What an action does, as far as the steps after it can tell."""
        if action == "actions/checkout":
            depth = given.get("fetch-depth", "1")
            self.clone = self.forge.checkout(f"{self.workflow}-{self.name}", depth)
        elif action in ("actions/upload-artifact", "actions/upload-pages-artifact"):
            left_out = self.left_out and not (self.clone / given["path"]).exists()
            assert left_out or any((self.clone / given["path"]).iterdir()), given["path"]
        else:
            assert action in (
                "actions/setup-python",  # the Python that runs this
                "actions/configure-pages",  # only tells an address; see _value
                "actions/deploy-pages",  # the forge's own business
            )

    def _value(self, text: str) -> str:
        known = {
            "github.event.pull_request.base.sha": self.forge.base,
            "github.event.pull_request.base.ref": "main",
            "github.server_url": FORGE_URL.rsplit("/", 2)[0],
            "github.repository": FORGE_URL.split("/", 3)[3],
            "github.token": "nøkkel".encode("ascii", "ignore").decode(),
            "steps.pages.outputs.base_url": SITE_URL,
            "vars.PREVIEW_URL": PREVIEW,
        }
        return _EXPRESSION.sub(lambda hit: known[hit[1]], text)


@contextmanager
def answering(runs: list[dict[str, str]], asked: list[str]) -> Iterator[str]:
    """What answers for the forge's list of finished runs; `asked` gets what was asked for."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            data = json.dumps({"workflow_runs": runs}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
