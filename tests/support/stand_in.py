"""A stand-in for mike, and `plan` struck by a signal at a moment one names."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

_MIKE = """\
#!/bin/sh
# Commits what mike built once, after as long as it is at work: a moment, or while there is `hold`.
set -e
trap 'kill $! 2>&-; exit 130' INT
export GIT_DIR="$PWD/.git" GIT_INDEX_FILE="$PWD/.git/stand-in"
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
echo '1 2' >.git/progress
mkdir -p .build && echo x >.build/index.html
moment=0
while [ "$moment" -lt 10 ] || [ -e '{here}/hold' ]; do
  sleep 0.05 & wait $!
  moment=$((moment + 1))
done
cd '{here}/built'
git --work-tree=. add --all --force .
git update-ref refs/heads/site "$(git commit-tree -m "$*" "$(git write-tree)")"
"""

RUN = """
import os, sys
if tools := os.environ.pop("STAND_IN", ""):
    sys.executable = os.path.join(tools, "python")
from macros.cli.main import main
sys.exit(main())
"""
"""Runs `plan`. It looks for mike beside Python: STAND_IN says where another one stands."""

STRIKE = """
import importlib, os, signal, sys
if tools := os.environ.pop("STAND_IN", ""):
    sys.executable = os.path.join(tools, "python")
moment, number, *words = sys.argv[1:]
place, nth, when = moment.split()
module, _, name = place.partition(":")
owner = importlib.import_module(module)
*within, name = name.split(".")
for part in within:
    owner = getattr(owner, part)
real, calls = getattr(owner, name), 0

class Swallows:
    def __del__(self):
        os.kill(os.getpid(), int(number))

def strike():
    if when == "cleared":
        Swallows()
    elif int(number) == signal.SIGKILL and when != "alone":
        os.killpg(0, signal.SIGKILL)
    else:
        os.kill(os.getpid(), int(number))

def counted(*args, **options):
    global calls
    calls += 1
    mine = calls
    if mine == int(nth) and when != "after":
        strike()
    result = real(*args, **options)
    if mine == int(nth) and when == "after":
        strike()
    return result

setattr(owner, name, counted)
from macros.cli.main import main
sys.exit(main(words))
"""
"""Runs `plan`, and sends it a signal at the nth call of some function: before or after it, or
while Python clears away an object, where whatever is raised goes no further. SIGKILL is for all it
has started as well, or for it alone."""


def stand_in(folder: Path, site: Path, period: str) -> dict[str, str]:
    """A mike that builds nothing: it commits the period of a site that was built once.

    Args:
        folder: An empty folder for it. While there is a file `hold` in it, mike is at work.
        site: A published site of one period.
        period: That period.

    Returns:
        The environment in which `RUN` and `STRIKE` find it.
    """
    for name in (period, "gjeldende"):
        shutil.copytree(site / name, folder / "built" / name)
    shutil.copy2(site / "versions.json", folder / "built")
    (folder / "mike").write_text(_MIKE.format(here=folder), "utf-8")
    (folder / "mike").chmod(0o755)
    return {"STAND_IN": str(folder)}


def struck(moment: str, number: int, *words: str) -> list[str]:
    """The command that runs `plan` and gets a signal at a moment."""
    return [sys.executable, "-c", STRIKE, moment, str(number), *words]


def running(*words: str) -> list[str]:
    """The command that runs `plan`, with a stand-in or without."""
    return [sys.executable, "-c", RUN, *words]
