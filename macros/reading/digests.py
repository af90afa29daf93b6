"""Digests of the files that a frozen plan consists of."""

from __future__ import annotations

import hashlib

from macros.reading.tree import Tree

OUTSIDE = ("frozen.yml", "errata.yml", "redirects.yml")
"""Files of data/<period>/ that go on after the plan is frozen: they say what happened since."""


def of_period(tree: Tree, period: str) -> dict[str, str]:
    """File → SHA-256, for everything below data/<period>/ and docs/<period>/.

    Bytes count, blanks and comments too; only how lines end does not, because git changes that.
    What all plans share is outside: actors, sources, glossary, vocabulary and docs/felles/.
    """
    outside = {f"data/{period}/{name}" for name in OUTSIDE}
    own = (p for p in tree.paths if p.startswith((f"data/{period}/", f"docs/{period}/")))
    return {p: digest(p, (tree.root / p).read_bytes()) for p in sorted(own) if p not in outside}


def digest(name: str, data: bytes) -> str:
    """SHA-256 of what a file holds, in hexadecimal; the lines of a text end with a line feed."""
    if name.endswith((".md", ".yml")):
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(data).hexdigest()
