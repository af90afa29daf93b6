"""`plan publish`: builds every period into _site/."""

from __future__ import annotations

import argparse

from macros.cli.arguments import Parser
from macros.publish.publish import publish


def arguments(parser: Parser) -> None:
    """Nothing but the tree may be told it."""


def run(options: argparse.Namespace) -> int:
    """Publish, and say where the site is."""
    site = publish(options.root)
    print(f"Ferdig: {site}/index.html – vis det med «make serve».")
    return 0
