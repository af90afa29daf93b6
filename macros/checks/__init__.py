"""Rules that look across records and files, one small generator each, in one ordered list."""

from __future__ import annotations

from pathlib import Path

from macros.checks.lineage import RULES as LINEAGE
from macros.checks.pages import RULES as PAGES
from macros.checks.records import RULES as RECORDS
from macros.checks.records import WORD_LISTS
from macros.checks.sources import RULES as SOURCES
from macros.checks.view import View
from macros.loading import load
from macros.problems import ordered


def check(root: Path) -> View:
    """Read a tree and find everything that is wrong with it.

    Args:
        root: Folder that holds data/ and docs/.

    Returns:
        What was built and what follows from it, with all problems, sorted, each once.
    """
    loaded = load(root)
    view = View(loaded)
    problems = list(loaded.problems)
    for rule in (*RECORDS, *LINEAGE, *SOURCES):
        problems.extend(rule(loaded))
    names = {plan.plan.id for plan in loaded.library.plans}
    words = loaded.library.shared.vocabulary
    # Prose is judged against what follows from the data, which needs its words and its names.
    if all(words.get(name) for name in WORD_LISTS) and names <= set(loaded.tree.periods):
        for look in PAGES:
            problems.extend(look(view))
    view.problems = ordered(problems)
    return view
