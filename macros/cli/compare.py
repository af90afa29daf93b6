"""`plan compare`: two periods, or two revisions of everything."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from macros.checks import check
from macros.cli.arguments import Parser, something
from macros.compare.comparison import compare_periods, compare_revisions
from macros.compare.copies import copies
from macros.compare.lineage import LineageError, declared
from macros.export.comparison import as_json
from macros.facts.workspace import Workspace
from macros.git.history import read_history
from macros.git.repository import Repository, RevisionError
from macros.history.slips import History
from macros.views.changes.report import render, report

_WORK_TREE = "arbeidskopien"
_EXAMPLES = """\
Eksempler: plan compare 2019-2022 2023-2026
           plan compare --rev main
           plan compare --rev main --rev min-gren --format markdown
Koden er 0 enten noe er endret eller ikke, 1 når en side har feil, 2 ved feil bruk."""
_FORMATS = ("text", "markdown", "json", "html")


def arguments(parser: Parser) -> None:
    """Its arguments."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("periods", nargs="*", metavar="PERIODE", help="den eldste først")
    about = "gren, merke eller innsending; én gang til gir den andre siden, ellers arbeidskopien"
    add("--rev", type=something, action="append", default=[], metavar="REVISJON", help=about)
    add("--format", choices=_FORMATS, default="text", help="text er standard")
    about = "hva de to sidene skal kalles"
    add("--names", nargs=2, metavar=("GAMMEL", "NY"), help=about)
    add("--preview", default="", metavar="URL", help="forhåndsvisning å lenke til")


class _UsageError(Exception):
    """Wrong use; a Norwegian sentence."""


def run(options: argparse.Namespace) -> int:
    """Print what changed; 1 where a side does not validate, 2 for wrong use."""
    periods, revisions = options.periods, options.rev
    try:
        if bool(periods) == bool(revisions):
            raise _UsageError("velg to perioder, eller --rev BASIS og eventuelt --rev NYTT.")
        if len(revisions) > 2 or len(periods) not in (0, 2):
            raise _UsageError("det er to sider å sammenligne, verken flere eller færre.")
        sides = _periods(options.root, periods) if periods else _revisions(options.root, revisions)
    except (_UsageError, LineageError, RevisionError) as error:
        return _complain(2, f"plan compare: {error}\nSkriv «plan compare --help» for hjelp.")
    names = periods or [*revisions, _WORK_TREE][:2]
    old, new = options.names or names
    broken = {name: side for name, side in zip((old, new), sides, strict=True) if side.problems}
    if broken:
        return _complain(1, _problems(broken, several=not periods))
    if periods:
        comparison = compare_periods(sides[0], names[0], names[1])
    else:
        comparison = compare_revisions(sides[0], sides[1], (names[0], names[1]))
    comparison = replace(comparison, old=old, new=new)
    libraries = [side.loaded.library for side in sides]
    if options.format == "json":
        text = as_json(comparison, _history(options, sides[1]), libraries)
    else:
        left = copies(comparison, sides[0], sides[1])
        laid_out = report(comparison, libraries[0], libraries[1], left)
        text = render(laid_out, options.format, options.preview)
    sys.stdout.write(text)
    return 0


def _periods(root: Path, periods: list[str]) -> list[Workspace]:
    """The tree, twice.

    Raises:
        _UsageError: Where there is no such period.
        LineageError: Where the second plan does not come after the first.
    """
    workspace = check(root)
    known = workspace.loaded.tree.periods
    for name in periods:
        if name not in known:
            raise _UsageError(f"«{name}» er ikke en planperiode. Velg blant: {', '.join(known)}.")
    old, new = periods
    if not workspace.problems and old != new:
        declared(workspace.loaded.library, old, new)
    return [workspace, workspace]


def _revisions(root: Path, revisions: list[str]) -> list[Workspace]:
    """The tree in two revisions, or in one and as it stands.

    Raises:
        RevisionError: Where a revision cannot be read.
    """
    repository = Repository(root)
    commits = [repository.commit(name) for name in revisions]
    with ExitStack() as stack:
        folders = [stack.enter_context(repository.tree(commit)) for commit in commits]
        # Everything is read here: the folders are gone when it is compared.
        return [check(folder) for folder in [*folders, root][:2]]


def _history(options: argparse.Namespace, workspace: Workspace) -> History:
    """What became of the deadlines of the second side."""
    head = Repository(options.root).commit(options.rev[1]) if len(options.rev) == 2 else "HEAD"
    return read_history(options.root, workspace.loaded, head)


def _problems(broken: dict[str, Workspace], *, several: bool) -> str:
    """The problems of each side, with its name where there are several, and how many there are."""
    lines = [
        f"{name}:{problem.text()}" if several else problem.text()
        for name, side in broken.items()
        for problem in side.problems
    ]
    lines = list(dict.fromkeys(lines))
    sides = " og ".join(broken) if several else "treet"
    return "\n".join([*lines, f"{len(lines)} feil i {sides}; ingenting er sammenlignet."])


def _complain(code: int, text: str) -> int:
    print(text, file=sys.stderr)
    return code
