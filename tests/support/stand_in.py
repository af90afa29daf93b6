"""A stand-in for MkDocs, and `plan` struck by a signal at a moment one names."""

from __future__ import annotations

import sys
from pathlib import Path

_STAND_IN = """
import importlib, os, pathlib, shutil, signal, sys, time
def stand_in(folder, config, read):
    for moment in range(10):
        read.advance(moment, 10)
        time.sleep(0.05)
    while pathlib.Path(os.path.dirname(built), "hold").exists():
        read.advance(10, 10)
        time.sleep(0.05)
    shutil.copytree(built, config.site_dir)
    period = os.path.realpath(built)
    framed = os.path.join(os.path.dirname(period), "innbygging", os.path.basename(period))
    shutil.copytree(framed, os.path.join(os.environ["PLAN_EMBEDS"], os.path.basename(period)))
if built := os.environ.pop("STAND_IN", ""):
    import macros.publish.builder
    macros.publish.builder.build_period = stand_in
"""
"""Puts a period that was built once where MkDocs would, after as long as it is at work: a moment,
or while there is `hold`."""

RUN = f"""{_STAND_IN}
from macros.cli.main import main
sys.exit(main())
"""
"""Runs `plan`; STAND_IN says where there is a period that was built."""

STRIKE = f"""{_STAND_IN}
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
    """A MkDocs that builds nothing: it takes the period of a site that was built once.

    Args:
        folder: Where it shall be. While there is a file `hold` in it, MkDocs is at work.
        site: A published site of one period.
        period: That period.

    Returns:
        The environment in which `RUN` and `STRIKE` find it.
    """
    folder.mkdir()
    (folder / "built").symlink_to(site / period)
    return {"STAND_IN": str(folder / "built")}


def struck(moment: str, number: int, *words: str) -> list[str]:
    """The command that runs `plan` and gets a signal at a moment."""
    return [sys.executable, "-c", STRIKE, moment, str(number), *words]


def running(*words: str) -> list[str]:
    """The command that runs `plan`, with a stand-in or without."""
    return [sys.executable, "-c", RUN, *words]
