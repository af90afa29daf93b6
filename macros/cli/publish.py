"""`plan publish`: builds every period into _site/."""

from __future__ import annotations

import argparse

from macros.cli.arguments import Parser
from macros.publish.publish import publish


def arguments(parser: Parser) -> None:
    """Its arguments."""
    about = "uten plan.pdf, som tar lengst tid; «plan document» lager den etterpå"
    parser.add_argument("--without-document", action="store_true", help=about)


def run(options: argparse.Namespace) -> int:
    """Publish, and say where the site is."""
    site = publish(options.root, document=not options.without_document)
    print(f"Ferdig: {site}/index.html – vis det med «make serve».")
    return 0
