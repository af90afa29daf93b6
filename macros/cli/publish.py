"""`plan publish`: builds every period into _site/."""

from __future__ import annotations

import argparse

from macros.publish.publish import publish


def run(options: argparse.Namespace) -> int:
    """Publish, and say where the site is."""
    site = publish(options.root)
    print(f"Ferdig: {site}/index.html – vis det med «make serve».")
    return 0
