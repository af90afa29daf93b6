"""The speed of the house beside its peers, measured in one run: `make bench`.

Whole processes that build the same pages take turns. CPU time (user and system, children included)
is measured; wall time says more about the machine's other work. `make bench SIZE=M` measures one
size, `SIZE=SML` the largest too; what is measured of several goes to bench/results.json,
bench/plot.svg and the README.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from math import log
from pathlib import Path
from statistics import median
from typing import Any

import floor
import preview
import ratios
import report
import trees

HERE = Path(__file__).parent
SIZES = {"S": 0, "M": 1000, "L": 5000}
"""Size -> how many measures; S is the real plan."""
USUAL = "SM"
BUDGETS = {"S": 1.0, "M": 0.5, "L": 0.3}
AFTERWARDS = {"again": 0.25, "edit": 0.3}
"""What is done once a measure has changed → what it may cost of a publication."""
ROUNDS = dict(zip(SIZES, map(int, os.environ.get("ROUNDS", "5 3 2").split()), strict=True))
"""Size -> how many turns."""
BIN = Path(sys.executable).parent


@dataclass(slots=True)
class Measured:
    """What one program took to build all pages of one size, turn by turn.

    Attributes:
        cpu: Seconds of CPU, user and system.
        wall: Seconds that went by.
        megabytes: The most memory that one of its processes has held.
        failed: What it said where it could not; "" where it could.
    """

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    megabytes: int = 0
    failed: str = ""


Commands = list[tuple[list[str], Path, str]]
"""What is run, in which folder, and the folder in it where its pages come."""


def _put_aside(site: Path) -> None:
    """Clear the way for a build, and remove nothing: that is left to the end.

    Making 1,000 folders with a file each took 0.2 s of system time on ext4, and 0.6 to 0.8 s right
    after as many had been removed. It would be counted for whoever comes next.
    """
    if site.exists():
        site.rename(Path(tempfile.mkdtemp(dir=site.parents[1]), site.name))


def _run(commands: Commands, into: Measured) -> None:
    """One turn: the commands one after another, each in its folder."""
    cpu = wall = 0.0
    for command, folder, out in commands:
        _put_aside(folder / out)
        with tempfile.TemporaryFile() as told:
            begun = time.monotonic()
            env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            child = subprocess.Popen(command, cwd=folder, env=env, stdout=told, stderr=told)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            wall += time.monotonic() - begun
            cpu += used.ru_utime + used.ru_stime
            into.megabytes = max(into.megabytes, used.ru_maxrss // 1024)
            if child.returncode:
                told.seek(0)
                lines = told.read().decode(errors="replace").split("\n")
                into.failed = next((line for line in reversed(lines) if line.strip()), "silent")
                return
        made = len([*(folder / out).rglob("index.html")])
        wanted = len([*(folder / "docs").rglob("*.md")])
        if made < wanted:
            into.failed = f"made {made} of {wanted} pages"
            return
    into.cpu.append(round(cpu, 2))
    into.wall.append(round(wall, 2))


def _peers(projects: list[Path]) -> dict[str, Commands | str]:
    """What builds the projects of the floor: commands, or why there are none."""
    found: dict[str, Commands | str] = {
        "floor": [([str(BIN / "mkdocs"), "-q", "build"], at, "site") for at in projects]
    }
    for name, words, out in (
        ("zensical", ["build", "--clean"], "site"),
        ("hugo", ["--quiet"], "public"),
        ("vitepress", ["build"], "vitepress-site"),
    ):
        program = shutil.which(name)
        if program and name == "vitepress":  # which looks for its parts beside what it builds
            modules = next(p for p in Path(program).resolve().parents if p.name == "node_modules")
            for at in projects:
                (at / modules.name).symlink_to(modules)
        absent = "not installed; it is measured where it is on the PATH"
        found[name] = [([program, *words], at, out) for at in projects] if program else absent
    return found


def _size(size: str, folder: Path) -> dict[str, Measured]:
    """Every program at one size, in turns; the first build of ours makes the pages of the floor."""
    tree = trees.whole(folder / "tree", SIZES[size])
    words = ["publish", "--without-document", "--root", str(tree)]
    publish = ([str(BIN / "plan"), *words], tree, "_site")
    warm = Measured()
    _run([publish], warm)
    if warm.failed:
        raise SystemExit(warm.failed)
    programs: dict[str, Commands | str] = {"plan": [publish]}
    programs |= _peers(floor.make(tree / "_site", folder / "floor"))
    measured = {name: Measured() for name in programs}
    for turn in range(ROUNDS[size]):
        for name, commands in programs.items():
            if isinstance(commands, str):
                measured[name].failed = commands
            elif not measured[name].failed:
                print(f"{size} {turn + 1}/{ROUNDS[size]} {name} ...", file=sys.stderr, flush=True)
                _run(commands, measured[name])
    if SIZES[size]:
        measured |= {name: Measured() for name in AFTERWARDS}
        for _ in range(ROUNDS[size]):
            trees.change(tree)
            _run([publish], measured["again"])
        measured["edit"].cpu = preview.shown(BIN / "plan", tree, ROUNDS[size])
    return measured


PHASES = """
import json, resource, sys
from contextlib import contextmanager
from pathlib import Path
from macros.publish import publish as module
def used():
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)
spent = {"Starter Python": used()}
class Steps(module.Steps):
    @contextmanager
    def step(self, title):
        begun = used()
        yield lambda _done, _total: None
        spent[title] = used() - begun
    def note(self, text): pass
