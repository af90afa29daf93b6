"""`plan addresses`: keeps the list of every address that was ever published."""

from __future__ import annotations

import argparse
import sys

from macros.checks import check
from macros.checks.addresses import of_tree
from macros.editing.change import make
from macros.problems import as_text
from macros.reading.addresses import ADDRESSES

HEAD = """\
# Hver adresse som er publisert, én i hver linje. «plan addresses» legger til de nye.
# Ingen linje tas bort: en adresse som er publisert, skal alltid svare.
"""


def run_addresses(options: argparse.Namespace) -> int:
    """Add the addresses that are new; take none away.

    Returns:
        0 where the list is as it should be, 1 where the tree has problems.
    """
    view = check(options.root)
    if view.problems:
        count = f"{len(view.problems)} feil; listen er ikke rørt."
        print(f"{as_text(view.problems)}\n{count}", file=sys.stderr)
        return 1
    before = {listed.address for listed in view.loaded.tree.addresses}
    found = before | of_tree(view)
    text = "".join(f"{address}\n" for address in sorted(found))
    make(options.root, {ADDRESSES: f"{HEAD}{text}"})
    new = len(found) - len(before)
    print(f"{new} nye adresser, {len(found)} i alt i {ADDRESSES}.")
    return 0
