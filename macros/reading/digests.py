"""Digests of the files that a frozen plan consists of."""

from __future__ import annotations

import hashlib

from macros.reading.tree import Tree

OUTSIDE = ("frozen.yml", "errata.yml", "redirects.yml")
"""Files of data/<period>/ that go on after the plan is frozen: they say what happened since."""
_TEXTS = (".md", ".yml")


def of_period(tree: Tree, period: str) -> dict[str, str]:
    """File → SHA-256, for everything below data/<period>/ and docs/<period>/.

    Bytes count, blanks and comments too; only how lines end does not, because git changes that.
    What all plans share is outside: actors, sources, glossary, vocabulary and docs/felles/.

    Raises:
        OSError: Where a file cannot be read.
    """
    outside = {f"data/{period}/{name}" for name in OUTSIDE}
    folders = (f"data/{period}/", f"docs/{period}/")
    paths = (path for path in tree.paths if path.startswith(folders) and path not in outside)
    return {path: digest(path, (tree.root / path).read_bytes()) for path in sorted(paths)}


def digest(name: str, data: bytes) -> str:
    """SHA-256 of what a file holds, in hexadecimal; the lines of a text end with a line feed."""
    if name.endswith(_TEXTS):
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(data).hexdigest()
