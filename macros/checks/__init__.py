"""Rules that look across records and files, one small generator each, in one ordered list."""

from __future__ import annotations

from pathlib import Path

from macros.checks.addresses import RULES as ADDRESSES
from macros.checks.frozen import ON_PAGES
from macros.checks.frozen import RULES as FROZEN
from macros.checks.lineage import RULES as LINEAGE
from macros.checks.markup import RULES as MARKUP
from macros.checks.pages import RULES as PAGES
from macros.checks.records import RULES as RECORDS
from macros.checks.sources import RULES as SOURCES
from macros.checks.view import View
from macros.loading import collecting_later, load
from macros.problems import ordered


@collecting_later()
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
    for rule in (*RECORDS, *LINEAGE, *SOURCES, *FROZEN):
        problems.extend(rule(loaded))
    names = {plan.plan.id for plan in loaded.library.plans}
    # Prose is judged against what follows from the data, which needs plans named as their folders.
    if names <= set(loaded.tree.periods):
        for look in (*PAGES, *MARKUP, *ADDRESSES, *ON_PAGES):
            problems.extend(look(view))
    view.problems = ordered(problems)
    return view
