"""A frozen plan to try changes on, and what is said of them."""

from __future__ import annotations

from pathlib import Path

from helpers import small_copy

from macros.cli.main import main

OVER, NOW = "2001-2004", "2005-2008"
AREA = f"data/{OVER}/areas/akutt.yml"
INDEX = f"docs/{OVER}/index.md"
WHY = ("--title", "Fristen: rettet", "--reason", "Vi leste feil.", "--role", "redaktøren")
SOURCE = ("--source", "brev#tiltak")
NEW = ("--erratum", "rett-frist", *WHY, *SOURCE, "--record", "ambulanse", "--date", "2009-02-03")


def frozen_copy(folder: Path) -> Path:
    """The smallest tree in a folder of its own, its first plan frozen."""
    root = small_copy(folder / "tree")
    assert freeze(root, "--date", "2009-01-05") == 0
    return root


def freeze(root: Path, *words: str, period: str = OVER) -> int:
    return main(["freeze", period, *words, "--root", str(root)])
