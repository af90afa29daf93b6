"""The rooms of the house: their order, what each leaves alone, and the table that tells of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from building import ROOT

MACROS = ROOT / "macros"

ROOMS = (
    "problems",
    "model",
    "reading",
    "load",
    "history",
    "git",
    "facts",
    "calls",
    "compare",
    "checks",
    "export",
    "editing",
    "views",
    "search",
    "engine",
    "publish",
    "cli",
)
"""The rooms of the house, inwards first. One may import only what stands before it here."""

NEVER = {
    "model": {"problems"},
    "history": {"git"},
    "facts": {"git"},
    "calls": {"reading", "load", "git"},
    "compare": {"git", "calls"},
    "checks": {"git"},
    "export": {"reading", "load", "git", "checks"},
    "views": {"reading", "load", "git", "checks", "editing"},
    "search": {"reading", "load", "git", "checks", "editing", "compare", "export"},
}
"""What a room leaves alone, besides: views never load, only the outer rooms run git."""


def rooms_table() -> str:
    """The rows of the table in ARCHITECTURE.md, from what each package says of itself."""
    return "".join(f"| {' | '.join(row)} |\n" for row in _rows())


def _rows() -> Iterator[tuple[str, str, str]]:
    for room in ROOMS:
        path = MACROS / room / "__init__.py"
        tree = ast.parse((path if path.is_file() else MACROS / f"{room}.py").read_text("utf-8"))
        first = (ast.get_docstring(tree) or "").split("\n")[0]
        spared = (name for name in ROOMS if name in NEVER.get(room, ()))
        yield f"`{room}`", first, ", ".join(f"`{name}`" for name in spared)
