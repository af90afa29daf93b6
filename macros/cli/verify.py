"""`plan verify`: holds a site against its own manifest."""

from __future__ import annotations

import argparse
import sys

from macros.cli.arguments import Parser, folder
from macros.problems import as_text
from macros.publish import SITE, manifest


def arguments(parser: Parser) -> None:
    """Its arguments."""
    about = f"mappen med manifestet; {SITE}/ ellers"
    parser.add_argument("site", type=folder, nargs="?", metavar="MAPPE", help=about)


def run(options: argparse.Namespace) -> int:
    """Print what is not as the manifest says; 2 where there is none."""
    site = options.site or options.root / SITE
    if not (site / manifest.NAME).is_file():
        message = f"Fant ingen {manifest.NAME} i {site}. Kjør «make site» først, eller pek på en."
        print(message, file=sys.stderr)
        return 2
    problems = manifest.verify(site)
    if problems:
        print(as_text(problems))
    files = "1 fil" if len(problems) == 1 else f"{len(problems)} filer"
    count = f"{files} er ikke" if problems else "Alle filene er"
    print(f"{count} slik {manifest.NAME} sier.", file=sys.stderr)
    return 1 if problems else 0
