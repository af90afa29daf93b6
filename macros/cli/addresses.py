"""`plan addresses`: every address that was ever published is listed, and none is lost.

Held against a revision, what is frozen is looked after too: both are promises to readers.
"""

from __future__ import annotations

import argparse
import sys

from macros.checks import check
from macros.checks.addresses import RULE, lost_since, of_tree
from macros.checks.frozen import thawed_since
from macros.cli.arguments import Parser, add_format
from macros.editing.change import snapshot, write
from macros.git.repository import Repository, RevisionError
from macros.problems import FORMATS, as_text
from macros.reading.address_list import ADDRESSES

HEAD = """\
# Hver adresse som er publisert, én på hver linje. «plan addresses» legger til de nye.
# Ingen linje tas bort: en adresse som er publisert, skal alltid svare.
"""


def arguments(parser: Parser) -> None:
    """Its arguments."""
    about = "se bare om alt som var der i denne versjonen, fortsatt svarer; listen blir ikke rørt"
    parser.add_argument("--since", metavar="REVISJON", help=about)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Add the addresses that are new; take none away. With `--since`, only look for lost ones.

    The code is 1 where the tree has problems or an address is lost, 2 without such a revision.
    """
    if options.since:
        return _since(options)
    before = snapshot(options.root)
    workspace = check(options.root)
    if workspace.problems:
        count = f"{len(workspace.problems)} feil; listen er ikke rørt."
        print(f"{as_text(workspace.problems)}\n{count}", file=sys.stderr)
        return 1
    listed = {listed.address for listed in workspace.loaded.tree.addresses}
    addresses = listed | of_tree(workspace)
    text = "".join(f"{address}\n" for address in sorted(addresses))
    write(options.root, {ADDRESSES: f"{HEAD}{text}"}, before)
    new = len(addresses) - len(listed)
    print(f"{new} nye adresser, {len(addresses)} i alt i {ADDRESSES}.")
    return 0


def _since(options: argparse.Namespace) -> int:
    try:
        repository = Repository(options.root)
        with repository.tree(repository.commit(options.since)) as folder:
            before = check(folder)
            workspace = check(options.root)
            problems = [*lost_since(before, workspace), *thawed_since(before, workspace)]
    except RevisionError as error:
        print(f"plan addresses: {error}", file=sys.stderr)
        return 2
    if not workspace.loaded.whole:
        print("Treet har feil, så adressene er ikke sett på. Kjør «make check».", file=sys.stderr)
        return 1
    if problems:
        print(FORMATS[options.format](problems))
    lost = sum(problem.rule == RULE for problem in problems)
    count = f"{lost or 'Ingen'} {'adresser' if lost > 1 else 'adresse'} er borte"
    print(f"{count} siden «{options.since}».", file=sys.stderr)
    if len(problems) > lost:
        print("En frosset plan er endret uten en ny rettelse.", file=sys.stderr)
    if not before.loaded.whole:
        cure = "Bare adressene i listen og de som er flyttet, er sett på."
        print(f"«{options.since}» har feil i data eller tekst. {cure}", file=sys.stderr)
    return 1 if problems else 0
