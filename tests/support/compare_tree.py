"""A repository with the tree of small/ in it, for the tests of `plan compare`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from building import environment
from helpers import small_copy

from macros.cli.main import main

AREA = "data/2005-2008/areas/akutt-og-beredskap.yml"
INDEX = "docs/2005-2008/index.md"
MOVED = ("deadline: 2006-11-01", "deadline: 2007-03")
LINE = "Tiltak «Leie helikopter»: fristen er flyttet fra 1. november 2006 til mars 2007."


class Tree:
    """A repository with a tree in it."""

    def __init__(self, root: Path, folder: str = "") -> None:
        self.root, self.tree = root, root / folder
        self.tree.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Prøve")
        self.git("config", "user.email", "test@example.org")
        self.git("config", "core.autocrlf", "false")
        small_copy(self.tree)
        self.commit()

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=environment(), capture_output=True, check=True
        )
        return done.stdout.decode()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-gpg-sign", "--message=x")
        return self.git("rev-parse", "HEAD").strip()

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.tree / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def compare(self, *words: str) -> int:
        return main(["compare", *words, "--root", str(self.tree)])
