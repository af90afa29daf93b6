"""Two measures of what one command does, in turns within a process of its own."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import yaml
from trees import make

from macros.checks import check
from macros.compare.comparison import compare_revisions
from macros.export.plan_json import Open
from macros.facts.workspace import Workspace
from macros.load.library import load
from macros.publish.open_data import write_open_data

SIZES = (1000, 5000)
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """One comparison of two ways to spend time.

    Attributes:
        name: What is measured, against what.
        measures: Number of measures in the tree.
        seconds: Median CPU seconds of what is measured.
        peer: Median CPU seconds of what it is measured against.
        ratio: Median of the ratios, turn by turn.
        budget: What the ratio may be at most.
        megabytes: The most memory the process has held.
    """

    name: str
    measures: int
    seconds: float
    peer: float
    ratio: float
    budget: float
    megabytes: int


def _timed(work: Callable[[], object]) -> float:
    # What the turn before has read is no part of what this one costs.
    gc.unfreeze()
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def _turns(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float, float]:
    """Median seconds of both, and the median ratio; the first turn warms up and does not count."""
    turns = [(_timed(peer), _timed(ours)) for _ in range(ROUNDS + 1)][1:]
    seconds, others = median(o for _, o in turns), median(p for p, _ in turns)
    return seconds, others, median(o / p for p, o in turns)


def _compare(root: Path, count: int) -> tuple[float, float, float]:
    trees = [make(root / name, count, later=name == "new") for name in ("old", "new")]
    sides = [Workspace(load(tree)) for tree in trees]
    assert not [problem for side in sides for problem in side.loaded.problems]
    changed = [row for row in compare_revisions(*sides, ("old", "new")).rows if row.changes]
    assert len(changed) == count // 10

    def both() -> None:
        for tree in trees:
            load(tree)

    return _turns(lambda: compare_revisions(*sides, ("old", "new")), both)


def _check(root: Path, count: int) -> tuple[float, float, float]:
    tree = make(root / "tree", count)
    assert not check(tree).problems
    files = [path.read_bytes() for path in sorted((tree / "data").rglob("*.yml"))]

    def parse() -> None:
        for data in files:
            yaml.load(data, yaml.CSafeLoader)

    return _turns(lambda: check(tree), parse)


def _export(root: Path, count: int) -> tuple[float, float, float]:
    workspace = check(tree := make(root / "tree", count))
    assert not workspace.problems

    def export() -> None:
        data = Open(workspace.loaded.library, "https://plan.example/")
        assert write_open_data(root / "out", workspace, data) > count // 20

    return _turns(export, lambda: check(tree))


MEASURED = {
    "compare two versions / load both": (_compare, SIZES, 0.5),
    "plan check / one C-parser pass": (_check, SIZES[-1:], 1.5),
    # A publication takes ten times as long as its check, or longer: so this is a tenth of it.
    "open data / plan check": (_export, SIZES[:1], 1.0),
}


def _one(name: str, count: int) -> Result:
    measure, _, budget = MEASURED[name]
    with tempfile.TemporaryDirectory(prefix="plan-bench-") as folder:
        seconds, peer, ratio = measure(Path(folder), count)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Result(name, count, seconds, peer, ratio, budget, megabytes)


def measure(most: int) -> list[Result]:
    """Every comparison, up to a number of measures."""
    results = []
    for name, (_, sizes, _) in MEASURED.items():
        for count in sizes:
            if count <= most:
                # A fresh process: one measurement leaves no memory or caches to the next.
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    results.append(pool.apply(_one, (name, count)))
    return results
