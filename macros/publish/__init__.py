"""From a checked tree to a whole site, or to nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

SITE = "_site"
"""The folder of the finished site."""
HOST, PORT = "127.0.0.1", 8000
ADDRESS = f"http://{HOST}:{PORT}/"
"""Where a site stands that nobody has given another address."""


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder, as a path below it."""
    for where, _, names in os.walk(folder):
        below = where[len(str(folder)) + 1 :]
        yield from (f"{below}/{name}" if below else name for name in names)
