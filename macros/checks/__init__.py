"""Rules that look across records and files, one small generator each, in one ordered list."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.checks.addresses import RULES as ADDRESSES
from macros.checks.anchors import RULES as ANCHORS
from macros.checks.contradictions import RULES as CONTRADICTIONS
from macros.checks.frozen import RULES as FROZEN
from macros.checks.lineage import RULES as LINEAGE
from macros.checks.markup import RULES as MARKUP
from macros.checks.page_links import RULES as LINKS
from macros.checks.pages import RULES as PAGES
from macros.checks.plain import RULES as PLAIN
from macros.checks.records import RULES as RECORDS
from macros.checks.sources import RULES as SOURCES
from macros.facts.workspace import Workspace
from macros.load.garbage import collecting_later
from macros.load.library import load
from macros.problems import TRACE, Problem, ordered, unexpected

Rule = Callable[[Workspace], Iterator[Problem]]


@collecting_later()
def check(root: Path) -> Workspace:
    """Read the tree in a folder that holds data/ and docs/, and find all that is wrong with it."""
    workspace = Workspace(load(root))
    problems = list(workspace.loaded.problems)
    on_records = (*RECORDS, *LINEAGE, *SOURCES, *CONTRADICTIONS)
    for rule in (*on_records, *PAGES, *LINKS, *ANCHORS, *MARKUP, *PLAIN, *ADDRESSES, *FROZEN):
        problems.extend(_problems(rule, workspace, root))
    workspace.problems = ordered(problems)
    return workspace


def _problems(rule: Rule, workspace: Workspace, root: Path) -> Iterator[Problem]:
    """What a rule finds; a rule that fails is told too, and keeps nothing of the others back."""
    try:
        yield from rule(workspace)
    except Exception as error:
        if os.environ.get(TRACE):
            raise
        frame = traceback.extract_tb(error.__traceback__)[-1]
        path, message = frame.filename.removeprefix(f"{root}/"), str(error) or type(error).__name__
        yield unexpected(path, frame.lineno or 1, message)
