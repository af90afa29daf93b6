"""The speed of the house, as ratios measured in one run: `make bench`.

Each pair is run in turns, several times, in a process of its own, and the medians are compared.
CPU time is measured; wall time says more about the machine's other work. The table is printed,
and the figures are written to .cache/bench.json.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import process_time

import yaml
from trees import make

from macros.checks import check
from macros.compare.comparison import compare_revisions
from macros.facts.workspace import Workspace
from macros.load.library import load

OUT = Path(__file__).parent.parent / ".cache" / "bench.json"
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


MEASURED = {
    "compare two versions / load both": (_compare, SIZES, 0.5),
    "plan check / one C-parser pass": (_check, SIZES[-1:], 1.5),
}


def _one(name: str, count: int) -> Result:
    measure, _, budget = MEASURED[name]
    with tempfile.TemporaryDirectory(prefix="plan-bench-") as folder:
        seconds, peer, ratio = measure(Path(folder), count)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Result(name, count, seconds, peer, ratio, budget, megabytes)


def main() -> int:
    """Measure, print the table, and write the figures.

    Returns:
        0 where everything is within its budget, else 1.
    """
    results = []
    print(f"{'':36}{'measures':>9}{'ours':>9}{'peer':>9}{'ratio':>8}{'budget':>8}{'memory':>9}")
    for name, (_, sizes, _) in MEASURED.items():
        for count in sizes:
            # A fresh process, so that one measurement leaves no memory or caches to the next.
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found = pool.apply(_one, (name, count))
            results.append(found)
            times = f"{found.seconds:8.2f}s{found.peer:8.2f}s{found.ratio:8.2f}{found.budget:8.2f}"
            print(f"{name:36}{count:9}{times}{found.megabytes:6} MB", flush=True)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(found) for found in results], indent=2) + "\n", "utf-8")
    return int(any(found.ratio > found.budget for found in results))


if __name__ == "__main__":
    sys.exit(main())
