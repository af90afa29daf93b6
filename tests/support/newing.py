"""`plan new` in a tree of its own: what is enough to make each kind of record, and what is told."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from building import DEADLINE, PLAN, contents, environment, plan

AREA = "data/2005-2008/areas/akutt-og-beredskap.yml"
MEASURE = ("measure", "--area", "akutt-og-beredskap", "--source", "brev#tiltak")
ENOUGH: dict[str, tuple[str, ...]] = {
    "measure": (*MEASURE, "--title", "Nytt tiltak"),
    "area": ("area", "--title", "Nytt område", "--kind", "theme", "--source", "brev#tiltak"),
    "actor": ("actor", "--name", "Ny aktør", "--kind", "board", "--source", "brev#tiltak"),
    "milestone": (
        *("milestone", "--title", "Nytt trinn", "--kind", "start", "--date", "2005-21"),
        *("--source", "brev#tiltak"),
    ),
    "report": (
        *("report", "--title", "Ny melding", "--date", "2004-10", "--concerns", "bat"),
        *("--source", "brev#tiltak"),
    ),
    "source": (
        *("source", "--title", "Ny kilde", "--short", "Kilden", "--kind", "memo"),
        *("--origin", "official"),
        *("--section", "Første del"),
    ),
}
"""For each kind of record, the least that makes one."""
IN = {
    "measure": (AREA, "nytt-tiltak"),
    "area": ("data/2005-2008/areas/nytt-omrade.yml", "nytt-omrade"),
    "actor": ("data/actors.yml", "ny-aktor"),
    "milestone": ("data/2005-2008/milestones.yml", "nytt-trinn"),
    "report": ("data/2005-2008/reports.yml", "ny-melding"),
    "source": ("data/sources.yml", "ny-kilde"),
}
"""For each kind of record, the file it comes to stand in and its id."""


def refused(root: Path, *words: str, code: int) -> str:
    """What is said where nothing may change."""
    before = contents(root)
    done = plan("new", *words, root=root)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.endswith("Ingenting er endret.\n")
    assert "Traceback" not in done.stderr
    assert contents(root) == before
    return done.stderr


def typed(root: Path, answers: str, *words: str) -> tuple[int, str]:
    """Run `plan new` in a terminal where somebody types."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PLAN, "new", *words, "--root", str(root)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
        text=True,
    ) as child:
        os.close(theirs)
        os.write(ours, answers.encode())
        message, _ = child.communicate(timeout=DEADLINE)
    os.close(ours)
    return child.returncode, message
