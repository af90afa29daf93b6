"""Rules that look across records and files, one small generator each, in one ordered list."""

from __future__ import annotations

from pathlib import Path

from macros.checks.lineage import RULES as LINEAGE
from macros.checks.records import RULES as RECORDS
from macros.loading import Loaded, load
from macros.problems import Problem, ordered

RULES = [*RECORDS, *LINEAGE]


def check(root: Path) -> tuple[Loaded, list[Problem]]:
    """Read a tree and find everything that is wrong with it.

    Args:
        root: Folder that holds data/ and docs/.

    Returns:
        What was built, and all problems, sorted, each once.
    """
    loaded = load(root)
    problems = list(loaded.problems)
    for rule in RULES:
        problems.extend(rule(loaded))
    return loaded, ordered(problems)
