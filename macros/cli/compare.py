"""`plan compare`: two periods, or two revisions of everything."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from macros.checks import check
from macros.cli.arguments import Parser
from macros.compare import records
from macros.compare.changes import Comparison
from macros.compare.lineage import LineageError, declared
from macros.engine.inline import say_of
from macros.export.comparison import as_json
from macros.facts.workspace import Workspace
from macros.git.history import read_history
from macros.git.repository import Repository, RevisionError
from macros.history.slips import History
from macros.problems import Problem
from macros.views.changes.report import render, report

WORK_TREE = "arbeidskopien"
_EXAMPLES = """\
Eksempler: plan compare 2019-2022 2023-2026
           plan compare --rev main
           plan compare --rev main --rev min-gren --format markdown
Koden er 0 enten noe er endret eller ikke, 1 når en side har feil, 2 ved feil bruk."""
_FORMATS = ("text", "markdown", "json", "html")


def arguments(parser: Parser) -> None:
    """What may be told it."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("periods", nargs="*", metavar="PERIODE", help="den eldste først")
    about = "gren, merke eller innsending; én gang til gir den andre siden, ellers arbeidskopien"
    add("--rev", action="append", default=[], metavar="REVISJON", help=about)
    add("--format", choices=_FORMATS, default="text", help="text er standard")
    about = "hva de to sidene skal kalles"
    add("--names", nargs=2, metavar=("GAMMEL", "NY"), help=about)
    add("--preview", default="", metavar="URL", help="forhåndsvisning å lenke til")


class _UsageError(Exception):
    """Wrong use; a Norwegian sentence."""


def run(options: argparse.Namespace) -> int:
    """Compare, and print what changed.

    Returns:
        0 whether or not something changed, 1 where a side does not validate, 2 for wrong use.
    """
    try:
        views, names, compare = _wanted(options)
    except (_UsageError, LineageError, RevisionError) as error:
        help_ = "Skriv «plan compare --help» for hjelp."
        return _complain(2, f"plan compare: {error}\n{help_}")
    old, new = options.names or names
    broken = [(name, view) for name, view in zip((old, new), views, strict=True) if view.problems]
    if broken:
        return _complain(1, _problems(dict(broken), several=len({*map(id, views)}) > 1))
    found = replace(compare(), old=old, new=new)
    sys.stdout.write(_told(options, found, views))
    return 0


Compare = Callable[[], Comparison]


def _wanted(options: argparse.Namespace) -> tuple[list[Workspace], tuple[str, str], Compare]:
    """The two sides, what they are called, and how to compare them.

    Raises:
        _UsageError: Where the words make no sense together, or name an unknown period.
        LineageError: Where the second plan does not come after the first.
        RevisionError: Where a revision cannot be read.
    """
    periods, revisions = options.periods, options.rev
    if bool(periods) == bool(revisions):
        raise _UsageError("velg to perioder, eller --rev BASIS og eventuelt --rev NYTT.")
    if len(revisions) > 2 or len(periods) not in (0, 2):
        raise _UsageError("det er to sider å sammenligne, verken flere eller færre.")
    return _periods(options.root, periods) if periods else _revisions(options.root, revisions)


def _periods(root: Path, periods: list[str]) -> tuple[list[Workspace], tuple[str, str], Compare]:
    view = check(root)
    old, new = periods
    known = view.loaded.tree.periods
    for name in periods:
        if name not in known:
            raise _UsageError(f"«{name}» er ikke en planperiode. Velg blant: {', '.join(known)}.")
    if not view.problems and old != new:
        declared(view.loaded.library, old, new)

    def compare() -> Comparison:
        return records.periods(view.loaded, old, new, say_of([view, view]))

    return [view, view], (old, new), compare


def _revisions(
    root: Path, revisions: list[str]
) -> tuple[list[Workspace], tuple[str, str], Compare]:
    repository = Repository(root)
    commits = [repository.commit(name) for name in revisions]
    with ExitStack() as stack:
        folders = [stack.enter_context(repository.tree(commit)) for commit in commits]
        # Everything is read here: the folders are gone when it is compared.
        views = [check(folder) for folder in (folders if len(folders) == 2 else [*folders, root])]
    names = revisions[0], revisions[1] if len(revisions) == 2 else WORK_TREE

    def compare() -> Comparison:
        return records.revisions(views[0].loaded, views[1].loaded, names, say_of(views))

    return views, names, compare


def _told(options: argparse.Namespace, comparison: Comparison, views: list[Workspace]) -> str:
    libraries = [view.loaded.library for view in views]
    if options.format == "json":
        return as_json(comparison, _history(options, views[1]), libraries)
    return render(report(comparison, *libraries), options.format, options.preview)


def _history(options: argparse.Namespace, view: Workspace) -> History:
    """What became of the deadlines of the second side."""
    named = options.rev[1:]
    head = Repository(options.root).commit(named[0]) if named else "HEAD"
    return read_history(options.root, view.loaded, head)


def _problems(broken: dict[str, Workspace], *, several: bool) -> str:
    """The problems of each side, and how many there are."""

    def line(name: str, problem: Problem) -> str:
        return f"{name}:{problem.text()}" if several else problem.text()

    lines = [line(name, p) for name, view in broken.items() for p in view.problems]
    lines = list(dict.fromkeys(lines))
    sides = " og ".join(broken) if several else "treet"
    return "\n".join([*lines, f"{len(lines)} feil i {sides}; ingenting er sammenlignet."])


def _complain(code: int, text: str) -> int:
    print(text, file=sys.stderr)
    return code
