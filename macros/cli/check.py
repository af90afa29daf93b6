"""`plan check`: validates data and prose."""

from __future__ import annotations

import argparse
import sys

from macros.checks import check
from macros.cli.arguments import Parser, add_format
from macros.problems import FORMATS


def arguments(parser: Parser) -> None:
    """Its arguments."""
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong with data and prose."""
    workspace = check(options.root)
    problems, plans = workspace.problems, workspace.loaded.library.plans
    if listed := FORMATS[options.format](problems):
        print(listed)
    if options.format == "text":
        records = sum(1 for plan in plans for _ in plan.records())
        count = f"{len(problems)} feil" if problems else "Ingen feil"
        print(f"{count}. {records} poster i {len(plans)} planer er lest.", file=sys.stderr)
    return 1 if problems else 0
