"""`plan export`: the open data alone, without the pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.checks import check
from macros.cli.arguments import Parser, folder
from macros.git.history import read_history
from macros.git.repository import RevisionError
from macros.problems import Problem, ProblemError
from macros.publish.open_data import open_of, write_open_data
from macros.publish.settings import site_url


def arguments(parser: Parser) -> None:
    """Its arguments."""
    about = "skriv bare filene til denne perioden; ellers alle, med det som er felles"
    parser.add_argument("period", nargs="?", default="", metavar="PERIODE", help=about)
    about = "mappen filene skrives i; dist er standard"
    parser.add_argument("--out", type=folder, default=Path("dist"), metavar="MAPPE", help=about)


def run(options: argparse.Namespace) -> int:
    """Write the files, and say where they are; 1 where the tree has problems, 2 for wrong use."""
    workspace, url = check(options.root), site_url()
    if workspace.problems:
        raise ProblemError(workspace.problems)
    known = workspace.loaded.library.by_period
    if options.period not in ("", *known):
        choices = ", ".join(known)
        message = f"«{options.period}» er ikke en planperiode. Velg blant: {choices}."
        print(f"plan export: {message}", file=sys.stderr)
        return 2
    try:
        history = read_history(options.root, workspace.loaded)
    except RevisionError as error:
        raise ProblemError([Problem(".git", 1, 1, "git", str(error), "")]) from None
    data = open_of(options.root, workspace, history, url=url)
    count = write_open_data(options.out, workspace, data, period=options.period)
    print(f"Skrevet: {count} filer i {options.out}/.")
    return 0