module.Steps = Steps
module.publish(Path(sys.argv[1]), document=False)
spent["Bytter og rydder"] = used() - sum(spent.values())
print(json.dumps({title: round(seconds, 2) for title, seconds in spent.items()}))
"""
"""Publishes a tree, and tells the CPU seconds of each step."""


def _phases(tree: Path) -> Any:
    return json.loads(subprocess.check_output([sys.executable, "-c", PHASES, str(tree)]))


def _exponents(sizes: dict[str, Any]) -> dict[str, float]:
    """How CPU grows from M to L: 1 is in step with the number of measures."""
    both = {name: [sizes[size][name]["cpu"] for size in "ML"] for name in sizes["L"]}
    return {
        name: round(log(median(large) / median(small)) / log(SIZES["L"] / SIZES["M"]), 2)
        for name, (small, large) in both.items()
        if small and large
    }


def main() -> int:
    """Measure, print the table, and write it where all sizes are in it.

    Returns:
        0 where everything is within its budget, else 1.
    """
    chosen = os.environ.get("SIZE") or USUAL
    if not set(chosen) <= set(SIZES):
        print(f"SIZE is one of {', '.join(SIZES)}", file=sys.stderr)
        return 2
    found: dict[str, Any] = {"ratios": {}, "python": platform.python_version()}
    found |= {"budgets": BUDGETS, "after one change": {}, "sizes": {}, "phases": {}}
    found["exponents"] = {}
    most = max(SIZES[s] for s in chosen) if len(chosen) == 1 else max(SIZES.values())
    found["commands"] = [asdict(one) for one in ratios.measure(most)]
    for size in chosen:
        with tempfile.TemporaryDirectory(prefix="plan-bench-") as folder:
            measured = _size(size, Path(folder))
            found["phases"][size] = _phases(Path(folder) / "tree")
        found["sizes"][size] = {name: asdict(one) for name, one in measured.items()}
        ours, floors = (median(measured[name].cpu) for name in ("plan", "floor"))
        found["ratios"][size] = round(ours / floors, 2)
        found["after one change"][size] = {
            name: round(median(measured[name].cpu) / ours, 2)
            for name in AFTERWARDS
            if name in measured
        }
        if size == "L" and "M" in found["sizes"]:
            found["exponents"] = _exponents(found["sizes"])
        if len(chosen) > 1:  # size by size: what was measured stays, whatever stops it
            text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
            (HERE / "results.json").write_text(text, "utf-8")
            report.write(found)
    print(report.table(found))
    over = [size for size, ratio in found["ratios"].items() if ratio > BUDGETS[size]]
    changed = (pair for size in found["after one change"].values() for pair in size.items())
    over += [name for name, ratio in changed if ratio > AFTERWARDS[name]]
    return int(bool(over) or any(one["ratio"] > one["budget"] for one in found["commands"]))


if __name__ == "__main__":
    sys.exit(main())
